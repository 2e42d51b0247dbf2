import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { libraryRules } from '../src/app/rules/registry';

/** A place that refuses something: what its message and its mend say, `…` for what only the program knows. */
export interface Refused {
  readonly code: string;
  /** Below `src`: `storage/zfs-pool.ts`. */
  readonly file: string;
  readonly message?: string;
  readonly mend?: string;
  readonly why?: string;
}

const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** Where the message, the mend and the reason stand among the arguments of what refuses, by its name. */
const REFUSERS: Readonly<Record<string, readonly [number, number, number?]>> = {
  refuse: [1, 2, 4],
  _refuse: [1, 2, 4],
  'refuser(…)': [1, 2, 4],
  refusal: [1, 2],
  no: [2, 3, 4],
  NixError: [1, 2],
  usage: [1, 2],
  toolError: [1, 2, 3],
  programError: [1, 2],
  failure: [1, -1],
  assertValue: [-1, -1],
};

/** Every place of the library and of the command that refuses something by a code, without what rules find. */
export function refusedIn(src: string): Refused[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files
    .sort()
    .filter((file) => !file.includes('/rules/') && !/^(cli\/doctor|diff)\b/.test(file))
    .flatMap((file) => refusedBy(file, readFileSync(join(src, file), 'utf8')));
}

function refusedBy(file: string, text: string): Refused[] {
  const found: Refused[] = [];
  const visit = (node: ts.Node): void => {
    const one = ts.isCallExpression(node) || ts.isNewExpression(node) ? called(node) : details(node);
    if (one && CODE.test(one.code) && !libraryRules().has(one.code)) found.push({ file, ...one });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** `refuse('CODE', message, mend)` */
function called(node: ts.CallExpression | ts.NewExpression): Omit<Refused, 'file'> | undefined {
  const [code] = node.arguments ?? [];
  if (!code || !ts.isStringLiteralLike(code)) return undefined;
  const name = nameOf(node.expression);
  if (!Object.hasOwn(REFUSERS, name)) return undefined;
  const places = REFUSERS[name]!;
  const [message, mend, why] = places.map((place) => textOf(node.arguments![place ?? -1]));
  return { code: code.text, message, mend, why };
}

/** `{ code: 'CODE', message, mend, why }` */
function details(node: ts.Node): Omit<Refused, 'file'> | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const part = (name: string) =>
    node.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === name)?.initializer;
  const code = part('code');
  if (!code || !ts.isStringLiteralLike(code) || !node.properties.some((one) => one.name?.getText() === 'message')) {
    return undefined;
  }
  return { code: code.text, message: textOf(part('message')), mend: textOf(part('mend')), why: textOf(part('why')) };
}

function nameOf(callee: ts.Expression): string {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  if (ts.isCallExpression(callee)) return `${nameOf(callee.expression)}(…)`;
  return ts.isIdentifier(callee) ? callee.text : '';
}

/** A text with `…` for what is put into it; undefined where that is all of it. */
function textOf(node: ts.Expression | undefined): string | undefined {
  const text = node && written(node).replace(/\s+/g, ' ').trim();
  return text && /[a-z]{2}/i.test(text.replace(/…/g, '')) ? text : undefined;
}

function written(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return written(node.left) + written(node.right);
  }
  if (ts.isParenthesizedExpression(node)) return written(node.expression);
  return '…';
}
