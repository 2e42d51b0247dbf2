import { spawnSync } from 'child_process';
import { join, resolve } from 'path';

// Translates the examples of the doc comments and the README into Python, Java, C# and Go, for the packages
// of these languages: jsii-pacmak finds the translations in .jsii.tabl.json, beside the assembly, and puts
// TypeScript where there is none. What cannot be translated is an error.
//
//   npx projen docs:examples

const ROOT = resolve(__dirname, '..');

/** The translators write a list of these as a list of anything, which every language takes. */
const HARMLESS = /error TS0: Type unions are not supported in examples/;

// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[\d+m/g;

/** Write the translations; gives what cannot be translated, a line each. */
export function translateExamples(): string[] {
  const args = ['extract', '--compile', '--batch', '1000'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/jsii-rosetta/bin/jsii-rosetta'), ...args],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const said = `${stdout}${stderr}`.replace(COLOUR, '').split('\n');
  if (status !== 0) return said;
  return said.filter((line) => /- error TS\d+: |diagnostics not shown/.test(line) && !HARMLESS.test(line));
}

function main(): void {
  const wrong = translateExamples();
  if (wrong.length === 0) return;
  console.error(`${wrong.join('\n')}\nThese examples cannot be translated: write them otherwise.`);
  process.exit(1);
}

if (require.main === module) main();
