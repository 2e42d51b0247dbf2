import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { formatDiagnostic } from '../../src/app';
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

  test('shows the finding that a taken port gives', () => {
    const taken = program!
      .replace(
        'allowedTcpPorts: [8096],',
        'allowedTcpPorts: [8096],\n  forwardPorts: [{ hostPort: 22, containerPort: 8096 }],',
      )
      .replace('app.synth();', '');
    const [finding, ...rest] = runProgram(taken).check();
    expect(rest).toEqual([]);
    expect(codeBlocks(file, 'text')[0]).toBe(`${formatDiagnostic(finding!)}\n`);
  });

  test('names files that are there', () => {
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)\)/g)) {
      expect([path, existsSync(join(dirname(file), path!))]).toEqual([path, true]);
    }
  });
});
