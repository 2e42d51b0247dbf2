import { extname } from 'path';
/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { javascript } from 'projen';
import { jestOptions, NODE_VERSION } from './defaults';
import { makeHomelab, Options } from './homelab';
import { homelabSample, programPath } from './samples';
import { Language } from '../init';

/** What homelabs for Node.js do otherwise than other projects of projen, unless their options say so. */
export function withHomelabDefaults<T extends Options & javascript.NodeProjectOptions>(
  options: T,
  language: Language,
): T {
  return {
    ...options,
    packageManager: options.packageManager ?? javascript.NodePackageManager.NPM,
    minNodeVersion: options.minNodeVersion ?? NODE_VERSION,
    github: options.github ?? false,
    jest: options.jest ?? false,
    jestOptions: jestOptions(options.jestOptions),
    licensed: options.licensed ?? options.license !== undefined,
    entrypoint: options.entrypoint ?? '',
    release: options.release ?? false,
    package: options.package ?? options.release ?? false,
    npmignoreEnabled: options.npmignoreEnabled ?? options.release ?? false,
    readme: options.readme ?? { contents: homelabSample(options.name, options, language).readme },
  };
}

/** Make a homelab whose program is run by the command itself. */
export function makeNodeHomelab(project: javascript.NodeProject, options: Options, language: Language): void {
  const tests: [string, string] = [`test/estate.test${extname(programPath(language))}`, testOf(language)];
  makeHomelab(project, options, { language, tests: project.jest && tests });
  project.package.addField('private', true);
}

function testOf(language: Language): string {
  const imported =
    language === Language.TYPESCRIPT
      ? "import { spawnSync } from 'child_process';"
      : "const { spawnSync } = require('child_process');";
  return `${imported}

test('nothing is wrong with the estate', () => {
  const { status, stdout } = spawnSync('npx', ['cosmo', 'check'], { encoding: 'utf8' });
  expect(status === 0 ? '' : stdout).toBe('');
});
`;
}
