import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, DarwinHost, Host, NixosContainer, SharedModule, StandaloneHome } from '../../src';
import { DeployTarget, DeployTargetProps, DeployTool, HealthChecks, UnitHealth } from '../../src/deploy';
import { inventoryOf, noOutput } from '../../src/diff';
import { describeWithNix, nixEval } from '../support/nix';
import { appWith, hostOf } from '../support/small-estate';

const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });

function target(props: DeployTargetProps = {}, host?: Host): DeployTarget {
  return new DeployTarget(host ?? hostOf(appWith(), 'server', wired('192.168.1.10/24')), 'deploy', props);
}

/** What `tree.json` tells of the System at a path. */
function facts(app: App, path: string): Record<string, any> {
  const { tree } = JSON.parse(app.render()['tree.json']!) as { tree: Record<string, any> };
  const open = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.path === path) return node;
    open.push(...((node.children as Record<string, any>[] | undefined) ?? []));
  }
  throw new Error(`no ${path}`);
}

/** Stand-ins for the inputs, as deploy-rs and Colmena have them: what is called, and with what. */
const INPUTS = `
  activate = system: {
    nixos = cfg: "/\${system}/nixos-\${cfg.name}";
    darwin = cfg: "/\${system}/darwin-\${cfg.name}";
    home-manager = cfg: "/\${system}/home-\${cfg.name}";
    custom.__functor = self: base: text: { inherit base text; inherit (self) dryActivate boot; };
  };
  lib = system: {
    activate = activate system;
    deployChecks = deploy: {
      deploy-schema = { inherit system; nodes = builtins.attrNames deploy.nodes; };
      deploy-activate = { inherit system; nodes = builtins.attrNames deploy.nodes; };
    };
  };
  machine = kind: name: { inherit name; config.system.build.toplevel = "/top/\${name}"; activationPackage = "/home/\${name}"; system = ""; };
  named = builtins.mapAttrs (name: _: machine "" name);
  inputs = {
    nixpkgs = { lib.nixosSystem = _: { }; legacyPackages = { x86_64-linux = "x86"; aarch64-linux = "arm"; }; };
    nix-darwin.lib.darwinSystem = _: { };
    home-manager.lib.homeManagerConfiguration = _: { };
    deploy-rs.lib = { x86_64-linux = lib "x86_64-linux"; aarch64-linux = lib "aarch64-linux"; aarch64-darwin = lib "aarch64-darwin"; };
    colmena.lib.makeHive = hive: builtins.mapAttrs (name: node: if name == "meta" then removeAttrs node [ "specialArgs" ] // { args = builtins.attrNames node.specialArgs; } else node // { imports = map toString node.imports; }) hive;
    self = outputs // {
      nixosConfigurations = named (outputs.nixosConfigurations or { });
      darwinConfigurations = named (outputs.darwinConfigurations or { });
      homeConfigurations = named (outputs.homeConfigurations or { });
    };
  };
`;

/** An output of the flake, evaluated by Nix. */
function evaluated(app: App, output: string): any {
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-deploy-'));
  writeFileSync(join(folder, 'flake.nix'), app.render()['flake.nix']!);
  return nixEval(`
    let
      outputs = (import ${folder}/flake.nix).outputs inputs;
      ${INPUTS}
    in outputs.${output}
  `);
}

