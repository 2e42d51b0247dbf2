import { readFileSync } from 'fs';
import { join } from 'path';
import { HomelabOptions, HomelabTemplate } from './homelab-options';
import { CosmoError } from '../app/error';
import { nearest } from '../app/nearest';
import { DEFAULT_RELEASE, Language, ProjectFiles, ProjectSettings, TEMPLATES } from '../init';
import { programName } from '../init/project-files';
import { setUp } from '../init/readme';

/** The version of this package. */
export function cosmoVersion(): string {
  return (JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version;
}

/** The folder of programs for Node.js, and of constructs. */
export const SOURCES = 'src';

/** The program of a homelab, from the project's root. */
export function programPath(language: Language): string {
  const name = programName(language);
  return language === Language.PYTHON ? name : `${SOURCES}/${name}`;
}

/** The sample of a homelab: the program and README of what `cosmo init` makes. */
export interface HomelabSample {
  readonly program: string;
  readonly readme: string;
}

/** @throws `PROJECT_TEMPLATE` for a template that there is not. */
export function homelabSample(name: string, options: HomelabOptions, language: Language): HomelabSample {
  // A name that the enum lacks is undefined, and a mistake: `--template gests` of projen becomes one.
  const template = 'template' in options ? options.template : HomelabTemplate.SERVER;
  const templates = Object.values(HomelabTemplate);
  if (template === undefined || !templates.includes(template)) {
    const guess = template === undefined ? undefined : nearest(template, templates);
    throw new CosmoError({
      code: 'PROJECT_TEMPLATE',
      message: template === undefined ? 'template is undefined' : `"${template}" is no template of a homelab`,
      mend: guess ? `did you mean ${guess}?` : `there are ${templates.join(', ')}; leave it out for server`,
    });
  }
  const files = filesOf(template, name, language);
  const program = programName(language);
  return {
    program: files.get(program)!,
    readme: files
      .get('README.md')!
      .replaceAll(`\`${program}\``, `\`${programPath(language)}\``)
      // projen makes the virtual environment.
      .replace(setUp(Language.PYTHON).join('\n'), 'npm install\nnpx projen'),
  };
}

/** The sample of a construct library: what `cosmo init` puts into the folders `src`, `test` and `example`. */
export function librarySample(name: string): [path: string, text: string][] {
  const files = [...filesOf('library', name, Language.TYPESCRIPT)];
  return files.filter(([path]) => /^(src|test|example)\//.test(path));
}

function filesOf(template: string, name: string, language: Language): ProjectFiles {
  return TEMPLATES.find((known) => known.name === template)!.files(settingsOf(name), language);
}

function settingsOf(name: string): ProjectSettings {
  return {
    name,
    host: 'server',
    user: 'admin',
    keys: [],
    release: DEFAULT_RELEASE,
    timeZone: 'UTC',
    networkCard: 'enp1s0',
    zfs: false,
    tailscale: false,
    version: cosmoVersion(),
  };
}
