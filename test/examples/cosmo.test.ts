import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { App } from '../../src';
import { setRunContext } from '../../src/app/run-context';
import expected from '../fixtures/estate-expected.json';
import { EvaluatedFlake, evaluateFlake, shortfalls } from '../support/evaluate-flake';
import { describeWithNix, nixParses } from '../support/nix';

const repository = resolve(__dirname, '../..');
const committed = join(repository, 'nix-out');
/** What is expected and what NixOS sets by itself, so that nothing needs to say it. */
const DEFAULTS = ['security.sudo.wheelNeedsPassword: want true, have undefined'];

/** Every file of a folder, by its path. */
function files(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) found[relative(folder, path)] = readFileSync(path, 'latin1');
  }
  return found;
}

describe('the reference estate', () => {
  let app: App;

  beforeAll(() => {
    const apps: App[] = [];
    setRunContext({ root: repository, dryRun: true, apps });
    try {
      jest.requireActual('../../examples/cosmo/main');
    } finally {
      setRunContext(undefined);
    }
    app = apps[0]!;
  });

  test('breaks no rule', () => {
    expect(app.check()).toEqual([]);
  });

  test('is committed as it is synthesized', () => {
    const { 'cosmo.json': manifest, 'flake.lock': _lock, ...rest } = files(committed);
    const rendered = [...app._render()].map(([path, { content }]) => [path, Buffer.from(content).toString('latin1')]);
    expect(rest).toEqual(Object.fromEntries(rendered));
    expect(manifest).toBeDefined();
  });

  test('has its files beside the project root committed too', () => {
    for (const [path, content] of Object.entries(app.renderProjectFiles())) {
      expect([path, readFileSync(join(repository, path), 'utf8')]).toEqual([path, content]);
    }
  });
});

describeWithNix('its flake, evaluated by Nix', () => {
  let flake: EvaluatedFlake;

  beforeAll(() => {
    flake = evaluateFlake(committed);
  });

  test.each(Object.keys(expected))('%s sets what the hand-written flake sets', (name) => {
    const found = shortfalls(expected[name as keyof typeof expected], flake.systems[name]);
    expect(found.filter((line) => !DEFAULTS.includes(line))).toEqual([]);
  });

  test('every file parses', async () => {
    const texts = Object.entries(files(committed)).flatMap(([path, text]) => (path.endsWith('.nix') ? [text] : []));
    expect((await nixParses(texts)).every(Boolean)).toBe(true);
  });

  test('a value that differs would be seen', () => {
    expect(shortfalls({ a: { b: ['x'], c: '<unset>/y' } }, { a: { b: ['x', 'z'], c: '/home/y' } })).toEqual([]);
    expect(shortfalls({ a: { b: ['x'], c: 1 } }, { a: { b: ['y'] } })).toEqual([
      'a.b: want ["x"], have ["y"]',
      'a.c: want 1, have undefined',
    ]);
  });
});
