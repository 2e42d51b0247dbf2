import ts from 'typescript';
import { CatalogueOption } from '../../../src/options/catalogue';
import { catalogueOf } from '../../../src/options/catalogue-store';
import { generateTypes } from '../../../src/options/generate/generate-types';

/** An option by its path and type, in few words. */
export function option(path: string | readonly string[], typeText: string, more: Partial<CatalogueOption> = {}) {
  return { loc: typeof path === 'string' ? path.split('.') : path, typeText, readOnly: false, ...more };
}

/** The types of some options, as files. */
export function types(...options: CatalogueOption[]): Map<string, string> {
  return generateTypes({ catalogue: catalogueOf(options), options, name: 'TestOptions', header: ['From a test.'] });
}

/** A member of a generated interface. */
export interface Member {
  readonly name: string;
  readonly type: string;
  /** Names of the tags of its comment. */
  readonly tags: string[];
}

/** The interfaces of generated files, by name; throws where there is anything but imports and interfaces. */
export function interfaces(files: ReadonlyMap<string, string>): Map<string, Member[]> {
  const found = new Map<string, Member[]>();
  for (const [path, text] of files) {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
    const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.Diagnostic[] };
    if (parseDiagnostics.length > 0) {
      throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(parseDiagnostics[0]!.messageText, '\n')}\n${text}`);
    }
    for (const statement of file.statements) {
      if (ts.isInterfaceDeclaration(statement)) found.set(statement.name.text, statement.members.map(member));
      else if (!ts.isImportDeclaration(statement)) throw new Error(`${path}: ${ts.SyntaxKind[statement.kind]}`);
    }
  }
  return found;
}

function member(node: ts.TypeElement): Member {
  const tags = ts.getJSDocTags(node).map((tag) => tag.tagName.text);
  if (ts.isIndexSignatureDeclaration(node)) return { name: '[]', type: node.type.getText(), tags };
  if (!ts.isPropertySignature(node) || !node.questionToken) throw new Error(`no optional property: ${node.getText()}`);
  return { name: (node.name as ts.Identifier | ts.StringLiteral).text, type: node.type!.getText(), tags };
}
