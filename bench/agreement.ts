/**
 * Holds the check of options against the module system: for random definitions of real catalogues, right and wrong,
 * the verdict of `OptionCheck` must be that of real Nix with nixpkgs' lib.
 *
 *     COSMO_OPTIONS=<folder of options.json files> LIB=<nixpkgs' lib> tsx bench/agreement.ts [COUNT] [--seed N] [--record]
 *
 * `LIB` is a folder with nixpkgs' `lib` (the one that has `default.nix`), `COUNT` is definitions for each catalogue.
 * Prints each disagreement and a table; exits 1 where there is one. With `--record` the verdicts are written beside each
 * catalogue, as `<name>.verdicts.json`: the tests replay those of test/fixtures/options where there is no nixpkgs.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Construct } from 'constructs';
import { App } from '../src/app';
import { Evaluation } from './agreement/evaluate';
import { nixType, PRELUDE } from './agreement/nix-options';
import { RandomDefinitions, randomFrom } from './agreement/random-definitions';
import { readCatalogue } from '../src/options/catalogue-store';
import { TreeCatalogue } from '../src/options/catalogue-tree';
import { OptionCheck } from '../src/options/check';
import { readType, unknownParts } from '../src/options/type/read-type';

const { COSMO_OPTIONS: optionsFolder, LIB: lib } = process.env;
if (!optionsFolder || !lib) {
  process.stderr.write('agreement: set COSMO_OPTIONS and LIB; see the head of bench/agreement.ts\n');
  process.exit(2);
}
const args = process.argv.slice(2);
const seedAt = args.indexOf('--seed');
const seed = seedAt < 0 ? 1 : Number(args.splice(seedAt, 2)[1]);
const record = args.includes('--record');
const count = Number(args.find((one) => /^\d+$/.test(one)) ?? 1000);
const BATCH = 250;

const folder = mkdtempSync(join(tmpdir(), 'cosmo-agreement-'));
process.env.NIX_REMOTE ??= `local?root=${join(folder, 'store')}`;
const owner = new Construct(new App(), 'definitions');
let disagreements = 0;

try {
  process.stdout.write(`${describe(optionsFolder, lib)}\n\n`);
  process.stdout.write(
    '| catalogue | definitions | taken by both | refused by both | only we refuse | only Nix refuses |\n',
  );
  process.stdout.write('| --- | --- | --- | --- | --- | --- |\n');
  for (const file of catalogues(optionsFolder)) {
    const catalogue = readCatalogue(readFileSync(join(optionsFolder, file), 'utf8')) as TreeCatalogue;
    if (catalogue.size === 0) continue;
    compare(file, catalogue, lib);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(disagreements > 0 ? 1 : 0);

function compare(file: string, catalogue: TreeCatalogue, libFolder: string): void {
  const check = new OptionCheck(catalogue);
  const nix = new Evaluation(join(folder, file), libFolder, catalogue.root);
  const definitions = new RandomDefinitions(catalogue, randomFrom(seed));
  const lines: string[] = [];
  const total = { both: 0, neither: 0, ours: 0, theirs: 0 };
  for (let done = 0; done < count; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - done) }, () => definitions.next());
    const verdicts = nix.verdicts(batch);
    batch.forEach((tree, i) => {
      const findings = check.check([{ owner, tree }]);
      const taken = verdicts[i] === true;
      lines.push(JSON.stringify([taken, tree]));
      if (findings.length === 0 && taken) {
        total.both++;
      } else if (findings.length > 0 && !taken) {
        total.neither++;
      } else {
        if (taken) total.ours++;
        else total.theirs++;
        const found = findings.map(({ code, keyPath, message }) => `${code} ${keyPath}: ${message}`).join('; ');
        process.stderr.write(
          `${file}: ${taken ? 'only we refuse' : 'only Nix refuses'} ${JSON.stringify(tree)}\n    ${found}\n`,
        );
      }
    });
  }
  if (record) {
    writeFileSync(join(optionsFolder!, file.replace(/json$/, 'verdicts.json')), `[\n${lines.join(',\n')}\n]\n`);
  }
  disagreements += total.ours + total.theirs;
  const { both, neither, ours, theirs } = total;
  process.stdout.write(`| ${file} | ${count} | ${both} | ${neither} | ${ours} | ${theirs} |\n`);
}

function catalogues(of: string): string[] {
  return readdirSync(of)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.verdicts.json'))
    .sort();
}

/** How many descriptions of types come out of nixpkgs' lib as they went in. */
function describe(optionsFiles: string, libFolder: string): string {
  const texts = new Set<string>();
  for (const file of catalogues(optionsFiles)) {
    const options = JSON.parse(readFileSync(join(optionsFiles, file), 'utf8')) as Record<string, { type: string }>;
    for (const { type } of Object.values(options)) texts.add(type);
  }
  const known = [...texts].filter((text) => unknownParts(readType(text)).length === 0);
  const file = join(folder, 'descriptions.nix');
  const types = known.map((text) => `${nixType(readType(text))}.description`);
  writeFileSync(file, `{ libPath }: let lib = import libPath; ${PRELUDE} in [ ${types.join('\n')} ]`);
  const out = execFileSync('nix-instantiate', ['--eval', '--strict', '--json', file, '--arg', 'libPath', libFolder], {
    maxBuffer: 2 ** 28,
  });
  const described = JSON.parse(out.toString()) as string[];
  const differ = known.filter((text, i) => normal(text) !== normal(described[i]!));
  for (const text of differ) {
    process.stderr.write(`description: ${text}\n    nixpkgs: ${described[known.indexOf(text)]!}\n`);
  }
  return `${known.length} of ${texts.size} descriptions understood; nixpkgs describes ${known.length - differ.length} of their types in the same words`;
}

/** Descriptions say less in older releases: of a path, and of a submodule whose options are not told. */
function normal(text: string): string {
  return text
    .trim()
    .replace(/\babsolute path\b/g, 'path')
    .replace(/open submodule of attribute set of anything/g, 'submodule');
}
