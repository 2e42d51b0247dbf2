import { flake, linesOf, output, Texts } from './outputs';
import { diffOutputs, EstateDiff } from '../../src/diff';

const TREE = JSON.stringify({
  version: 1,
  tree: {
    id: '',
    path: '',
    type: 'App',
    children: [
      { id: 'attic', path: 'attic', type: 'Host', folder: 'hosts/attic' },
      { id: 'cellar', path: 'cellar', type: 'Host', folder: 'hosts/cellar' },
      { id: 'home', path: 'home', type: 'HomeManagerProfile', folder: 'homes/home' },
      { id: 'inside', path: 'attic/media/inside', type: 'NixosSystem', folder: 'hosts/attic/media' },
    ],
  },
});

function estate(more: Texts = {}): Texts {
  return {
    'tree.json': TREE,
    'flake.nix': flake(['attic', 'cellar']),
    'hosts/attic/default.nix':
      '{ home-manager.users.ada.imports = [ ../../homes/home ]; containers.media.config = ./media; }',
    'hosts/attic/media/default.nix': '{ services.plex.enable = true; }',
    'hosts/cellar/default.nix':
      '{ inputs, ... }: { imports = [ inputs.disko.nixosModules.disko ]; x = ../../assets/x; }',
    'homes/home/default.nix': '{ programs.zsh.enable = true; }',
    'assets/x/one': 'one',
    ...more,
  };
}

function diff(more: Texts): EstateDiff {
  return diffOutputs(output(estate()), output(estate(more)));
}

function reach({ affected, unaffected }: EstateDiff) {
  return {
    affected: affected.map(({ system, through }) => [system.name, ...through]),
    unaffected: unaffected.map(({ name }) => name),
  };
}

describe('who is affected', () => {
  test('nobody, where nothing changes', () => {
    expect(reach(diff({}))).toEqual({ affected: [], unaffected: ['attic', 'cellar'] });
  });

  test('those that use a profile', () => {
    const changed = diff({ 'homes/home/default.nix': '{ programs.zsh.enable = false; }' });
    expect(linesOf(changed, 'homes/home')).toEqual(['~ programs.zsh.enable: true → false']);
    expect(reach(changed)).toEqual({ affected: [['attic', 'homes/home']], unaffected: ['cellar'] });
  });

  test('the host of a container', () => {
    const changed = diff({ 'hosts/attic/media/default.nix': '{ services.plex.enable = false; }' });
    expect(reach(changed)).toEqual({ affected: [['attic', 'hosts/attic/media']], unaffected: ['cellar'] });
  });

  test('those that name a file', () => {
    const changed = diff({ 'assets/x/one': 'two' });
    expect(changed.files).toEqual([{ kind: 'changed', path: 'assets/x/one', changes: [] }]);
    expect(reach(changed)).toEqual({ affected: [['cellar', 'assets/x/one']], unaffected: ['attic'] });
  });

  test('those that use an input, by its address', () => {
    const url = flake(['attic', 'cellar']).replace('25.11', '26.05');
    expect(reach(diff({ 'flake.nix': url }))).toEqual({
      affected: [
        ['attic', 'inputs.nixpkgs'],
        ['cellar', 'inputs.nixpkgs'],
      ],
      unaffected: [],
    });
  });

  test('those that use an input, by the lock file', () => {
    const withDisko = flake(['attic', 'cellar']).replace(
      'inputs.nix',
      'inputs.disko.url = "github:x/disko"; inputs.nix',
    );
    const lock = (rev: string) =>
      JSON.stringify({
        root: 'root',
        nodes: { root: { inputs: { disko: 'disko' } }, disko: { locked: { rev: rev.repeat(40), lastModified: 1 } } },
      });
    const side = (rev: string) => output(estate({ 'flake.nix': withDisko, 'flake.lock': lock(rev) }));
    const changed = diffOutputs(side('a'), side('b'));
    expect(changed.inputs).toEqual([
      {
        name: 'disko',
        kind: 'changed',
        changes: [],
        locked: { from: 'aaaaaaa (1970-01-01)', to: 'bbbbbbb (1970-01-01)' },
      },
    ]);
    expect(reach(changed)).toEqual({ affected: [['cellar', 'inputs.disko']], unaffected: ['attic'] });
  });

  test('a host that is new, and one that is gone', () => {
    const files = estate({ 'flake.nix': flake(['attic', 'attic2']), 'hosts/attic2/default.nix': '{ a = 1; }' });
    delete (files as Record<string, string>)['hosts/cellar/default.nix'];
    const after = { ...files, 'tree.json': TREE.replaceAll('cellar', 'attic2') };
    const changed = diffOutputs(output(estate()), output(after));
    expect(changed.systems.map(({ kind, system }) => [kind, system.name])).toEqual([
      ['set', 'attic2'],
      ['removed', 'cellar'],
    ]);
    expect(changed.dangers).toEqual([
      { code: 'SYSTEM_REMOVED', message: 'the system is removed from the flake', system: 'hosts/cellar', path: [] },
    ]);
  });
});