describe('DeployTarget', () => {
  test('tells the command line how its machine is reached', () => {
    const app = appWith();
    const host = hostOf(app, 'server', wired('192.168.1.10/24'));
    target({}, host);
    expect(facts(app, 'server').deploy).toEqual({
      tool: 'deploy-rs',
      node: 'server',
      host: '192.168.1.10',
      user: 'root',
      sshOptions: [],
      tags: [],
      buildOnTarget: false,
      rollback: true,
      magicRollback: true,
      healthChecks: false,
    });
  });

  test('tells all that it is told', () => {
    const app = appWith();
    const host = hostOf(app);
    new UnitHealth(host, 'nginx', { timeout: 100 });
    target(
      {
        address: 'server.example.com',
        user: 'ada',
        port: 2222,
        sshOptions: ['-J', 'jump.example.com'],
        tags: ['rack', 'rack', 'web'],
        buildOnTarget: true,
        interactiveSudo: true,
        confirmTimeout: 60,
        magicRollback: false,
      },
      host,
    );
    expect(facts(app, 'server')).toMatchObject({
      deploy: {
        host: 'server.example.com',
        user: 'ada',
        port: 2222,
        sshOptions: ['-J', 'jump.example.com'],
        tags: ['rack', 'web'],
        buildOnTarget: true,
        interactiveSudo: true,
        magicRollback: false,
        confirmTimeout: 60,
        activationTimeout: 352,
        healthChecks: true,
      },
      health: [{ name: 'nginx', what: 'unit nginx.service is active' }],
      healthProgram: '/run/current-system/sw/bin/cosmo-health',
    });
  });

  test('says nothing of sudo for root and for homes', () => {
    const app = appWith();
    target({ interactiveSudo: true }, hostOf(app));
    new DeployTarget(new StandaloneHome(app, 'ada@laptop', { stateVersion: '25.11' }), 'deploy');
    expect(facts(app, 'server').deploy).not.toHaveProperty('interactiveSudo');
    expect(facts(app, 'ada@laptop').deploy).toMatchObject({ node: 'ada-at-laptop', host: 'laptop', user: 'ada' });
    expect(facts(app, 'ada@laptop').deploy).not.toHaveProperty('interactiveSudo');
  });

  test('finds the address by itself', () => {
    const address = (host: Host) => target({}, host).address;
    expect(address(hostOf(appWith(), 'server', wired('192.168.1.10/24')))).toBe('192.168.1.10');
    const both = { networking: { interfaces: { eno1: { addresses: ['fd00::5/64', '192.168.1.10/24'] } } } };
    expect(address(hostOf(appWith(), 'server', both))).toBe('192.168.1.10');
    expect(address(hostOf(appWith(), 'server', wired('fd00::5/64')))).toBe('fd00::5');
    expect(address(hostOf(appWith()))).toBe('server');
  });

  test('shows its tags in the list of systems', () => {
    const app = appWith();
    target({ tags: ['rack'] }, hostOf(app));
    const files = new Map(Object.entries(app.render()).map(([path, content]) => [path, { content, owner: '' }]));
    const [row] = inventoryOf({ ...noOutput('the program'), files });
    expect(row).toMatchObject({ name: 'server', tags: ['rack'] });
  });

  test('brings no inputs and no outputs that its tool does not read', () => {
    const text = (tool: DeployTool) => {
      const app = appWith();
      target({ tool }, hostOf(app));
      return app.render()['flake.nix']!;
    };
    expect(text(DeployTool.DEPLOY_RS)).toContain('github:serokell/deploy-rs');
    expect(text(DeployTool.DEPLOY_RS)).not.toContain('colmena');
    expect(text(DeployTool.COLMENA)).toContain('github:zhaofengli/colmena');
    expect(text(DeployTool.COLMENA)).not.toMatch(/deploy-rs|deploy\.nodes/);
    expect(text(DeployTool.REBUILD)).not.toMatch(/colmena|deploy-rs|deploy\.nodes/);
  });

  test.each<[string, DeployTargetProps]>([
    ['DEPLOY_ADDRESS_FORM', { address: '192.168.1.10/24' }],
    ['DEPLOY_ADDRESS_FORM', { address: 'ada@server' }],
    ['DEPLOY_ADDRESS_FORM', { address: '-oProxyCommand=x' }],
    ['DEPLOY_USER_FORM', { user: 'ada lovelace' }],
    ['DEPLOY_USER_FORM', { user: '-ada' }],
    ['DEPLOY_SSH_OPTION', { sshOptions: ['-o ProxyCommand=x y'] }],
    ['DEPLOY_TAG', { tags: ['@web'] }],
    ['DEPLOY_TAG', { tags: ['a,b'] }],
    ['PORT_OUT_OF_RANGE', { port: 0 }],
    ['NUMBER_OUT_OF_RANGE', { confirmTimeout: 0 }],
    ['NUMBER_OUT_OF_RANGE', { activationTimeout: 65536 }],
    ['VALUE_UNKNOWN', { tool: 'scp' as DeployTool }],
  ])('refuses %s: %j', (code, props) => {
    expect(() => target(props)).toThrow(expect.objectContaining({ code }));
  });

  test('refuses what is not switched by itself, a second target, and a tool that cannot', () => {
    const app = appWith();
    const host = hostOf(app);
    const refused = (run: () => unknown, code: string) => expect(run).toThrow(expect.objectContaining({ code }));
    refused(() => new DeployTarget(new NixosContainer(host, 'media').inside, 'deploy'), 'DEPLOY_NO_MACHINE');
    refused(() => new DeployTarget(new SharedModule(app, 'base', {} as never), 'deploy'), 'DEPLOY_NO_MACHINE');
    refused(() => new DeployTarget(app, 'deploy'), 'SYSTEM_MISSING');
    target({}, host);
    refused(() => new DeployTarget(host, 'again'), 'DEPLOY_TWICE');
    const home = new StandaloneHome(app, 'ada', { stateVersion: '25.11' });
    refused(() => new DeployTarget(home, 'deploy'), 'DEPLOY_NO_ADDRESS');
    const mac = new DarwinHost(app, 'mac', { stateVersion: 6 });
    refused(() => new DeployTarget(mac, 'deploy', { tool: DeployTool.COLMENA }), 'DEPLOY_TOOL');
  });
});

