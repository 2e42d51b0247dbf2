import { Language, ProjectSettings } from './settings';
import { json, packageJsonText } from './text';

/** Versions of what a project has beside Cosmo. */
export const VERSIONS = {
  constructs: '^10.4.2',
  typescript: '~6.0.0',
  jest: '^30',
  'ts-jest': '^29',
  '@types/jest': '^30',
  node: '>=20.16.0',
};

/** The estate's program. */
export function programName(language: Language): string {
  return { [Language.TYPESCRIPT]: 'main.ts', [Language.JAVASCRIPT]: 'main.js', [Language.PYTHON]: 'main.py' }[language];
}

/** The files of an estate, beside its program and its README. */
export function estateFiles(settings: ProjectSettings, language: Language): [path: string, text: string][] {
  const app = language === Language.PYTHON ? 'python3 main.py' : programName(language);
  const files: [string, string][] = [
    ['cosmo.toml', configuration(app)],
    ['package.json', packageJson(settings, language)],
    ['.gitignore', language === Language.PYTHON ? `${IGNORED}.venv/\n__pycache__/\n` : IGNORED],
  ];
  if (language === Language.TYPESCRIPT) files.push(['tsconfig.json', json(TSCONFIG)]);
  if (language === Language.PYTHON) files.push(['requirements.txt', requirements(settings.version)]);
  return files;
}

/** `cosmo.toml`. */
export function configuration(app: string): string {
  return `# The program that describes the estate, and the folder of the flake that comes out of it.
app = "${app}"
output = "nix-out"
`;
}

function packageJson({ name, version }: ProjectSettings, language: Language): string {
  const typed = language === Language.TYPESCRIPT;
  const cosmo = { 'cosmo-nix': `^${version}` };
  return packageJsonText({
    name,
    version: '0.0.0',
    private: true,
    ...(language === Language.PYTHON ? {} : { type: 'module' }),
    engines: { node: VERSIONS.node },
    scripts: { ...ESTATE_SCRIPTS, ...(typed ? { types: 'tsc' } : {}) },
    ...(language === Language.PYTHON
      ? { devDependencies: { constructs: VERSIONS.constructs, ...cosmo } }
      : { dependencies: { constructs: VERSIONS.constructs, ...cosmo } }),
    ...(typed ? { devDependencies: { typescript: VERSIONS.typescript } } : {}),
  });
}

/** What npm runs of the command. */
export const ESTATE_SCRIPTS = { synth: 'cosmo synth', check: 'cosmo check', diff: 'cosmo diff' };

/** What git need not know. The flake and its lock file are not among it. */
export const IGNORED = `node_modules/
result
result-*
`;

/** How the types of programs are checked. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'Preserve',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
  exclude: ['node_modules', 'nix-out'],
};

/** What pip installs: from this version on, and below the next that may break. */
function requirements(version: string): string {
  const [major = '0', minor = '0', patch = '0'] = version.split(/[.+-]/);
  const next = major !== '0' ? `${+major + 1}` : minor !== '0' ? `0.${+minor + 1}` : `0.0.${+patch + 1}`;
  return `constructs>=10.4.2,<11\ncosmo-nix>=${major}.${minor}.${patch},<${next}\n`;
}
