import { attic, changesOf, flake, linesOf, output } from './outputs';
import { diffData, diffOutputs, isSame } from '../../src/diff';

describe('changes by option', () => {
  test('set, changed and removed', () => {
    expect(
      changesOf(
        '{ services.nginx.enable = true; networking.hostName = "attic"; time.timeZone = "UTC"; }',
        '{ networking.hostName = "loft"; time.timeZone = "UTC"; services.openssh.ports = [ 22 ]; }',
      ),
    ).toEqual([
      '~ networking.hostName: "attic" → "loft"',
      '- services.nginx.enable = true',
      '+ services.openssh.ports = [ 22 ]',
    ]);
  });

  test('layout, comments, order of names and dotted paths are no change', () => {
    const before = attic('{ a.b = 1; a.c = "x"; # one\n d = [ 1 2 ]; }');
    const after = attic('# other\n{ lib, ... }:\n{ d = [\n 1\n # two\n 2 ]; a = { c = "x"; b = 1; }; }');
    expect(isSame(diffOutputs(before, after))).toBe(true);
  });

  test('an option that stands in another file is no change', () => {
    const before = attic('{ imports = [ ./a.nix ]; }', { 'hosts/attic/a.nix': '{ x = 1; }' });
    const after = attic('{ imports = [ ./b.nix ]; }', { 'hosts/attic/b.nix': '{ config.x = 1; }' });
    expect(isSame(diffOutputs(before, after))).toBe(true);
  });

  test('lists of several modules are one list, told by items', () => {
    const more = (ports: string) => ({ 'hosts/attic/a.nix': `{ ports = [ ${ports} ]; }` });
    const before = attic('{ imports = [ ./a.nix ]; ports = [ 1 ]; }', more('2 3'));
    const after = attic('{ imports = [ ./a.nix ]; ports = [ 1 ]; }', more('3 4'));
    expect(linesOf(diffOutputs(before, after), 'hosts/attic')).toEqual(['~ ports: - 2, + 4']);
  });

  test('an item that a list has twice counts twice', () => {
    expect(changesOf('{ a = [ 1 1 ]; }', '{ a = [ 1 ]; }')).toEqual(['~ a: - 1']);
  });

  test('items in another order', () => {
    expect(changesOf('{ a = [ 1 2 ]; }', '{ a = [ 2 1 ]; }')).toEqual(['~ a: the same items in another order']);
  });

  test('priorities and conditions are part of a definition', () => {
    expect(changesOf('{ lib, ... }: { a = lib.mkDefault 1; }', '{ lib, ... }: { a = lib.mkForce 1; }')).toEqual([
      '~ a: mkDefault 1 → mkForce 1',
    ]);
    expect(
      changesOf(
        '{ config, lib, ... }: { b = lib.mkIf config.x.enable { c = 1; d = 2; }; }',
        '{ config, lib, ... }: { b = lib.mkIf config.x.enable { c = 1; d = 3; }; }',
      ),
    ).toEqual(['~ b.d: mkIf config.x.enable 2 → mkIf config.x.enable 3']);
  });

  test('mkMerge is what is in it', () => {
    const before = attic('{ lib, ... }: { a = lib.mkMerge [ { b = 1; } { c = 2; } ]; }');
    expect(isSame(diffOutputs(before, attic('{ a.b = 1; a.c = 2; }')))).toBe(true);
  });

  test('code is compared without its layout and comments', () => {
    const before = attic('{ pkgs, ... }: { a = [ (pkgs.hello.override { x = 1; /* why */ }) ]; }');
    const after = attic('{ pkgs, ... }: { a = [ (pkgs.hello.override {\n x = 1;\n}) ]; }');
    expect(isSame(diffOutputs(before, after))).toBe(true);
    expect(changesOf('{ pkgs, ... }: { shell = pkgs.zsh; }', '{ pkgs, ... }: { shell = pkgs.fish; }')).toEqual([
      '~ shell: pkgs.zsh → pkgs.fish',
    ]);
  });

  test('what a module binds by let is told', () => {
    expect(changesOf('let p = 1; in { a = p; }', 'let p = 2; in { a = p; }')).toEqual(['~ let.p: 1 → 2']);
  });

  test('a number and a text are two values', () => {
    expect(changesOf('{ a = 1; }', '{ a = "1"; }')).toEqual(['~ a: 1 → "1"']);
  });

  test('names that hold dots stay one name', () => {
    expect(changesOf('{ a."b.c" = 1; }', '{ a.b.c = 1; }')).toEqual(['+ a.b.c = 1', '- a."b.c" = 1']);
  });

  test('of a text of several lines the lines that changed', () => {
    const script = (line: string) => `{ s = ''\n  one\n  ${line}\n  three\n''; }`;
    expect(changesOf(script('two'), script('2'))).toEqual(['~ s:', '    - two', '    + 2']);
  });

  test('passwords are never told', () => {
    const data = diffOutputs(
      attic('{ users.users.a.hashedPassword = "$y$old"; }'),
      attic('{ users.users.a.hashedPassword = "$y$new"; }'),
    );
    expect(linesOf(data, 'hosts/attic')).toEqual(['~ users.users.a.hashedPassword: (not shown) → (not shown)']);
    expect(JSON.stringify(diffData(data))).not.toContain('$y$');
  });

  test('what is no Nix is one text', () => {
    const [change] = diffOutputs(attic('{ a = 1; }'), attic('{ a = ')).systems[0]!.changes;
    expect(change).toMatchObject({ kind: 'set', path: [] });
  });
});

