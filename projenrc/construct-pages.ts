import { join } from 'path';
import { Assembly, Method, Property, Type } from './assembly';
import { BESIDE, folderOf, Homes, pageName, PARTS } from './construct-homes';
import { shown, TypeText } from './construct-text';
import { refusedIn } from './error-codes';
import { GuidePage, guidePages, pageOf, programOf } from './guide-pages';
import { Sources } from './sources';
import { libraryRules, topicOf } from '../src/app/rules/registry';
import { prose } from '../src/rules/page';

const GENERATED = '<!-- Written by npx projen docs:constructs from the doc comments: change them, not this file. -->';

/** More rules than this are not about one construct. */
const MANY_RULES = 40;

/** A page for each construct, for what is none, and the index: the name of a page to its text. */
export function constructPages(assembly: Assembly, root: string): Record<string, string> {
  const homes = new Homes(assembly);
  const guide = guidePages(join(root, 'docs/guide'));
  const src = join(root, 'src');
  const refused = refusedIn(src);
  const errors = new Set(refused.map(({ code }) => code));
  const sources = new Sources(src, assembly);
  const text = (page: string) => new TypeText(page, homes, errors);
  const pages: Record<string, string> = { 'README.md': index(assembly, homes) };
  for (const type of assembly.constructs) {
    const page = pageName(type);
    pages[page] = constructPage(assembly, homes, guide, type, text(page), sources.codes(type, refused));
  }
  for (const page of homes.beside) pages[page] = besidePage(assembly, homes, page, text(page));
  return pages;
}

function index(assembly: Assembly, homes: Homes): string {
  const parts = PARTS.map(([title, folder]) => {
    const own = assembly.constructs.filter((type) => folderOf(type) === folder);
    const lines = own.map((type) => `- [${type.name}](${pageName(type)}): ${prose(firstOf(type))}`);
    return `## ${title}\n\n${lines.join('\n')}`;
  });
  const beside = homes.beside.map((page) => {
    const names = homes.on(page).map(({ name }) => `\`${name}\``);
    return `- [${besideTitle(page)}](${page}): ${names.join(', ')}`;
  });
  return [
    '# The constructs',
    GENERATED,
    `A page for each of the ${assembly.constructs.length} constructs: its props with their defaults, its methods, what it refuses, and an example. The types of its props stand on the page of the construct that they are for. [The guide](../guide/README.md) tells how they are used together, [the errors](../errors.md) and [the rules](../rules/README.md) what is refused and found; [API.md](../../API.md) has everything in one file.`,
    ...parts,
    `## What is no construct\n\n${beside.join('\n')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function constructPage(
  assembly: Assembly,
  homes: Homes,
  guide: readonly GuidePage[],
  type: Type,
  text: TypeText,
  codes: readonly string[],
): string {
  const page = pageName(type);
  const [, ...others] = homes.on(page);
  const told = pageOf(guide, type.name);
  const program = programOf(guide, told, type.name);
  const rules = rulesOf(type.name);
  const short = text.example(type.docs);
  const whole = program ?? (short ? undefined : rules[0]?.holds);
  return [
    `# ${type.name}`,
    GENERATED,
    'Back to [all constructs](README.md).',
    text.said(type.docs),
    told && `The guide: [${prose(told.title)}](../guide/${told.file}).`,
    standsOn(assembly, type, text),
    short && `## Example\n\n${short}`,
    whole && `## ${short ? 'In a whole program' : 'Example'}\n\n\`\`\`ts\n${whole.trim()}\n\`\`\``,
    constructor(type, text),
    ...classBody(type, text, '##'),
    refusals(type, rules, codes, text),
    ...(others.length > 0 ? ['## Its types', ...others.map((one) => section(assembly, one, text))] : []),
  ]
    .filter((part) => part)
    .join('\n\n')
    .concat('\n');
}

function besidePage(assembly: Assembly, homes: Homes, page: string, text: TypeText): string {
  const sections = homes.on(page).map((type) => section(assembly, type, text));
  return [`# ${besideTitle(page)}`, GENERATED, 'Back to [all constructs](README.md).', ...sections].join('\n\n') + '\n';
}

/** A type that has no page of its own. */
function section(assembly: Assembly, type: Type, text: TypeText): string {
  const parts = [`### ${type.name}`, text.said(type.docs), text.example(type.docs)];
  if (type.kind === 'enum') parts.push(text.members(type));
  else if (type.datatype) parts.push(...propsTables(assembly, type, text));
  else parts.push(standsOn(assembly, type, text), constructor(type, text, '####'), ...classBody(type, text, '####'));
  return parts.filter((part) => part).join('\n\n');
}

