import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeBlocks, runProgram } from '../support/program';

const file = resolve(__dirname, '../../README.md');

describe('the README', () => {
  const [program] = codeBlocks(file, 'ts');

  test('has a program of about thirty lines, which synthesizes without a finding', () => {
    const lines = program!.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeLessThanOrEqual(36);
    expect(runProgram(program!).check()).toEqual([]);
  });

  test('shows what comes out of it', () => {
    const files = runProgram(program!).render();
    const [media, flake] = codeBlocks(file, 'nix');
    expect(media).toBe(files['hosts/attic/media.nix']);
    expect(flake).toBe(files['flake.nix']);
  });

  test('names files that are there', () => {
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)\)/g)) {
      expect([path, existsSync(join(dirname(file), path!))]).toEqual([path, true]);
    }
  });
});