describe('moves', () => {
  test('within a system, with what differs', () => {
    const container = (name: string, address: string) =>
      `{ containers.${name} = { autoStart = true; hostAddress = "10.0.0.1"; localAddress = "${address}"; privateNetwork = true; }; }`;
    expect(changesOf(container('media', '10.0.0.2'), container('films', '10.0.0.3'))).toEqual([
      '> containers.media → containers.films (3 options)',
      '~ containers.films.localAddress: "10.0.0.2" → "10.0.0.3"',
    ]);
  });

  test('from one system to another, told on both', () => {
    const two = (a: string, b: string) =>
      output({ 'flake.nix': flake(['attic', 'cellar']), 'hosts/attic/default.nix': a, 'hosts/cellar/default.nix': b });
    const service = 'services.jellyfin = { enable = true; dataDir = "/srv/jellyfin"; };';
    const diff = diffOutputs(two(`{ a = 1; ${service} }`, '{ b = 1; }'), two('{ a = 1; }', `{ b = 1; ${service} }`));
    expect(linesOf(diff, 'hosts/attic')).toEqual(['> services.jellyfin (2 options) moved to cellar']);
    expect(linesOf(diff, 'hosts/cellar')).toEqual(['> services.jellyfin (2 options) moved from attic']);
  });

  test('a flag that is the same by chance is none', () => {
    expect(changesOf('{ services.a.enable = true; }', '{ services.b.enable = true; }')).toEqual([
      '- services.a.enable = true',
      '+ services.b.enable = true',
    ]);
  });

  test('a system that is the same under another name', () => {
    const body = (name: string) => `{ networking.hostName = "${name}"; a = 1; b = 2; c = 3; d = 4; e = "x"; }`;
    const before = output({ 'flake.nix': flake(['attic']), 'hosts/attic/default.nix': body('attic') });
    const after = output({ 'flake.nix': flake(['loft']), 'hosts/loft/default.nix': body('loft') });
    const diff = diffOutputs(before, after);
    expect(diff.systems.map(({ kind, renamedFrom }) => [kind, renamedFrom?.name])).toEqual([['changed', 'attic']]);
    expect(linesOf(diff, 'hosts/loft')).toEqual(['~ networking.hostName: "attic" → "loft"']);
  });

  test('two machines with host ids of their own are two machines', () => {
    const body = (id: string) => `{ networking.hostId = "${id}"; a = 1; b = 2; c = 3; d = 4; e = "x"; }`;
    const before = output({ 'flake.nix': flake(['attic']), 'hosts/attic/default.nix': body('00000001') });
    const after = output({ 'flake.nix': flake(['loft']), 'hosts/loft/default.nix': body('00000002') });
    expect(
      diffOutputs(before, after)
        .systems.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['removed', 'set']);
  });
});
