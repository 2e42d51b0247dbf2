import type { Adopted, AdoptedModule } from '../../adopt';
import { count, Style } from '../style';

interface AdoptTextOptions {
  readonly style: Style;
  readonly entry: string;
  readonly out: string;
  readonly written: boolean;
  readonly overwritten: readonly string[];
}

/** What became of it, for people. */
export function adoptText(adopted: Adopted, { style, entry, out, written, overwritten }: AdoptTextOptions): string {
  const { modules, hosts, files, notes, assets } = adopted;
  const converted = modules.filter(({ included }) => included === undefined);
  const included = modules.filter((one) => one.included !== undefined);
  const lines = [
    style.bold(
      `${entry}: ${count(modules.length, 'module')}${hosts.length > 0 ? ` of ${count(hosts.length, 'host')}` : ''}`,
    ),
  ];
  if (converted.length > 0) lines.push(`  converted  ${count(converted.length, 'module')}: ${shares(converted)}`);
  if (included.length > 0) {
    lines.push(`  included   ${count(included.length, 'module')} as ${included.length === 1 ? 'it is' : 'they are'}`);
  }
  const isAsked = included.every((one) => one.included === 'as was asked');
  if (!isAsked) for (const one of included) lines.push(style.dim(`    ${one.from}: ${one.included}`));
  if (assets.length > 0) {
    lines.push(
      `  copied     ${count(assets.length, 'file or folder', 'files and folders')} into the output, because modules name them`,
    );
  }
  const missing = modules.flatMap((one) => one.missing.map((path) => `${one.from}: ${path} is not in the project`));
  const remarks = [...notes, ...missing];
  if (remarks.length > 0) {
    lines.push('', style.yellow('To look at:'));
    for (const note of remarks) lines.push(`  ${note}`);
  }
  if (overwritten.length > 0) {
    lines.push('', style.yellow(`Overwritten: ${overwritten.join(', ')}`));
  }
  lines.push('', `${written ? 'Wrote' : 'Would write'} ${count(files.size, 'file')} below ${out}.`);
  if (written) lines.push(...next(adopted, out));
  return `${lines.join('\n')}\n`;
}

function shares(modules: readonly AdoptedModule[]): string {
  const sum = (of: 'data' | 'references' | 'raw') => modules.reduce((all, one) => all + one[of], 0);
  const [data, references, raw] = [sum('data'), sum('references'), sum('raw')];
  const all = data + references + raw;
  const share = (part: number) => `${all === 0 ? 0 : Math.round((100 * part) / all)} %`;
  return `of ${count(all, 'value')} ${share(data)} data, ${share(references)} references, ${share(raw)} raw Nix`;
}

/** What to do now. */
function next({ hosts, modules, release, declared, twice }: Adopted, out: string): string[] {
  const from = `./${out}`;
  const isMore = declared.size > 0 || twice.size > 0;
  const steps =
    hosts.length > 0
      ? [
          `import { addHosts${isMore ? ' as addMoreHosts' : ''} } from '${from}/index';`,
          ...(isMore ? ['addMoreHosts(app);'] : [newApp(release), 'addHosts(app);']),
        ]
      : modules.slice(0, 1).map(({ to }) => `import it from './${to.replace(/\.ts$/, '')}', and call it with a host`);
  return [
    '',
    'Next, in the program of the estate:',
    ...steps.map((step) => `  ${step}`),
    ...[...byFile(declared)].map(([file, names]) => `${file} declares ${names}: its addHosts stays, and comes first`),
    ...[...byFile(twice)].map(([file, names]) => `${file} adds ${names}, too: take that out there, or here`),
    'Then see what it makes: cosmo diff',
  ];
}

function newApp(release: string | undefined): string {
  return `const app = new App(${release === undefined ? '' : `{ release: '${release}' }`});`;
}

/** Names by the files that have them, in words. */
function byFile(files: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, file] of files) names.set(file, names.has(file) ? `${names.get(file)}, ${name}` : name);
  return names;
}
