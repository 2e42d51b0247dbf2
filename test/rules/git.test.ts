import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { Asset, Host, SynthResult } from '../../src';
import { newApp, project } from '../support/estate';

/** A project in a repository, with a host that imports a module. */
function repository(files: Record<string, string> = {}, add: string[] = []) {
  const projectRoot = project({ 'estate/printer.nix': '{ }', ...files });
  const git = (...args: string[]) => execFileSync('git', ['-C', projectRoot, ...args], { stdio: 'ignore' });
  git('init');
  for (const path of add) git('add', path);
  const make = () => {
    const app = newApp({ projectRoot });
    const host = new Host(app, 'laddie', {
      stateVersion: '25.11',
      allowNoLogin: true,
      fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
    });
    host.importModule(new Asset(host, 'printer', { path: 'estate/printer.nix' }).file);
    return app;
  };
  return { projectRoot, git, make };
}

const told = ({ diagnostics }: SynthResult) => diagnostics.map(({ code, message }) => `${code} ${message}`);

test('a file that was not added is told of, with the output, until it is added', () => {
  const { git, make } = repository();
  expect(told(make().synth())).toEqual(['GIT_UNTRACKED git does not know estate/printer.nix']);
  const { diagnostics } = make().synth();
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.message).toMatch(/^git does not know estate\/printer\.nix, \d+ files in nix-out$/);
  expect(diagnostics[0]?.mend).toBe('git add estate/printer.nix nix-out');
  git('add', 'estate', 'nix-out');
  expect(told(make().synth())).toEqual([]);
});

test('a folder of the output that git ignores is told once', () => {
  const { git, make } = repository({ '.gitignore': 'hosts\n' }, ['estate']);
  make().synth();
  git('add', 'nix-out');
  expect(told(make().synth())).toEqual([
    `GIT_IGNORED git ignores ${join('nix-out', 'hosts')}, which the flake is made of`,
  ]);
});

test('the project may be a folder of the repository', () => {
  const { projectRoot } = repository({ 'inner/a.nix': '{ }' });
  const app = newApp({ projectRoot: join(projectRoot, 'inner') });
  new Asset(new Construct(app, 'modules'), 'a', { path: 'a.nix' });
  expect(told(app.synth())).toEqual(['GIT_UNTRACKED git does not know a.nix']);
});

test('git is not asked where the estate is only checked or rendered, or lies in no repository', () => {
  const { make } = repository();
  expect(make().check()).toEqual([]);
  make().render();
  const app = newApp();
  expect(told(app.synth())).toEqual([]);
});