function standsOn(assembly: Assembly, type: Type, text: TypeText): string {
  const base = assembly.find(type.base);
  const link = base && `[\`${base.name}\`](${text.place(base.fqn)!})`;
  const below = assembly.types.filter((one) => one.base === type.fqn);
  const made = below.map((one) => `[\`${one.name}\`](${text.place(one.fqn)!})`).join(', ');
  return [
    type.abstract && type.kind === 'class' ? 'Abstract: it is made by classes that extend it.' : '',
    link ? `It is a ${link}, and has its methods and properties too.` : '',
    made ? `Extended by ${made}.` : '',
  ]
    .filter((part) => part)
    .join(' ');
}

function constructor(type: Type, text: TypeText, level = '##'): string {
  if (!type.initializer || type.abstract) return '';
  const { parameters = [], docs } = type.initializer;
  const props = parameters.find(({ name }) => name === 'props' || name === '_props');
  const described = parameters.filter((one) => one.docs?.summary);
  return [
    `${level} new ${type.name}()`,
    `\`\`\`text\nnew ${type.name}(${parameters.map(shown).join(', ')})\n\`\`\``,
    props && `Its props: ${text.type(props.type)}.`,
    text.said(docs),
    described.map((one) => `- \`${one.name}\`: ${text.said(one.docs)}`).join('\n'),
    level === '##' ? '' : text.throws(docs).trim(),
  ]
    .filter((part) => part)
    .join('\n\n');
}

function classBody(type: Type, text: TypeText, level: string): string[] {
  const shownOf = <T extends Method | Property>(all: readonly T[] | undefined) =>
    (all ?? []).filter((one) => !one.protected);
  const properties = shownOf(type.properties);
  const methods = shownOf(type.methods);
  return [
    ...(properties.length > 0 ? [`${level} Properties`, text.table(properties, 'property', false)] : []),
    ...(methods.length > 0 && level === '##' ? ['## Methods'] : []),
    ...methods.map((method) => text.method(type.name, method, level === '##' ? '###' : '####')),
  ];
}

/** The props of a struct: its own, and those of each that it stands on by a link. */
function propsTables(assembly: Assembly, type: Type, text: TypeText): string[] {
  const above = assembly
    .lineage(type)
    .slice(1)
    .filter((one) => (one.properties ?? []).length > 0);
  const own = type.properties ?? [];
  const required = [...own].sort((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false));
  const names = above.map((one) => {
    const props = (one.properties ?? []).map(({ name }) => `\`${name}\``).join(', ');
    return `- [\`${one.name}\`](${text.place(one.fqn)!}): ${props}`;
  });
  return [
    ...(own.length > 0 ? [text.table(required, 'prop', true)] : []),
    ...(names.length > 0 ? [`${own.length > 0 ? 'And those of' : 'Those of'}:\n\n${names.join('\n')}`] : []),
  ];
}

function refusals(
  type: Type,
  rules: readonly { code: string; title: string }[],
  codes: readonly string[],
  text: TypeText,
): string {
  const said = text.throws(type.initializer?.docs).trim();
  const lines = rules.map(({ code, title }) => `- ${text.linked(`\`${code}\``)}: ${prose(title)}`);
  if (said === '' && lines.length + codes.length === 0) return '';
  return [
    '## What is refused and found',
    said && `By its constructor, at once. ${said}`,
    codes.length > 0 &&
      `By itself and what checks its props: ${codes.map((code) => text.linked(`\`${code}\``)).join(', ')}.`,
    lines.length > 0 && lines.length <= MANY_RULES && `By rules whose examples are about it:\n\n${lines.join('\n')}`,
    lines.length > MANY_RULES &&
      `By rules: ${lines.length} of [all of them](../rules/README.md) have it in their examples.`,
  ]
    .filter((part) => part)
    .join('\n\n');
}

function rulesOf(name: string) {
  return [...libraryRules().values()]
    .filter(({ breaks, code }) => new RegExp(`\\bnew ${name}\\(`).test(breaks) && topicOf(code) !== undefined)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function besideTitle(page: string): string {
  const folder = page.slice('beside-'.length, -'.md'.length);
  const title = BESIDE[folder] ?? PARTS.find(([, one]) => one === folder)?.[0];
  if (title === undefined) throw new Error(`construct-homes.ts has no title for ${page}`);
  return title;
}

function firstOf(type: Type): string {
  const { summary = '' } = type.docs ?? {};
  return summary.replace(/[;:.]$/, '');
}
