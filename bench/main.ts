import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { cpus, tmpdir } from 'os';
import { join, resolve } from 'path';
import { diamond, estate, OBJECTS, thirtyFields, tree } from './estates';
import { compare, Comparison, median, processTime } from './measure';
import { optionsRows } from './options';
import { printData } from '../src/nix/print-data';

/** A row of the table: what was measured, against what, and the budget. */
interface Row {
  readonly work: string;
  readonly figure: string;
  readonly budget: string;
  readonly holds: boolean;
}

const repository = resolve(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'cosmo-bench-'));
const rows: Row[] = [];

function row(work: string, figure: string, budget: string, holds: boolean): void {
  rows.push({ work, figure, budget, holds });
  process.stderr.write('.');
}

const ms = (time: number) => (time < 100 ? `${time.toFixed(1)} ms` : `${(time / 1000).toFixed(2)} s`);

/** A figure held against JSON.stringify. */
const held = ({ work, against, ratio }: Comparison) =>
  `${ms(work)}, ${ratio.toFixed(1)} × JSON.stringify (${ms(against)})`;

try {
  const data = tree(100_000);
  const print = compare(
    () => printData(data),
    () => JSON.stringify(data),
    15,
    5,
  );
  row('print a nested tree of 100,000 leaves, warm', held(print), '3 × JSON.stringify', print.ratio <= 3);

  const render = compare(
    () => estate(1, 10_000, folder).render(),
    () => JSON.stringify(OBJECTS),
  );
  row(
    'in-process synth in memory, 10,000 objects of 30 fields on one host',
    held(render),
    '8 × JSON.stringify',
    render.ratio <= 8,
  );
  const write = median(() => estate(1, 10_000, mkdtempSync(join(folder, 'write-'))).synth(), 3, 1);
  row(
    'the same, and 10,000 files written',
    `${ms(write)}, ${(write / render.against).toFixed(1)} × JSON.stringify`,
    'none: the disk decides',
    true,
  );

  const growth = compare(
    () => estate(1_000, 10_000, folder).render(),
    () => estate(100, 1_000, folder).render(),
    5,
    2,
  );
  row(
    'the same objects over 1,000 hosts, against a tenth of both',
    `${ms(growth.work)} against ${ms(growth.against)}: ${growth.ratio.toFixed(1)} ×`,
    '11 ×',
    growth.ratio <= 11,
  );
  const diamonds = median(() => diamond(48, folder).render(), 5, 1);
  row('48 objects in diamond dependencies', ms(diamonds), '0.1 s', diamonds <= 100);

  for (const hosts of [10, 100, 1_000, 10_000]) {
    const runs = hosts > 1_000 ? ['3', '1'] : ['7', '3'];
    const program = ['--import', 'tsx', join(__dirname, 'check-time.ts'), String(hosts), folder, ...runs];
    const check = Number(execFileSync(process.execPath, program, { encoding: 'utf8', cwd: repository }));
    const budget = hosts === 1_000 ? '0.5 s' : 'none: it grows with the hosts';
    row(
      `checking an estate of ${hosts.toLocaleString('en')} hosts against all rules`,
      `${ms(check)}, ${((check / hosts) * 1000).toFixed(0)} µs a host`,
      budget,
      hosts !== 1_000 || check <= 500,
    );
  }

  const small = join(folder, 'small');
  mkdirSync(join(small, 'node_modules'), { recursive: true });
  symlinkSync(repository, join(small, 'node_modules', 'cosmo-nix'));
  symlinkSync(join(repository, 'node_modules', 'constructs'), join(small, 'node_modules', 'constructs'));
  writeFileSync(join(small, 'cosmo.toml'), 'app = "main.ts"\n');
  writeFileSync(
    join(small, 'main.ts'),
    [
      "import { App, Host } from 'cosmo-nix';",
      'const app = new App();',
      "new Host(app, 'server', { stateVersion: '25.11' });",
      'app.synth();',
      '',
    ].join('\n'),
  );
  const cosmo = join(repository, 'bin', 'cosmo');
  const whole = processTime(process.execPath, [cosmo, 'synth'], small);
  row('`cosmo synth`, one small TypeScript app, whole process', ms(whole), '0.5 s', whole <= 500);
  const help = processTime(process.execPath, [cosmo, '--help'], small);
  row('`cosmo --help`', ms(help), '0.2 s', help <= 200);

  const watching = ['--import', 'tsx', join(__dirname, 'watch.ts'), folder, '9'];
  const round = Number(execFileSync(process.execPath, watching, { encoding: 'utf8', cwd: repository }));
  row('`cosmo watch`, from a change of the reference estate to its diff', ms(round), '0.2 s', round <= 200);

  // Peak memory of the whole command, Node included. The program writes it down when it ends.
  const large = join(folder, 'large');
  mkdirSync(large);
  symlinkSync(join(small, 'node_modules'), join(large, 'node_modules'));
  writeFileSync(join(large, 'cosmo.toml'), 'app = "main.js"\n');
  writeFileSync(
    join(large, 'main.js'),
    [
      "const { App, NixModule, NixosSystem } = require('cosmo-nix');",
      thirtyFields.toString(),
      'const app = new App();',
      "const host = new NixosSystem(app, 'host');",
      'for (let i = 0; i < 10_000; i++) {',
      '  new NixModule(host, `object-${i}`, { options: { services: { [`service-${i}`]: thirtyFields(i) } } });',
      '}',
      'app.synth();',
      "process.on('exit', () => require('fs').writeFileSync('peak', String(process.resourceUsage().maxRSS)));",
      '',
    ].join('\n'),
  );
  processTime(process.execPath, [cosmo, 'synth'], large, 1);
  const peak = Number(readFileSync(join(large, 'peak'), 'utf8')) / 1024;
  row('memory, 10,000 objects, the whole command', `${peak.toFixed(0)} MiB`, '175 MiB', peak <= 175);

  // Whole catalogues are no part of this repository.
  const catalogues = process.env.COSMO_OPTIONS;
  if (catalogues === undefined) {
    row('typed options', 'not measured: set COSMO_OPTIONS to a folder of catalogues', '', true);
  } else {
    rows.push(...optionsRows(catalogues));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

process.stderr.write('\n');
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
console.log('| work | here | budget | holds |\n| --- | --- | --- | --- |');
for (const { work, figure, budget, holds } of rows) {
  console.log(`| ${work} | ${figure} | ${budget} | ${holds ? 'yes' : '**no**'} |`);
}
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
