import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NixosSystem, ProjectFile } from '../../src';
import { newApp, project, refusal } from '../support/estate';

describe('a file beside the project root', () => {
  test('is written, and removed when nothing makes it any more', () => {
    const root = project();
    const app = newApp({ projectRoot: root });
    new NixosSystem(app, 'a');
    new ProjectFile(app, 'ci', { path: '.github/workflows/check.yml', content: 'on: push\n' });
    expect(app.renderProjectFiles()).toEqual({ '.github/workflows/check.yml': 'on: push\n' });
    app.synth();
    expect(readFileSync(join(root, '.github/workflows/check.yml'), 'utf8')).toBe('on: push\n');
    const without = newApp({ projectRoot: root });
    new NixosSystem(without, 'a');
    without.synth();
    expect(existsSync(join(root, '.github'))).toBe(false);
  });

  test('of the user is never overwritten', () => {
    const root = project({ 'ci.yml': 'mine\n' });
    const app = newApp({ projectRoot: root });
    new ProjectFile(app, 'ci', { path: 'ci.yml', content: 'ours\n' });
    expect(refusal(() => app.synth()).code).toBe('WRITE_FOREIGN_FILE');
    expect(readFileSync(join(root, 'ci.yml'), 'utf8')).toBe('mine\n');
    writeFileSync(join(root, 'ci.yml'), 'ours\n');
    app.synth();
  });

  test.each(['', '/x', '../x', 'a/../b', 'a//b', '.git/config'])('at %p is refused', (path) => {
    expect(refusal(() => new ProjectFile(newApp(), 'x', { path })).code).toBe('PROJECT_FILE_PATH');
  });

  test('twice at one path is refused', () => {
    const app = newApp();
    for (const id of ['a', 'b']) new ProjectFile(app, id, { path: 'x', content: id });
    expect(refusal(() => app.renderProjectFiles()).code).toBe('OUTPUT_FILE_TWICE');
  });
});