describeWithNix('the flake', () => {
  test('has a node of deploy-rs for a host', () => {
    const app = appWith();
    target({ port: 2222, sshOptions: ['-A'], user: 'ada', buildOnTarget: true, fastConnection: true }, hostOf(app));
    expect(evaluated(app, 'deploy')).toEqual({
      nodes: {
        server: {
          hostname: 'server',
          sshUser: 'ada',
          sshOpts: ['-p', '2222', '-A'],
          fastConnection: true,
          remoteBuild: true,
          profiles: { system: { user: 'root', path: '/x86_64-linux/nixos-server' } },
        },
      },
    });
  });

  test('runs the health checks as part of the activation, dry and at boot apart', () => {
    const app = appWith();
    const host = hostOf(app);
    new HealthChecks(host, 'health', { units: ['nginx'], timeout: 60 });
    target({ rollback: false, confirmTimeout: 40 }, host);
    expect(evaluated(app, 'deploy.nodes.server')).toEqual({
      hostname: 'server',
      sshUser: 'root',
      autoRollback: false,
      magicRollback: false,
      confirmTimeout: 40,
      activationTimeout: 312,
      profiles: {
        system: {
          user: 'root',
          path: {
            base: '/top/server',
            text: '/x86_64-linux/nixos-server/deploy-rs-activate\n$PROFILE/sw/bin/cosmo-health\n',
            dryActivate: '/x86_64-linux/nixos-server/deploy-rs-activate',
            boot: '/x86_64-linux/nixos-server/deploy-rs-activate',
          },
        },
      },
    });
  });

  test('leaves the checks out of the activation where they are not wanted', () => {
    const app = appWith();
    const host = hostOf(app);
    new UnitHealth(host, 'nginx');
    target({ healthChecks: false }, host);
    const node = evaluated(app, 'deploy.nodes.server');
    expect(node.profiles.system.path).toBe('/x86_64-linux/nixos-server');
    expect(node).not.toHaveProperty('activationTimeout');
    expect(facts(app, 'server').deploy.healthChecks).toBe(false);
  });

  test('has nodes for Macs and homes', () => {
    const app = appWith();
    new DeployTarget(new DarwinHost(app, 'mac', { stateVersion: 6 }), 'deploy', { user: 'ada' });
    const home = new StandaloneHome(app, 'ada@laptop', { stateVersion: '25.11' });
    new UnitHealth(home, 'syncthing');
    new DeployTarget(home, 'deploy');
    const { nodes } = evaluated(app, 'deploy');
    expect(nodes.mac.profiles.system).toEqual({ user: 'root', path: '/aarch64-darwin/darwin-mac' });
    const home1 = '/x86_64-linux/home-ada@laptop/deploy-rs-activate';
    expect(nodes['ada-at-laptop']).toMatchObject({
      hostname: 'laptop',
      sshUser: 'ada',
      profiles: {
        'home-manager': {
          user: 'ada',
          path: {
            base: '/home/ada@laptop',
            text: `${home1}\n$PROFILE/home-path/bin/cosmo-health\n`,
            dryActivate: home1,
          },
        },
      },
    });
  });

  test('checks the nodes of each platform by themselves', () => {
    const app = appWith();
    target({}, hostOf(app, 'server'));
    target({}, hostOf(app, '7d2'));
    target({}, hostOf(app, 'pi', { platform: 'aarch64-linux' }));
    target({ tool: DeployTool.REBUILD }, hostOf(app, 'other'));
    const checks = (platform: string) =>
      evaluated(app, `checks.${platform}`) as Record<string, { system: string; nodes: string[] }>;
    expect(checks('x86_64-linux')).toMatchObject({
      'deploy-schema': { system: 'x86_64-linux', nodes: ['7d2', 'server'] },
      'deploy-activate': { system: 'x86_64-linux', nodes: ['7d2', 'server'] },
    });
    expect(checks('aarch64-linux')['deploy-schema']!.nodes).toEqual(['pi']);
  });

  test('has a hive for Colmena', () => {
    const app = appWith();
    const tool = DeployTool.COLMENA;
    target({ tool, tags: ['rack'], user: 'ada', port: 2222, sshOptions: ['-A'], buildOnTarget: true }, hostOf(app));
    target({ tool }, hostOf(app, 'pi', { platform: 'aarch64-linux' }));
    const hive = evaluated(app, 'colmenaHive');
    expect(hive).toEqual({
      meta: { nixpkgs: 'x86', nodeNixpkgs: { pi: 'arm' }, args: ['inputs'] },
      server: {
        imports: [expect.stringMatching(/\/hosts\/server$/)],
        deployment: {
          targetHost: 'server',
          targetUser: 'ada',
          targetPort: 2222,
          sshOptions: ['-A'],
          tags: ['rack'],
          buildOnTarget: true,
        },
      },
      pi: { imports: [expect.stringMatching(/\/hosts\/pi$/)], deployment: { targetHost: 'pi' } },
    });
    // What Colmena alone knows would be refused by nixos-rebuild.
    expect(
      Object.entries(app.render()).filter(([path, text]) => path !== 'flake.nix' && /deployment\./.test(text)),
    ).toEqual([]);
  });
});
