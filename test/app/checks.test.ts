import { Construct, IConstruct } from 'constructs';
import {
  App,
  Aspects,
  ClaimKind,
  Claims,
  Derive,
  Diagnostics,
  FlakeOutput,
  Nix,
  NixModule,
  NixosSystem,
  SecretFile,
  Severity,
  Specialisation,
} from '../../src';
import { CheckFailed } from '../../src/app';
import { newApp, project, refusal } from '../support/estate';

function codes(app: App): string[] {
  return app.check().map(({ code }) => code);
}

describe('claims', () => {
  test('of the same thing twice are reported with both constructs', () => {
    const app = newApp();
    const a = new Construct(new NixosSystem(app, 'a'), 'x');
    const b = new Construct(new NixosSystem(app, 'b'), 'y');
    Claims.of(a).add({ kind: ClaimKind.MAC_ADDRESS, value: '52:54:00:AA:00:01', purpose: 'uplink' });
    Claims.of(b).add({ kind: ClaimKind.MAC_ADDRESS, value: '52:54:00:aa:00:01' });
    const [found, ...rest] = app.check();
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      severity: Severity.ERROR,
      code: 'MAC_ADDRESS_TAKEN',
      path: 'b/y',
      related: ['a/x'],
    });
    expect(found!.message).toContain('a/x has it (uplink)');
  });

  test.each([
    [ClaimKind.HOST_NAME, 1],
    [ClaimKind.HOST_ID, 1],
    [ClaimKind.IP_ADDRESS, 1],
    [ClaimKind.UUID, 1],
    [ClaimKind.DISK, 0],
    [ClaimKind.MOUNT_POINT, 0],
    [ClaimKind.CONTAINER_NAME, 0],
    [ClaimKind.VSOCK_ID, 0],
  ])('of a %s on two hosts: %d conflict', (kind, conflicts) => {
    const app = newApp();
    for (const name of ['a', 'b']) Claims.of(new NixosSystem(app, name)).add({ kind, value: 'same' });
    expect(app.check()).toHaveLength(conflicts);
  });

  test.each([ClaimKind.DISK, ClaimKind.MOUNT_POINT, ClaimKind.CONTAINER_NAME, ClaimKind.VSOCK_ID])(
    'of a %s twice on one host conflict',
    (kind) => {
      const app = newApp();
      const host = new NixosSystem(app, 'a');
      for (const id of ['x', 'y']) Claims.of(new Construct(host, id)).add({ kind, value: 'same' });
      expect(app.check()).toHaveLength(1);
    },
  );

  test.each([
    ['*', '*', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '10.0.0.1', false],
    ['127.0.0.1', '0.0.0.0', true],
    ['::', 'fd00::1', true],
    ['FD00::1', 'fd00::1', true],
  ])('of one port on %s and %s: conflict %s', (first, second, conflict) => {
    const app = newApp();
    const host = new NixosSystem(app, 'a');
    Claims.of(new Construct(host, 'x')).tcpPort(443, { address: first });
    Claims.of(new Construct(host, 'y')).tcpPort(443, { address: second });
    Claims.of(new Construct(host, 'z')).udpPort(443);
    expect(codes(app)).toEqual(conflict ? ['TCP_PORT_TAKEN'] : []);
  });

  test.each([
    [ClaimKind.TCP_PORT, '443', ['TCP_PORT_TAKEN']],
    [ClaimKind.UDP_PORT, '443', ['UDP_PORT_TAKEN']],
    [ClaimKind.TCP_PORT, '444', []],
  ])('of a %s by its kind, %s, is on every address', (kind, value, expected) => {
    const app = newApp();
    const host = new NixosSystem(app, 'a');
    Claims.of(new Construct(host, 'x')).tcpPort(443, { address: '127.0.0.1' });
    Claims.of(new Construct(host, 'y')).udpPort(443, { address: '127.0.0.1' });
    Claims.of(new Construct(host, 'z')).add({ kind, value, what: 'web', purpose: 'web' });
    expect(codes(app)).toEqual(expected);
  });

  test.each(['', '0', '65536', '080', '1.5', '443/tcp', 'https'])(
    'of the port "%s" by its kind is refused',
    (value) => {
      const claims = Claims.of(new Construct(newApp(), 'a'));
      for (const kind of [ClaimKind.TCP_PORT, ClaimKind.UDP_PORT]) {
        const error = refusal(() => claims.add({ kind, value, keyPath: 'port' }));
        expect([error.code, /from 1 to 65535/.test(String(error))]).toEqual(['PORT_OUT_OF_RANGE', true]);
      }
      expect(claims._entries).toEqual([]);
    },
  );

  test('of ports: a specialisation shares the network of its host, another host does not', () => {
    const app = newApp();
    const host = new NixosSystem(app, 'a');
    Claims.of(host).tcpPort(22);
    Claims.of(new NixosSystem(app, 'b')).tcpPort(22);
    expect(codes(app)).toEqual([]);
    Claims.of(new Construct(new Specialisation(host, 's'), 'x')).tcpPort(22);
    expect(codes(app)).toEqual(['TCP_PORT_TAKEN']);
  });

  test('by one construct twice are one; a realm can be given; other kinds have a name', () => {
    const app = newApp();
    const host = new NixosSystem(app, 'a');
    const claims = Claims.of(host);
    for (let i = 0; i < 2; i++) claims.add({ kind: ClaimKind.OTHER, what: 'GPU', value: '0' });
    Claims.of(new Construct(host, 'x')).add({ kind: ClaimKind.IP_ADDRESS, value: '10.0.0.1', within: 'lan' });
    Claims.of(new Construct(host, 'y')).add({ kind: ClaimKind.IP_ADDRESS, value: '10.0.0.1', within: 'dmz' });
    expect(codes(app)).toEqual([]);
    Claims.of(new Construct(host, 'z')).add({ kind: ClaimKind.OTHER, what: 'GPU', value: '0' });
    expect(codes(app)).toEqual(['GPU_TAKEN']);
  });

  test.each([0, 65536, 1.5, NaN])('of port %d are refused', (port) => {
    const claims = Claims.of(new NixosSystem(newApp(), 'a'));
    expect(refusal(() => claims.tcpPort(port)).code).toBe('PORT_OUT_OF_RANGE');
  });
});

