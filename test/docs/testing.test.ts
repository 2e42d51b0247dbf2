import { resolve } from 'node:path';
import * as ts from 'typescript';
import * as cosmo from '../../src';
import '../../src/testing/jest';
import { refusal } from '../support/estate';
import { codeBlocks } from '../support/program';

const PAGE = resolve(__dirname, '../../docs/guide/testing.md');
const modules: Record<string, unknown> = { 'cosmo-nix': cosmo, 'cosmo-nix/jest': {} };

describe('tests that the page shows', () => {
  const blocks = codeBlocks(PAGE, 'test');

  test.each(blocks)('hold', (block) => {
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(block, { compilerOptions: options });
    const bodies: (() => void)[] = [];
    const collect = (_name: string, body: () => void) => bodies.push(body);
    new Function('require', 'exports', 'test', outputText)((name: string) => modules[name], {}, collect);
    expect(bodies).not.toEqual([]);
    for (const body of bodies) body();
  });
});

test('a failure reads as the page shows it', () => {
  const { Host, Nix, NixModule, Template, Testing } = cosmo;
  const attic = new Host(Testing.app(), 'attic', { stateVersion: '25.11', allowNoLogin: true });
  const hosts = (forceSSL: unknown) => ({
    services: { nginx: { virtualHosts: { 'photos.home.arpa': { forceSSL } } } },
  });
  new NixModule(attic, 'web', { options: hosts(true) });
  new NixModule(attic, 'legacy', { options: hosts(Nix.mkForce(false)) });
  const { message } = refusal(() => Template.of(attic).hasOption('services.nginx.virtualHosts.*', { forceSSL: true }));
  const withoutLines = (text: string) => text.replace(/\S+\.test\.ts:\d+/g, 'LINE').trim();
  expect(withoutLines(message)).toBe(withoutLines(codeBlocks(PAGE, 'text')[0]!));
});
