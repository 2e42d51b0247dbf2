import { docComment } from './doc-comment';
import { FilePlan } from './file-plan';
import { InterfaceNames } from './interface-names';
import { propertyText } from './schema-text';
import { ANY, typeText, valueText } from './type-text';
import type { Catalogue, CatalogueNode, CatalogueOption } from '../catalogue';
import { isWholeConfiguration } from '../hidden-options';

/** What to write types of. */
export interface TypesOf {
  /** The options. */
  readonly catalogue: Catalogue;
  /** The same options as they were read: their documentation. */
  readonly options: readonly CatalogueOption[];
  /** The name of the interface of all of them, such as `NixosOptions`. */
  readonly name: string;
  /** What the first lines of each file say: where the options are from. */
  readonly header: readonly string[];
}

/** Names that the files import, and no interface may have. */
const HELPERS = ['Value', 'List', 'Attrs', 'Package', 'Expr'];
/** Deeper than any catalogue; below it all is taken as it is. */
const DEEPEST = 40;

/**
 * The types of a catalogue's options, as files: path from the folder of the
 * options to content. `index.d.ts` has the interface of all options; the others
 * a namespace each, or the small ones of one letter. They import their helpers
 * from `../value.js`.
 */
export function generateTypes(of: TypesOf): Map<string, string> {
  return new TypesWriter(of).write();
}

/** A file as it grows. */
class TypesFile {
  public readonly interfaces: string[] = [];
  /** Interfaces of other files, by name. */
  public readonly imports = new Map<string, string>();

  constructor(public readonly path: string) {}

  public text(header: readonly string[]): string {
    const body = this.interfaces.join('\n');
    const helpers = HELPERS.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
    const up = '../'.repeat(this.path.split('/').length);
    const byFile = new Map<string, string[]>();
    for (const [name, file] of this.imports) byFile.set(file, [...(byFile.get(file) ?? []), name]);
    return [
      ...header.map((line) => `// ${line}`),
      ...(helpers.length > 0 ? [`import type { ${helpers.join(', ')} } from '${up}value.js';`] : []),
      ...[...byFile].map(
        ([file, names]) => `import type { ${names.join(', ')} } from '${relative(this.path, file)}.js';`,
      ),
      '',
      body,
    ].join('\n');
  }
}

class TypesWriter {
  private readonly plan: FilePlan;
  private readonly names: InterfaceNames;
  private readonly files = new Map<string, TypesFile>();
  private readonly docs = new Map<string, CatalogueOption>();
  /** Interfaces by their place: open and closed ones differ. */
  private readonly made = new Map<CatalogueNode, { name: string; open: boolean; file: string }[]>();

  constructor(private readonly of: TypesOf) {
    this.plan = new FilePlan(of.catalogue.root);
    this.names = new InterfaceNames([...HELPERS, of.name]);
    for (const option of of.options) this.docs.set(keyOf(option.loc), option);
  }

  public write(): Map<string, string> {
    const { catalogue, header, name } = this.of;
    const index = this.file('index');
    this.writeInterface(name, catalogue.root, [], false, index);
    return new Map(
      [...this.files.values()]
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map((file) => [`${file.path}.d.ts`, file.text(header)]),
    );
  }

  private file(path: string): TypesFile {
    let file = this.files.get(path);
    if (!file) this.files.set(path, (file = new TypesFile(path)));
    return file;
  }

  /** The name of the interface of what stands below a place, written where the plan says, imported where it is used. */
  private interfaceOf(node: CatalogueNode, path: readonly string[], open: boolean, from: TypesFile): string {
    const before = this.made.get(node)?.find((one) => one.open === open);
    const made = before ?? { name: this.names.next(path), open, file: this.plan.fileOf(node) ?? from.path };
    if (made.file !== from.path) from.imports.set(made.name, made.file);
    if (!before) {
      this.made.set(node, [...(this.made.get(node) ?? []), made]);
      this.writeInterface(made.name, node, path, open, this.file(made.file));
    }
    return made.name;
  }

  private writeInterface(
    name: string,
    node: CatalogueNode,
    path: readonly string[],
    open: boolean,
    file: TypesFile,
  ): void {
    // The place is kept: the interfaces within come after the one that they are in.
    const at = file.interfaces.push('') - 1;
    const members = node.names.map((child) => this.member(node.child(child)!, child, [...path, child], file));
    if (open || node.any) members.push(`  [name: string]: ${ANY};\n`);
    file.interfaces[at] = `export interface ${name} {\n${members.join('')}}\n`;
  }

  private member(node: CatalogueNode, name: string, path: readonly string[], file: TypesFile): string {
    const option = node.type && this.docs.get(keyOf(path));
    const comment = option ? docComment(option, '  ') : '';
    return `${comment}  ${propertyText(name)}?: ${this.propertyType(node, path, file)};\n`;
  }

  private propertyType(node: CatalogueNode, path: readonly string[], file: TypesFile): string {
    if (path.length > DEEPEST) return ANY;
    const interfaceOf = (inner: CatalogueNode, innerPath: readonly string[], open: boolean): string =>
      this.interfaceOf(inner, innerPath, open, file);
    if (isWholeConfiguration(path)) return valueText(this.wholeType(file));
    if (node.type === undefined) return valueText(interfaceOf(node, path, false));
    if (node.readOnly && node.names.length === 0) return 'never';
    return valueText(typeText(node.type, { node, path, whole: () => this.wholeType(file), interfaceOf }));
  }

  /** What a module takes that is a configuration of the same kind: the options, and what it imports. */
  private wholeType(file: TypesFile): string {
    const { name } = this.of;
    if (file.path !== 'index') file.imports.set(name, 'index');
    return `${name} & Attrs<any>`;
  }
}

function keyOf(path: readonly string[]): string {
  return path.map((name) => (/^<.+>$/.test(name) ? '<name>' : name)).join('\0');
}

/** The way from one file to another, both from the same folder. */
function relative(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  const up = here.length - common;
  return `${up === 0 ? './' : '../'.repeat(up)}${there.slice(common).join('/')}`;
}