describe('findings', () => {
  test('come all at once, errors first, each once; with an error nothing is rendered', () => {
    const app = newApp();
    const host = new NixosSystem(app, 'a');
    Diagnostics.of(host).warning({ code: 'W', message: 'look' });
    Diagnostics.of(host).info({ code: 'I', message: 'know' });
    Diagnostics.of(host).error({ code: 'E', message: 'stop', mend: 'do so', keyPath: 'x.y' });
    Diagnostics.of(host).error({ code: 'E', message: 'stop', mend: 'do so', keyPath: 'x.y' });
    host.node.addValidation({ validate: () => ['not valid'] });
    expect(codes(app)).toEqual(['E', 'VALIDATION', 'W', 'I']);
    const error = refusal(() => app.render());
    expect(CheckFailed.isCheckFailed(error)).toBe(true);
    expect(error.message).toContain('2 errors');
    expect(error.message).toContain('error E: stop\n  at a, x.y\n  mend: do so');
  });

  test('of checks are found anew each time', () => {
    const app = newApp();
    let wrong = true;
    Diagnostics.of(app).addCheck({
      check: (diagnostics) => {
        if (wrong) diagnostics.error({ code: 'E', message: 'wrong' });
      },
    });
    expect(codes(app)).toEqual(['E']);
    expect(codes(app)).toEqual(['E']);
    wrong = false;
    expect(codes(app)).toEqual([]);
  });

  test('warnings do not stop synthesis', () => {
    const app = newApp();
    Diagnostics.of(new NixosSystem(app, 'a')).warning({ code: 'W', message: 'look' });
    expect(app.synth().diagnostics.map(({ code }) => code)).toEqual(['W']);
  });
});

test('aspects visit each construct below once, also those that they add', () => {
  const app = newApp();
  const host = new NixosSystem(app, 'a');
  const seen: string[] = [];
  Aspects.of(app).add({
    visit: (node: IConstruct) => {
      seen.push(node.node.path);
      if (node === host && !host.node.tryFindChild('added')) {
        new NixModule(host, 'added', { options: { services: { x: { enable: true } } } });
      }
    },
  });
  expect(app.render()['hosts/a/added.nix']).toContain('services.x.enable = true;');
  expect(seen.filter((path) => path === 'a')).toHaveLength(1);
  expect(seen).toContain('a/added');
});

