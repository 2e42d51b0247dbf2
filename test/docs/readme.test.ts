import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import * as cosmo from '../../src';
import { formatDiagnostic } from '../../src/app';
import { setRunContext } from '../../src/app/run-context';
import { project } from '../support/estate';

const readme = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');

/** The code blocks of a language, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, text]) => (name === language ? [text!] : []));
}

/** Run a program of the README, and give the App that it makes. */
function run(program: string): cosmo.App {
  const apps: cosmo.App[] = [];
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  setRunContext({ root: project(), apps });
  try {
    new Function('require', 'exports', outputText)(() => cosmo, {});
  } finally {
    setRunContext(undefined);
  }
  return apps[0]!;
}

describe('the README', () => {
  const [program] = blocks('ts');

  test('has a program of about thirty lines, which synthesizes without a finding', () => {
    expect(program!.trim().split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(36);
    expect(run(program!).check()).toEqual([]);
  });

  test('shows what comes out of it', () => {
    const files = run(program!).render();
    const [media, flake] = blocks('nix');
    expect(media).toBe(files['hosts/attic/media.nix']);
    expect(flake).toBe(files['flake.nix']);
  });

  test('shows the finding that a taken port gives', () => {
    const taken = program!
      .replace('allowedTcpPorts: [8096],', 'allowedTcpPorts: [8096],\n  forwardPorts: [{ hostPort: 22 }],')
      .replace('app.synth();', '');
    const [finding, ...rest] = run(taken).check();
    expect(rest).toEqual([]);
    expect(blocks('text')[0]).toBe(`${formatDiagnostic(finding!)}\n`);
  });

  test('names files that are there', () => {
    for (const [, path] of readme.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(() => readFileSync(join(__dirname, '../..', path!))).not.toThrow();
    }
  });
});
