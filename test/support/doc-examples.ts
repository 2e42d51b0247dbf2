import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const SRC = join(ROOT, 'src');
/** Where a program that imports the library would stand; nothing is written there. */
const FOLDER = join(ROOT, 'examples');

/** An `@example` of a doc comment. */
export interface DocExample {
  /** `ZfsPool`, or `Nix.str` of a member. */
  readonly name: string;
  /** Below `src`. */
  readonly file: string;
  readonly code: string;
}

/** A public class, as far as its examples go. */
export interface PublicClass {
  readonly name: string;
  readonly abstract: boolean;
  /** Whether it stands in the tree. */
  readonly construct: boolean;
}

/** The sources of the library, by path, and the examples of their doc comments. */
function read(): { sources: Map<string, ts.SourceFile>; examples: DocExample[] } {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const sources = new Map<string, ts.SourceFile>();
  const examples = files.sort().flatMap((file) => {
    const source = parse(join(SRC, file), readFileSync(join(SRC, file), 'utf8'));
    sources.set(source.fileName, source);
    return examplesOf(source, file);
  });
  return { sources, examples };
}

/** The examples of all doc comments. */
export function docExamples(): readonly DocExample[] {
  return read().examples;
}

/** All examples of the sources as one program: each file of the library is parsed once. */
export class ExampleProgram {
  public readonly examples: readonly DocExample[];
  private readonly sources: ReadonlyMap<string, ts.SourceFile>;
  private readonly program: ts.Program;

  constructor() {
    const { sources, examples } = read();
    this.examples = examples;
    this.sources = sources;
    const programs = examples.map((one) => parse(pathOf(one), `${one.code}\nexport {};\n`));
    const files = new Map([...sources, ...programs.map((file): [string, ts.SourceFile] => [file.fileName, file])]);
    const options: ts.CompilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], stripInternal: true },
      ...{ noUnusedLocals: false, experimentalDecorators: true, resolveJsonModule: true, esModuleInterop: true },
      ...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], module: ts.ModuleKind.Node16 },
      paths: { 'cosmo-nix': [join(SRC, 'index.ts')] },
    };
    const host = ts.createCompilerHost(options, true);
    this.program = ts.createProgram({
      rootNames: [join(SRC, 'index.ts'), ...this.examples.map(pathOf)],
      options,
      host: {
        ...host,
        fileExists: (path) => files.has(path) || host.fileExists(path),
        getSourceFile: (path, ...rest) => files.get(path) ?? host.getSourceFile(path, ...rest),
      },
    });
  }

  /** What the compiler has to say of an example, a line each. */
  public problems(example: DocExample): string[] {
    const file = this.program.getSourceFile(pathOf(example));
    return [...this.program.getSyntacticDiagnostics(file), ...this.program.getSemanticDiagnostics(file)].map(
      ({ start, messageText }) => {
        const line = start === undefined ? 0 : file!.getLineAndCharacterOfPosition(start).line + 1;
        return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  }

  /**
   * What the translators of jsii would write wrongly in another language. They
   * know no types of what stands in plain sets, and guess: `dataDir` becomes
   * `data_dir` in Python. Nor do they know `undefined`, and properties inside
   * of a text keep their names.
   */
  public otherwise(example: DocExample): string[] {
    const checker = this.program.getTypeChecker();
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent)) {
        const name = ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : '';
        const known = checker.getContextualType(node.parent)?.getNonNullableType().getProperty(name);
        if (!known && /[a-z][A-Z]/.test(name)) found.push(name);
      }
      const wrong =
        (ts.isIdentifier(node) && node.text === 'undefined') ||
        (ts.isTemplateSpan(node) && !ts.isIdentifier(node.expression)) ||
        ts.isArrowFunction(node) ||
        ts.isArrayBindingPattern(node) ||
        ts.isObjectBindingPattern(node) ||
        ts.isSpreadElement(node) ||
        ts.isPropertyDeclaration(node);
      if (wrong) found.push(node.getText());
      ts.forEachChild(node, visit);
    };
    visit(this.program.getSourceFile(pathOf(example))!);
    return found;
  }

  /** Whether anything in an example is of its class. */
  public shows(example: DocExample): boolean {
    const checker = this.program.getTypeChecker();
    const [owner] = example.name.split('.');
    const named = (type: ts.Type): boolean =>
      type.symbol?.name === owner || (type.getBaseTypes() ?? []).some((base) => named(base));
    const visit = (node: ts.Node): boolean =>
      (ts.isIdentifier(node) && node.text === owner) ||
      (ts.isExpression(node) && !ts.isIdentifier(node) && named(checker.getTypeAtLocation(node))) ||
      (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
    return this.program
      .getSourceFile(pathOf(example))!
      .statements.filter((statement) => !ts.isImportDeclaration(statement) && !isDeclared(statement))
      .some(visit);
  }

  /** Doc comments with a program in a fence, which nothing checks: file and line. */
  public fenced(): string[] {
    return [...this.sources].flatMap(([path, { text }]) =>
      text.split('\n').flatMap((line, at) => (/^ *\* *```(ts|typescript)\b/.test(line) ? [`${path}:${at + 1}`] : [])),
    );
  }

  /** The classes that the library exports. */
  public classes(): PublicClass[] {
    const checker = this.program.getTypeChecker();
    const index = checker.getSymbolAtLocation(this.program.getSourceFile(join(SRC, 'index.ts'))!)!;
    return checker.getExportsOfModule(index).flatMap((exported) => {
      const symbol = exported.declarations?.some(ts.isExportSpecifier) ? checker.getAliasedSymbol(exported) : exported;
      const declaration = symbol.declarations?.find(ts.isClassDeclaration);
      if (!declaration) return [];
      const abstract = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
      const type = checker.getDeclaredTypeOfSymbol(symbol) as ts.InterfaceType;
      return [{ name: exported.name, abstract, construct: isConstruct(checker, type) }];
    });
  }
}

/** The names that a program says it is given, and of what class each is: `declare const laddie: Host;` */
export function declaredIn(code: string): Map<string, string> {
  return new Map([...code.matchAll(/^declare const (\w+): (\w+);$/gm)].map(([, name, type]) => [name!, type!]));
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function isDeclared(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) && statement.getText().startsWith('declare ');
}

function pathOf({ name }: DocExample): string {
  return join(FOLDER, `example of ${name}.ts`);
}

function examplesOf(source: ts.SourceFile, file: string): DocExample[] {
  if (!source.text.includes('* @example')) return [];
  const found: DocExample[] = [];
  const visit = (node: ts.Node, owner: string): void => {
    const own = (node as ts.NamedDeclaration).name;
    const name = own && ts.isIdentifier(own) ? [owner, own.text].filter((part) => part).join('.') : owner;
    if (ts.isClassLike(node) || ts.isClassElement(node) || ts.isInterfaceDeclaration(node)) {
      const tags = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === 'example');
      for (const tag of tags) found.push({ name, file, code: (ts.getTextOfJSDocComment(tag.comment) ?? '').trim() });
    }
    ts.forEachChild(node, (child) => visit(child, name));
  };
  ts.forEachChild(source, (node) => visit(node, ''));
  return found;
}

function isConstruct(checker: ts.TypeChecker, type: ts.InterfaceType): boolean {
  return checker
    .getBaseTypes(type)
    .some((base) => base.symbol.name === 'Construct' || isConstruct(checker, base as ts.InterfaceType));
}