describe('derived values', () => {
  const app = newApp();
  const host = new NixosSystem(app, 'a');

  test('have their forms', () => {
    expect(Derive.hostId(host)).toMatch(/^[0-9a-f]{8}$/);
    expect(Derive.mac(host)).toMatch(/^52:54:00(:[0-9a-f]{2}){3}$/);
    expect(Derive.uuid(host)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('follow from the path and the label, and from nothing else', () => {
    const again = new NixosSystem(newApp(), 'a');
    const other = new NixosSystem(app, 'b');
    for (const derive of [Derive.hostId, Derive.mac, Derive.uuid] as ((c: IConstruct, label?: string) => string)[]) {
      expect(derive(again)).toBe(derive(host));
      expect(derive(other)).not.toBe(derive(host));
    }
    expect(Derive.mac(host, 'eth1')).not.toBe(Derive.mac(host));
    expect(Derive.uuid(host, 'net')).not.toBe(Derive.uuid(host));
  });

  test('stay what they are from release to release', () => {
    expect([Derive.hostId(host), Derive.mac(host), Derive.uuid(host)]).toMatchInlineSnapshot(`
     [
       "d4381857",
       "52:54:00:d5:16:1b",
       "37425172-d910-52c6-980d-ad733826ce44",
     ]
    `);
  });
});

describe('the flake', () => {
  test('carries outputs beside the systems, and refuses one given twice', () => {
    const app = newApp({ description: 'Mine' });
    new NixosSystem(app, 'a');
    new FlakeOutput(app, 'image', {
      path: ['packages', 'x86_64-linux', 'image'],
      value: Nix.ref('inputs.self.nixosConfigurations.a.config.system.build.image'),
    });
    expect(app.render()['flake.nix']).toMatchInlineSnapshot(`
     "# Written by cosmo: change the estate, not this file.
     {
       description = "Mine";

       inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";

       outputs = inputs: {
         nixosConfigurations.a = inputs.nixpkgs.lib.nixosSystem {
           specialArgs = { inherit inputs; };
           modules = [ ./hosts/a ];
         };
         packages.x86_64-linux.image = inputs.self.nixosConfigurations.a.config.system.build.image;
         checks.x86_64-linux.a = inputs.self.nixosConfigurations.a.config.system.build.toplevel;
         formatter.x86_64-linux = inputs.nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
       };
     }
     "
    `);
    expect(app.render()['flake-module.nix']).toContain('packages');
    new FlakeOutput(app, 'again', { path: ['nixosConfigurations', 'a'], value: 1 });
    expect(refusal(() => app.render()).code).toBe('OUTPUT_TWICE');
    expect(refusal(() => new FlakeOutput(app, 'none', { path: [], value: 1 })).code).toBe('OUTPUT_PATH');
  });

  test('has no variable but inputs', () => {
    const app = newApp();
    new NixosSystem(app, 'a');
    new FlakeOutput(app, 'x', { path: ['lib', 'x'], value: Nix.pkg('vim') });
    expect(refusal(() => app.render()).code).toBe('NIX_UNDEFINED_VARIABLE');
  });

  test('is the same for the same tree, wherever the project stands', () => {
    const make = () => {
      const app = newApp({ projectRoot: project() });
      new NixModule(new NixosSystem(app, 'a'), 'x', { options: { a: { b: [1, 'two', Nix.pkg('vim')] } } });
      return app.render();
    };
    expect(make()).toEqual(make());
  });
});

describe('refusals', () => {
  test('of an app, a System and a secret', () => {
    expect(refusal(() => new App({ release: '25.12' })).code).toBe('RELEASE');
    const app = newApp();
    for (const name of ['a b', '-a', 'a'.repeat(64), 'ä']) {
      expect(refusal(() => new NixosSystem(app, `id-${name.length}`, { hostName: name })).code).toBe('HOST_NAME');
    }
    expect(refusal(() => new NixosSystem(app, 'mac', { platform: 'aarch64-darwin' })).code).toBe('PLATFORM');
    for (const path of ['secret', 'relative/x', '/nix/store/x', '']) {
      expect(refusal(() => SecretFile.at(path)).code).toBe('SECRET_PATH');
    }
    for (const path of [Nix.path('./key'), Nix.searchPath('secrets/key')]) {
      expect(refusal(() => SecretFile.of(path)).code).toBe('SECRET_PATH');
    }
    expect(SecretFile.at('/run/keys/x').path).toBe('/run/keys/x');
    const lone = new Construct(undefined as unknown as Construct, '');
    expect(refusal(() => App.of(lone)).code).toBe('APP_MISSING');
  });

  test('two hosts with one name', () => {
    const app = newApp();
    new NixosSystem(app, 'a', { hostName: 'same' });
    new NixosSystem(app, 'b', { hostName: 'same' });
    expect(codes(app)).toContain('HOST_NAME_TAKEN');
  });
});
