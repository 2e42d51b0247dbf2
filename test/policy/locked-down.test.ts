import { Construct } from 'constructs';
import {
  App,
  Aspects,
  Claims,
  HomeManagerProfile,
  HostProps,
  LibvirtGuest,
  LockedDown,
  LockedDownProps,
  Nix,
  NixModule,
  NixosContainer,
  Policy,
  TailscaleNode,
  WslHost,
} from '../../src';
import { appWith, codes, hostOf } from '../support/small-estate';

function found(make: (app: App) => void, props: LockedDownProps = {}) {
  const app = appWith();
  make(app);
  Aspects.of(app).add(new LockedDown(props));
  return app.check().filter(({ policy }) => policy === 'LockedDown');
}
const onHost = (props: Partial<HostProps>, rules?: LockedDownProps) =>
  found((app) => void hostOf(app, 'server', props), rules);

describe('LockedDown', () => {
  test('holds on a host with what administers it, SSH and the tailnet', () => {
    const clean = found((app) => {
      const host = hostOf(app, 'server', {
        packages: ['vim', 'emacs', 'wget', 'curl', 'htop', 'git', 'virt-manager'],
        firewall: { interfaces: { tailscale0: { tcpPorts: [443] } }, trustedInterfaces: ['virbr0', 've-+'] },
      });
      new TailscaleNode(host, 'tailscale', { openFirewall: true, trustInterface: true });
    });
    expect(clean).toEqual([]);
  });

  describe('packages', () => {
    test('finds tools and applications, wherever they are asked for', () => {
      const all = found((app) => {
        const host = hostOf(app, 'server', {
          packages: [
            'git',
            'gcc',
            'python3Packages.requests',
            Nix.pkg('python3').attr('withPackages').call(Nix.raw('ps: [ ps.go ]')),
          ],
        });
        new NixModule(host, 'more', {
          options: {
            environment: {
              systemPackages: Nix.mkIf(Nix.ref('config.x.y'), Nix.raw('with pkgs; [ nodejs_22 jq firefox ]')),
            },
            users: { users: { ada: { packages: [Nix.pkg('jetbrains.idea-ultimate')] } } },
          },
        });
      });
      expect(all.map(({ code, keyPath, message }) => `${code} ${keyPath}: ${message}`)).toEqual([
        'LOCKED_DOWN_PACKAGE environment.systemPackages: gcc is on the bare host server',
        'LOCKED_DOWN_PACKAGE environment.systemPackages: python3.withPackages is on the bare host server',
        'LOCKED_DOWN_PACKAGE environment.systemPackages: python3Packages.requests is on the bare host server',
        'LOCKED_DOWN_PACKAGE environment.systemPackages: firefox is on the bare host server',
        'LOCKED_DOWN_PACKAGE environment.systemPackages: nodejs_22 is on the bare host server',
        'LOCKED_DOWN_PACKAGE users.users: jetbrains.idea-ultimate is on the bare host server',
      ]);
    });

    test('reads hand-written Nix', () => {
      const all = found((app) => {
        hostOf(app).addNix('{ pkgs, ... }: { environment.systemPackages = with pkgs; [ git docker-compose ]; }');
      });
      expect(all.map(({ message }) => message)).toEqual(['docker-compose is on the bare host server']);
    });

    test('looks into the homes on the host, with their profiles', () => {
      const all = found((app) => {
        const base = new HomeManagerProfile(app, 'base', { stateVersion: '25.11', packages: ['ripgrep', 'gnumake'] });
        const dev = new HomeManagerProfile(app, 'dev', { extends: [base], programs: { vscode: true } });
        dev.attachTo(hostOf(app).addUser('ada'), { packages: ['nodejs'] });
      });
      expect(all.map(({ path, keyPath, message }) => `${path} ${keyPath}: ${message}`)).toEqual([
        'server/ada/home-dev home-manager.users.ada.home.packages: gnumake is in the home of ada on the bare host server',
        'server/ada/home-dev home-manager.users.ada.home.packages: nodejs is in the home of ada on the bare host server',
        'server/ada/home-dev home-manager.users.ada.programs.vscode.enable: programs.vscode is on, on the bare host server (home-manager.users.ada)',
      ]);
    });

    test('can be told more, and less', () => {
      expect(onHost({ packages: ['gcc', 'python3'] }, { allow: ['gcc', 'python3*'] })).toEqual([]);
      expect(codes(onHost({ packages: ['emacs'] }, { deny: ['emacs*'] }))).toEqual(['error LOCKED_DOWN_PACKAGE']);
      expect(codes(onHost({ packages: ['gcc'] }, { severity: 'warning' as any }))).toEqual([
        'warning LOCKED_DOWN_PACKAGE',
      ]);
    });
  });

  test('finds programs and other ways in', () => {
    const options = {
      programs: { firefox: { enable: true }, mosh: { enable: true }, steam: { enable: false } },
      services: {
        xserver: { enable: true },
        zerotierone: { enable: true },
        desktopManager: { plasma6: { enable: true } },
      },
    };
    const all = onHost({ options });
    expect(all.map(({ code, keyPath }) => `${code} ${keyPath}`)).toEqual([
      'LOCKED_DOWN_PROGRAM programs.firefox.enable',
      'LOCKED_DOWN_PROGRAM services.desktopManager.plasma6.enable',
      'LOCKED_DOWN_PROGRAM services.xserver.enable',
      'LOCKED_DOWN_WAY_IN programs.mosh.enable',
      'LOCKED_DOWN_WAY_IN services.zerotierone.enable',
    ]);
    const allow = ['programs.firefox', 'mosh', 'services.*', 'services.desktopManager.plasma6'];
    expect(onHost({ options }, { allow })).toEqual([]);
  });

  test('holds the SSH server to keys', () => {
    expect(codes(onHost({ ssh: { passwordAuthentication: true, interfaces: ['eno1'] } }))).toEqual([
      'error SSH_HARDENED_PASSWORDS',
    ]);
  });

  describe('openings', () => {
    test('must name their interface', () => {
      const all = onHost({
        firewall: {
          tcpPorts: [80],
          udpPortRanges: [{ from: 5000, to: 5010 }],
          interfaces: { eno1: { tcpPorts: [443] } },
        },
      });
      expect(all.map(({ code, message }) => `${code} ${message}`)).toEqual([
        'LOCKED_DOWN_PORT TCP port 80 is open on every interface of server',
        'LOCKED_DOWN_PORT UDP port 5000-5010 is open on every interface of server',
      ]);
      expect(onHost({ firewall: { tcpPorts: [80] } }, { ports: [80] })).toEqual([]);
    });

    test('must be on the interfaces that are named to the policy', () => {
      const firewall = { interfaces: { eno1: { tcpPorts: [443] }, tailscale0: { tcpPorts: [9090] } } };
      expect(onHost({ firewall }, { interfaces: ['tailscale0'] })).toEqual([
        expect.objectContaining({
          code: 'LOCKED_DOWN_INTERFACE',
          keyPath: 'networking.firewall.interfaces.eno1.allowedTCPPorts',
          message: 'TCP port 443 of server is open on eno1',
        }),
      ]);
    });

    test('are told with who listens there, as findings about it', () => {
      const all = found((app) => {
        const host = hostOf(app, 'server', { ssh: { ports: [2222] } });
        const web = new Construct(host, 'web');
        Claims.of(web).tcpPort(8080, { purpose: 'the web interface' });
        host.firewall.allowTcp(8080);
        host.firewall.allowUdp(8080);
        host.firewall.allowTcp(2222);
        host.firewall.allowTcp(22);
      });
      expect(all.map(({ path, message }) => `${path}: ${message}`)).toEqual([
        'server: TCP port 22 is open on every interface of server',
        'server: UDP port 8080 is open on every interface of server',
        'server/web: TCP port 8080 (the web interface) is open on every interface of server',
      ]);
    });

    test('by openFirewall are found wherever that is', () => {
      const options = { services: { jellyfin: { openFirewall: true }, samba: { openFirewall: false } } };
      expect(onHost({ options })).toEqual([
        expect.objectContaining({
          code: 'LOCKED_DOWN_PORT',
          keyPath: 'services.jellyfin.openFirewall',
          path: 'server',
        }),
      ]);
    });

    test('of SSH can be held to interfaces', () => {
      expect(codes(onHost({}, { sshEverywhere: false }))).toEqual(['error LOCKED_DOWN_PORT']);
      expect(onHost({ ssh: { interfaces: ['tailscale0'] } }, { sshEverywhere: false })).toEqual([]);
    });

    test('are everything where there is no firewall, or an interface is trusted', () => {
      const all = onHost({ firewall: { enable: false, trustedInterfaces: ['eno1'] } });
      expect(all.map(({ code, keyPath }) => `${code} ${keyPath}`)).toEqual([
        'LOCKED_DOWN_NO_FIREWALL networking.firewall.enable',
        'LOCKED_DOWN_TRUSTED networking.firewall.trustedInterfaces',
      ]);
      expect(onHost({ firewall: { trustedInterfaces: ['eno1'] } }, { interfaces: ['eno1'] })).toEqual([]);
    });

    test('that go around the firewall are found', () => {
      const make = (app: App) => {
        const host = hostOf(app);
        new NixosContainer(host, 'web', { subnet: '10.9.0.0/24', forwardPorts: [{ hostPort: 8080 }] });
        host.addOptions({
          virtualisation: {
            'oci-containers': { containers: { a: { ports: ['81:80', '127.0.0.1:82:80', '[::1]:83:80'] } } },
          },
        });
      };
      expect(found(make).map(({ code, path, message }) => `${code} ${path}: ${message}`)).toEqual([
        'LOCKED_DOWN_FORWARD server: port 81 of server is forwarded to the container a from every interface',
        'LOCKED_DOWN_FORWARD server/web: port 8080 of server is forwarded to the container web from every interface',
      ]);
      expect(found(make, { ports: [81, 8080] })).toEqual([]);
    });
  });

  test('is for bare hosts: not guests, containers and WSL, unless it is told so', () => {
    const make = (app: App) => {
      const host = hostOf(app);
      const guestHost = { stateVersion: '25.11', allowNoLogin: true, packages: ['gcc'] };
      new LibvirtGuest(host, 'dev', { vcpus: 1, memoryGib: 1, host: guestHost });
      const box = new NixosContainer(host, 'box', { subnet: '10.9.0.0/24' });
      new NixModule(box.inside, 'dev', { options: { environment: { systemPackages: [Nix.pkg('gcc')] } } });
      new WslHost(app, 'wsl', { stateVersion: '25.11', defaultUser: 'ada', packages: ['gcc'] });
    };
    expect(found(make)).toEqual([]);
    expect(found(make, { includeGuests: true }).map(({ path }) => path)).toEqual(['server/dev/host']);
  });

  test('is for the host that it is added to alone', () => {
    const app = appWith();
    Aspects.of(hostOf(app, 'one', { packages: ['gcc'] })).add(new LockedDown());
    hostOf(app, 'two', { packages: ['gcc'] });
    expect(app.check().map(({ path }) => path)).toEqual(['one']);
  });

  test('takes a reason for an exception', () => {
    const app = appWith();
    const host = hostOf(app, 'server', { packages: ['python3'] });
    Aspects.of(app).add(new LockedDown());
    Policy.acknowledge(host, 'LOCKED_DOWN_PACKAGE', 'the backup script needs it');
    expect(app.check()).toEqual([]);
  });

  test('notes what it cannot look into', () => {
    const app = appWith({ 'modules/default.nix': '{ imports = [ ./x.nix ]; }', 'modules/x.nix': '{ }' });
    hostOf(app).importFile('modules');
    Aspects.of(app).add(new LockedDown());
    expect(codes(app.check())).toContain('info LOCKED_DOWN_UNSEEN');
  });
});
