import { readdirSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import ts from 'typescript';
import { importOptions } from '../../src/options/import';
import { writeImport } from '../../src/options/import-folder';
import { project } from '../support/estate';

/** What the library tells TypeScript, without the constructs: they take long to read. */
const LIBRARY = `export { Expr } from '${resolve(__dirname, '../../src/nix/expr')}';
export { Nix } from '${resolve(__dirname, '../../src/nix/nix')}';
export * from '${resolve(__dirname, '../../src/app/imported-options')}';
import { ConfigureHome, ConfigureNixos } from '${resolve(__dirname, '../../src/app/imported-options')}';
export interface Host { configure(options: ConfigureNixos): void }
export interface Home { configure(options: ConfigureHome): void }
`;

const HEAD = `import { Home, Host, Nix } from 'cosmo-nix';
import { mkDefault, mkForce, mkIf, mkMerge } from './options';
declare const host: Host;
declare const home: Home;
`;

/** An editor with a project that has imported options. A file there starts with HEAD. */
export class Editor {
  private text = '';
  private version = 0;
  private readonly root: string;
  private readonly file: string;
  private readonly service: ts.LanguageService;

  /** @param sources each options.json that was imported, by its name and text */
  constructor(...sources: { readonly from: string; readonly text: string }[]) {
    this.root = project({ 'library.ts': LIBRARY });
    this.file = join(this.root, 'main.ts');
    for (const source of sources) {
      const imported = importOptions({ sources: [source] });
      writeImport(imported, { root: this.root, folder: join(this.root, 'options'), esm: false });
    }
    writeFileSync(this.file, '');
    const settings: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.Node16,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      types: ['node'],
      typeRoots: [resolve(__dirname, '../../node_modules/@types')],
      paths: { 'cosmo-nix': [join(this.root, 'library.ts')] },
    };
    this.service = ts.createLanguageService({
      getScriptFileNames: () => [
        this.file,
        ...readdirSync(join(this.root, 'options'), { recursive: true, encoding: 'utf8' })
          .filter((path) => path.endsWith('.d.ts'))
          .map((path) => join(this.root, 'options', path)),
      ],
      getScriptVersion: (file) => (file === this.file ? String(this.version) : '1'),
      getScriptSnapshot: (file) => {
        const source = file === this.file ? this.text : ts.sys.readFile(file);
        return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
      },
      getCurrentDirectory: () => this.root,
      getCompilationSettings: () => settings,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    });
  }

  /** What is completed where `|` stands. */
  public completions(code: string): string[] {
    const at = this.write(code);
    return (this.service.getCompletionsAtPosition(this.file, at, {})?.entries ?? []).map(({ name }) => name);
  }

  /** What is wrong, each with the words that it is about. */
  public errors(code: string): string[] {
    this.write(code);
    const found = [
      ...this.service.getSyntacticDiagnostics(this.file),
      ...this.service.getSemanticDiagnostics(this.file),
    ];
    return found.map(({ start = 0, length = 0, messageText }) => {
      const [first] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
      return `${this.text.slice(start, start + length)}: ${first}`;
    });
  }

  /** What is wrong with the files that were written for the import themselves. */
  public declarationErrors(): string[] {
    const folder = join(this.root, 'options');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.d.ts'))
      .flatMap((path) => [
        ...this.service.getSyntacticDiagnostics(join(folder, path)),
        ...this.service.getSemanticDiagnostics(join(folder, path)),
      ])
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /** What is shown beside the pointer at `|`. */
  public hover(code: string): string {
    const info = this.service.getQuickInfoAtPosition(this.file, this.write(code));
    const tags = (info?.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`);
    return [ts.displayPartsToString(info?.displayParts), ts.displayPartsToString(info?.documentation), ...tags].join(
      '\n',
    );
  }

  private write(code: string): number {
    this.text = HEAD + code.replace('|', '');
    this.version += 1;
    return HEAD.length + code.indexOf('|');
  }
}
