import * as ts from 'typescript';
import { App, Severity } from '../../src';
import * as cosmo from '../../src';
import { setRunContext } from '../../src/app/run-context';
import { declaredIn, DocExample, ExampleProgram } from '../support/doc-examples';
import { exampleProject, Stage } from '../support/example-stage';

/** What rules and matchers of one's own are handed, and nobody makes. */
const HANDED = ['Estate', 'RuleReport', 'MatchResult'];

const program = new ExampleProgram();
const { examples } = program;

/** Run an example; gives the apps that it made, or was given. */
function run({ code }: DocExample): App[] {
  const apps: App[] = [];
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const modules: Record<string, unknown> = { 'cosmo-nix': cosmo, constructs: jest.requireActual('constructs') };
  const stage = new Stage();
  const names = [...declaredIn(code).keys()];
  setRunContext({ root: exampleProject(code), dryRun: true, apps });
  try {
    const given = names.map((name) => stage.get(name));
    new Function('require', 'exports', ...names, outputText)((name: string) => modules[name], {}, ...given);
    for (const app of apps) {
      expect(app.check().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
      expect(Object.keys(app.render())).toContain('flake.nix');
    }
  } finally {
    setRunContext(undefined);
  }
  return apps;
}

test('every class that is made or called has an example', () => {
  const classes = program.classes();
  expect(classes.filter(({ construct }) => construct).length).toBeGreaterThan(70);
  const having = new Set(examples.map(({ name }) => name));
  const without = classes.filter(({ name, abstract }) => !abstract && !having.has(name));
  expect(without.map(({ name }) => name).sort()).toEqual([...HANDED].sort());
});

test('no doc comment has a program in another place', () => {
  expect(program.fenced()).toEqual([]);
});

describe.each(examples)('the example of $name', (example) => {
  test('is what the types allow, short, and of that class', () => {
    expect(program.problems(example)).toEqual([]);
    expect(program.shows(example)).toBe(true);
    const lines = example.code.split('\n');
    expect(lines.length).toBeLessThanOrEqual(18);
    expect(lines.filter((line) => line.length > 117)).toEqual([]);
  });

  test('reads the same in every language', () => {
    expect(program.otherwise(example)).toEqual([]);
  });

  test('synthesizes, without an error or a warning', () => {
    const apps = run(example);
    if (example.code.includes(': App;') || example.code.includes('new App(')) expect(apps.length).toBe(1);
  });
});
