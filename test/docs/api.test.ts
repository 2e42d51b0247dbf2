import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Assembly, Docs, Type } from '../../projenrc/assembly';
import { pageName } from '../../projenrc/construct-homes';
import { refusedIn } from '../../projenrc/error-codes';
import * as library from '../../src';
import { libraryRules } from '../../src/app/rules/registry';

const root = resolve(__dirname, '../..');
const file = join(root, '.jsii');
// The compiled library, as jsii describes it: in CI it is there, and elsewhere `npx projen compile` makes it.
const compiled = existsSync(file);
if (!compiled && process.env.CI) throw new Error('There is no .jsii: run npx projen compile first');
const describeCompiled = compiled ? describe : describe.skip;

/** What says what it is by its name, in every constructor. */
const KNOWN = ['scope', 'id', 'props', '_scope', '_id', '_props'];

describeCompiled('the public API', () => {
  const assembly = compiled ? Assembly.read(file) : undefined!;
  const types = compiled ? assembly.types : [];

  test('is more than a few types', () => {
    expect(types.length).toBeGreaterThan(400);
    expect(assembly.constructs.length).toBeGreaterThan(70);
  });

  test("is all that the library exports, but for what is TypeScript's alone", () => {
    const known = new Set(types.map(({ name }) => name));
    const others = Object.keys(library).filter((name) => !known.has(name));
    expect(others.sort()).toEqual(['nix', 'projects']);
  });

  test('every type, member and value says what it is', () => {
    const silent = types.flatMap((type) => [
      ...(said(type.docs) ? [] : [type.name]),
      ...[...(type.methods ?? []), ...(type.properties ?? []), ...(type.members ?? [])]
        .filter((member) => !said(member.docs))
        .map((member) => `${type.name}.${member.name}`),
    ]);
    expect(silent).toEqual([]);
  });

  test('every parameter is told of: by @param, or by its name in what the method says', () => {
    const silent = types.flatMap((type) =>
      calls(type).flatMap(({ name, docs, parameters = [] }) =>
        parameters
          .filter((one) => !KNOWN.includes(one.name) && !said(one.docs) && !names(docs, one.name))
          .map((one) => `${type.name}.${name}(${one.name})`),
      ),
    );
    expect(silent).toEqual([]);
  });

  test('every optional prop has a default', () => {
    const props = types.filter(({ datatype }) => datatype).flatMap((type) => type.properties ?? []);
    expect(props.length).toBeGreaterThan(1000);
    const without = types
      .filter(({ datatype }) => datatype)
      .flatMap((type) =>
        (type.properties ?? [])
          .filter(({ optional, docs }) => optional && !docs?.default)
          .map(({ name }) => `${type.name}.${name}`),
      );
    expect(without).toEqual([]);
  });

  test('no required prop has one', () => {
    const having = types
      .filter(({ datatype }) => datatype)
      .flatMap((type) =>
        (type.properties ?? [])
          .filter(({ optional, docs }) => !optional && docs?.default)
          .map(({ name }) => `${type.name}.${name}`),
      );
    expect(having).toEqual([]);
  });

  test('every code that @throws names is one that something is refused by', () => {
    const codes = new Set([...refusedIn(join(root, 'src')).map(({ code }) => code), ...libraryRules().keys()]);
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
      .join('\n');
    const unknown = types.flatMap((type) =>
      calls(type)
        .concat((type.properties ?? []).map(({ name, docs }) => ({ name, docs })))
        .flatMap(({ name, docs }) =>
          [...(docs?.custom?.throws ?? '').matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(…)?`/g)]
            .map(([, code]) => code!)
            // A code that a function is handed stands in quotes where it is called.
            .filter((code) => !codes.has(code) && !sources.includes(`'${code}'`))
            .map((code) => `${type.name}.${name}: ${code}`),
        ),
    );
    expect(unknown).toEqual([]);
  });

  test('every construct has a page, and the index names it', () => {
    const folder = join(root, 'docs/constructs');
    const index = readFileSync(join(folder, 'README.md'), 'utf8');
    const without = assembly.constructs.filter(
      (type) => !existsSync(join(folder, pageName(type))) || !index.includes(`- [${type.name}](${pageName(type)}): `),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});

test('every code that something is refused by is in the reference of errors, once', () => {
  const text = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const told = [...text.matchAll(/^### ([A-Z0-9_]+)$/gm)].map(([, code]) => code!);
  expect(new Set(told).size).toBe(told.length);
  const codes = new Set(refusedIn(join(root, 'src')).map(({ code }) => code));
  expect(codes.size).toBeGreaterThan(500);
  expect([...codes].filter((code) => !told.includes(code))).toEqual([]);
});

/** The constructor and the methods of a type. */
function calls(type: Type) {
  return [...(type.methods ?? []), ...(type.initializer ? [{ ...type.initializer, name: 'constructor' }] : [])];
}

function said(docs: Docs | undefined): boolean {
  return docs?.summary !== undefined && docs.summary !== '';
}

/** Whether a doc comment names something, in `code`. */
function names(docs: Docs | undefined, name: string): boolean {
  return new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``).test(`${docs?.summary ?? ''} ${docs?.remarks ?? ''}`);
}
