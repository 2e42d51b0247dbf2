import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

/**
 * Holds the public API to that of the last release, or of what is named: `npx projen compat 1.4.0`, or a
 * folder with the compiled library. Fails where a program that compiles today would not any more.
 */
const root = resolve(__dirname, '..');
const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };

function stop(why: string): never {
  console.error(why);
  process.exit(1);
}

/** The version that npm has as the latest one; undefined where it knows no such package. */
function published(version: string): string | undefined {
  const asked = spawnSync('npm', ['view', `${name}@${version}`, 'version', '--json'], { encoding: 'utf8' });
  if (asked.error) stop(`npm cannot be run: ${asked.error.message}`);
  const answer = JSON.parse(asked.stdout || '""') as string | { error?: { code: string; summary: string } };
  if (typeof answer === 'string' && answer !== '') return answer;
  const error = typeof answer === 'object' ? answer.error : undefined;
  if (error?.code === 'E404') return undefined;
  // A registry that does not answer is no reason to believe that nothing is broken.
  return stop(`The last release cannot be looked up: ${error?.summary ?? asked.stderr}`);
}

const [wanted = 'latest'] = process.argv.slice(2);
if (!existsSync(join(root, '.jsii'))) stop('There is no .jsii to compare: run npx projen compile first.');

let before: string;
if (existsSync(join(wanted, '.jsii'))) {
  before = resolve(wanted);
} else {
  const version = published(wanted);
  if (version === undefined) {
    if (wanted !== 'latest') stop(`npm has no ${name} ${wanted}.`);
    console.log(`${name} is not published yet: there is no API to stay compatible with.`);
    process.exit(0);
  }
  before = `npm:${name}@${version}`;
}
console.log(`The API is compared with ${before}.`);
const ignored = existsSync(join(root, '.compatignore')) ? ['--ignore-file', '.compatignore'] : [];
const { status } = spawnSync('npx', ['jsii-diff', before, '.', '--keys', ...ignored], { cwd: root, stdio: 'inherit' });
if (status !== 0) {
  stop(
    'The API is not compatible. Keep what was there; or say in .compatignore, by its key, what is broken with cause.',
  );
}
console.log('Nothing that was there is missing.');
