import { CosmoError } from '../app/error';

/** The project types for projen: classes and enums, by name. */
type ProjectTypes = typeof import('./project-types');

const NAMES: readonly (keyof ProjectTypes)[] = [
  'ConstructLibraryProject',
  'HomelabJavaScriptProject',
  'HomelabPythonProject',
  'HomelabTemplate',
  'HomelabTypeScriptProject',
];

/**
 * Project types for [projen](https://projen.io): what `npx projen new --from
 * cosmo-nix` offers, and what a `.projenrc.ts` makes.
 *
 * Only who reads one of them needs projen, and only then is it loaded.
 */
export const projects = Object.freeze(
  Object.defineProperties(
    {},
    Object.fromEntries(NAMES.map((name) => [name, { enumerable: true, get: () => projectTypes()[name] }])),
  ),
) as ProjectTypes;

function projectTypes(): ProjectTypes {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require('./project-types') as ProjectTypes;
  } catch (error) {
    if (!isWithoutProjen(error)) throw error;
    throw new CosmoError({
      code: 'PROJEN_MISSING',
      message: 'the project types of cosmo-nix need projen, and it is not installed',
      why: 'homelabs without projen need not install it',
      mend: 'npm install --save-dev projen',
    });
  }
}

function isWithoutProjen(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' && message.startsWith("Cannot find module 'projen'");
}
