import { ContainerNetwork, NixosContainer } from '../../src/containers';
import { HostProps } from '../../src/hosts';
import { Nix } from '../../src/nix';
import { MediaAcceleration, MediaPlacement, MediaStack, MediaStackProps, ReverseProxy } from '../../src/services';
import { ZfsPool } from '../../src/storage';
import { newApp, project } from '../support/estate';
import { evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix } from '../support/nix';
import { codes, file, hostOf } from '../support/small-estate';

function estate(release?: string, props: Partial<HostProps> = {}) {
  const app = newApp({ release: release ?? '26.05' });
  const host = hostOf(app, 'server', {
    stateVersion: (release ?? '') < '25.11' && release ? '24.11' : '25.11',
    ...props,
  });
  new ContainerNetwork(host, 'container-network', { externalInterface: 'enp4s0' });
  const tank = new ZfsPool(host, 'tank');
  const media = tank.addDataset('media', { mountPoint: '/mnt/media' });
  return { app, host, tank, media };
}

function stack(props: Partial<MediaStackProps>, release?: string, hostProps?: Partial<HostProps>) {
  const { app, host, tank, media } = estate(release, hostProps);
  return { app, host, tank, stack: new MediaStack(host, 'media', { media: [media], ...props }) };
}

const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('MediaStack', () => {
  test('plays media that it may only read, with a graphics card', () => {
    const { app, stack: media } = stack({ gpu: '/dev/dri/renderD128', jellyfin: {}, plex: {} });
    expect(file(app, 'hosts/server/media-container.nix')).toMatchInlineSnapshot(`
     "{ inputs, ... }:
     {
       containers.media = {
         autoStart = true;
         privateNetwork = true;
         hostAddress = "10.233.74.1";
         localAddress = "10.233.74.2";
         bindMounts = {
           "/mnt/media".hostPath = "/mnt/media";
           "/dev/dri/renderD128" = {
             hostPath = "/dev/dri/renderD128";
             isReadOnly = false;
           };
         };
         allowedDevices = [
           {
             node = "/dev/dri/renderD128";
             modifier = "rw";
           }
         ];
         specialArgs = { inherit inputs; };
         config = ./media;
       };
       systemd.services."container@media".unitConfig.RequiresMountsFor = [ "/mnt/media" ];
     }
     "
    `);
    expect(file(app, 'hosts/server/media.nix')).toBe('{\n  users.groups.media.gid = 2000;\n}\n');
    expect(file(app, 'hosts/server/media/media-common.nix')).toMatchInlineSnapshot(`
     "{
       users.groups.media.gid = 2000;
       hardware.graphics.enable = true;
     }
     "
    `);
    expect(file(app, 'hosts/server/media/jellyfin.nix')).toMatchInlineSnapshot(`
     "{
       services.jellyfin = {
         enable = true;
         group = "media";
       };
       users.users.jellyfin = {
         uid = 2001;
         extraGroups = [
           "render"
           "video"
         ];
       };
     }
     "
    `);
    expect(file(app, 'hosts/server/media/plex.nix')).toMatchInlineSnapshot(`
     "{
       services.plex = {
         enable = true;
         group = "media";
         accelerationDevices = [ "/dev/dri/renderD128" ];
       };
       users.users.plex.extraGroups = [
         "render"
         "video"
       ];
     }
     "
    `);
    expect(file(app, 'hosts/server/media/nixpkgs.nix')).toContain('"plexmediaserver"');
    expect(media.services.map(({ serviceName }) => serviceName)).toEqual(['jellyfin', 'plex']);
    expect(media.plex.endpoint.port).toBe(32400);
    expect(media.jellyfin.endpoint.url('http')).toBe(`http://${media.container!.address}:8096`);
    expect(codes(app.check())).toEqual([]);
  });

  test('lets those that fetch write, and holds the players back', () => {
    const { app } = stack({ jellyfin: {}, sonarr: {} });
    expect(flat(file(app, 'hosts/server/media-container.nix'))).toContain(
      '"/mnt/media" = { hostPath = "/mnt/media"; isReadOnly = false; };',
    );
    expect(file(app, 'hosts/server/media/jellyfin.nix')).toContain('ReadOnlyPaths = [ "/mnt/media" ];');
    expect(file(app, 'hosts/server/media/sonarr.nix')).toContain('UMask = lib.mkForce "0002";');
    expect(flat(file(app, 'hosts/server/media.nix'))).toContain(
      'settings.media."/mnt/media".d = { group = "media"; mode = "2775"; };',
    );
  });

  test('lets a player write where it is told so', () => {
    const { app } = stack({ jellyfin: { writeMedia: true }, plex: {} });
    expect(flat(file(app, 'hosts/server/media-container.nix'))).toContain('isReadOnly = false');
    expect(file(app, 'hosts/server/media/jellyfin.nix')).not.toContain('ReadOnlyPaths');
    expect(file(app, 'hosts/server/media/plex.nix')).toContain('ReadOnlyPaths');
  });

  test('keeps downloads apart, so that a downloader cannot write among the media', () => {
    const { app } = stack({
      downloads: { folder: '/srv/downloads', mountPoint: '/downloads' },
      jellyfin: {},
      sabnzbd: {},
    });
    const text = flat(file(app, 'hosts/server/media-container.nix'));
    expect(text).toContain('"/mnt/media".hostPath = "/mnt/media";');
    expect(text).toContain('"/downloads" = { hostPath = "/srv/downloads"; isReadOnly = false; };');
    expect(file(app, 'hosts/server/media.nix')).toContain('"/srv/downloads".d');
    expect(file(app, 'hosts/server/media.nix')).not.toContain('/mnt/media');
  });

  test('keeps the state in a dataset of its own, with snapshots', () => {
    const { app, host, media } = estate();
    const rpool = new ZfsPool(host, 'rpool');
    new MediaStack(host, 'media', { media: [media], state: rpool, jellyfin: {}, plex: {}, prowlarr: {}, seerr: {} });
    expect(file(app, 'hosts/server/rpool.nix')).toMatchInlineSnapshot(`
     "{
       fileSystems."/var/lib/media-state" = {
         device = "rpool/media-state";
         fsType = "zfs";
       };
       services.sanoid.datasets."rpool/media-state" = {
         hourly = 24;
         daily = 14;
         monthly = 0;
       };
     }
     "
    `);
    expect(file(app, 'hosts/server/media.nix')).toMatchInlineSnapshot(`
     "{
       users.groups.media.gid = 2000;
       systemd.tmpfiles.settings.media = {
         "/var/lib/media-state/jellyfin".d = { };
         "/var/lib/media-state/plex".d = { };
         "/var/lib/media-state/prowlarr".d = { };
         "/var/lib/media-state/seerr".d = { };
       };
     }
     "
    `);
    const text = flat(file(app, 'hosts/server/media-container.nix'));
    expect(text).toContain(
      '"/var/lib/jellyfin" = { hostPath = "/var/lib/media-state/jellyfin"; isReadOnly = false; };',
    );
    // systemd keeps what belongs to a user of one run below private; the server was made with 25.11.
    expect(text).toContain('"/var/lib/private/prowlarr" =');
    expect(text).toContain('"/var/lib/private/jellyseerr" =');
    expect(text).toContain('RequiresMountsFor = [ "/mnt/media" "/var/lib/media-state/jellyfin"');
    expect(flat(file(app, 'hosts/server/media/plex.nix'))).toContain(
      '"/var/lib/plex".d = { user = "plex"; group = "media"; mode = "0750"; };',
    );
    expect(codes(app.check())).toEqual([]);
  });

  test('takes other snapshots, a folder, or a dataset for the state', () => {
    const { app, tank } = stack({ jellyfin: {}, state: '/srv/state' });
    expect(tank._datasets.map(({ zfsName }) => zfsName)).toEqual(['tank/media']);
    expect(file(app, 'hosts/server/media-container.nix')).toContain('hostPath = "/srv/state/jellyfin";');
    const second = estate();
    const state = second.tank.addDataset('app', { mountPoint: '/srv/app' });
    new MediaStack(second.host, 'media', { media: ['/srv/media'], state, jellyfin: {} });
    expect(file(second.app, 'hosts/server/media-container.nix')).toContain('hostPath = "/srv/app/jellyfin";');
    const third = estate();
    new MediaStack(third.host, 'm', { media: ['/m'], state: third.tank, stateSnapshots: { daily: 3 }, jellyfin: {} });
    expect(flat(file(third.app, 'hosts/server/tank.nix'))).toContain('"tank/m-state" = { hourly = 24; daily = 3;');
  });

  test('runs on the host, each service with a dataset of its own', () => {
    const { app, host, media } = estate('26.05', { allowUnfreePackages: ['plexmediaserver'] });
    const fast = new ZfsPool(host, 'fast');
    const on = new MediaStack(host, 'media', {
      placement: MediaPlacement.HOST,
      media: [media],
      state: fast,
      interfaces: ['eno1'],
      gpu: '/dev/dri/renderD128',
      gpuDrivers: ['intel-media-driver', Nix.pkg('vpl-gpu-rt')],
      jellyfin: { discovery: true, acceleration: MediaAcceleration.QSV },
      plex: {},
      sabnzbd: {},
    });
    expect(on.container).toBeUndefined();
    expect(on.inside).toBe(host);
    expect(on.jellyfin.endpoint.address).toBe('server:8096');
    expect(fast._datasets.map(({ zfsName, mountPoint }) => [zfsName, mountPoint])).toEqual([
      ['fast/media-state', undefined],
      ['fast/media-state/jellyfin', '/var/lib/jellyfin'],
      ['fast/media-state/plex', '/var/lib/plex'],
      ['fast/media-state/sabnzbd', '/var/lib/sabnzbd'],
    ]);
    expect(file(app, 'hosts/server/fast.nix')).toContain('recursive = true;');
    expect(file(app, 'hosts/server/media.nix')).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       users.groups.media.gid = 2000;
       systemd.tmpfiles.settings.media."/mnt/media".d = {
         group = "media";
         mode = "2775";
       };
       hardware.graphics = {
         enable = true;
         extraPackages = [
           pkgs.intel-media-driver
           pkgs.vpl-gpu-rt
         ];
       };
     }
     "
    `);
    expect(file(app, 'hosts/server/media-jellyfin.nix')).toMatchInlineSnapshot(`
     "{
       services.jellyfin = {
         enable = true;
         group = "media";
         hardwareAcceleration = {
           enable = true;
           type = "qsv";
           device = "/dev/dri/renderD128";
         };
       };
       users.users.jellyfin = {
         uid = 2001;
         extraGroups = [
           "render"
           "video"
         ];
       };
       systemd.services.jellyfin.serviceConfig.ReadOnlyPaths = [ "/mnt/media" ];
     }
     "
    `);
    expect(flat(file(app, 'hosts/server/firewall.nix'))).toContain(
      'interfaces.eno1 = { allowedTCPPorts = [ 8080 8096 32400 ]; allowedUDPPorts = [ 1900 7359 ]; };',
    );
    expect(app.render()['hosts/server/media-container.nix']).toBeUndefined();
    expect(codes(app.check())).toEqual([]);
  });

  test('listens for the host alone where nobody else is let in', () => {
    const { app } = stack({ placement: MediaPlacement.HOST, sabnzbd: {} });
    expect(file(app, 'hosts/server/media-sabnzbd.nix')).toContain('host = "127.0.0.1";');
    expect(app.render()['hosts/server/firewall.nix']).toBeUndefined();
  });

  test('uses a container that is there', () => {
    const { app, host, media } = estate();
    const container = new NixosContainer(host, 'box', { allowUnfreePackages: ['plexmediaserver'] });
    const on = new MediaStack(host, 'media', { container, media: [media], gpu: '/dev/dri/renderD128', plex: {} });
    expect(on.container).toBe(container);
    expect(MediaStack.isMediaStack(on)).toBe(true);
    expect(MediaStack.isMediaStack(container)).toBe(false);
    expect(file(app, 'hosts/server/media.nix')).toMatchInlineSnapshot(`
     "{
       containers.box = {
         bindMounts = {
           "/mnt/media".hostPath = "/mnt/media";
           "/dev/dri/renderD128" = {
             hostPath = "/dev/dri/renderD128";
             isReadOnly = false;
           };
         };
         allowedDevices = [
           {
             node = "/dev/dri/renderD128";
             modifier = "rw";
           }
         ];
       };
       systemd.services."container@box".unitConfig.RequiresMountsFor = [ "/mnt/media" ];
       users.groups.media.gid = 2000;
     }
     "
    `);
    expect(file(app, 'hosts/server/box/plex.nix')).toContain('networking.firewall.allowedTCPPorts = [ 32400 ];');
    expect(codes(app.check())).toEqual([]);
  });

  test('knows ports that do not collide', () => {
    const all = { sonarr: {}, radarr: {}, prowlarr: {}, bazarr: {}, sabnzbd: {}, qbittorrent: {}, seerr: {} };
    const { app, stack: on } = stack({ jellyfin: {}, plex: {}, ...all });
    expect(codes(app.check())).toEqual([]);
    expect(on.services.map(({ port }) => port)).toEqual([8096, 32400, 8989, 7878, 9696, 6767, 8080, 8081, 5055]);
    expect(on.services).toEqual([
      on.jellyfin,
      on.plex,
      on.sonarr,
      on.radarr,
      on.prowlarr,
      on.bazarr,
      on.sabnzbd,
      on.qbittorrent,
      on.seerr,
    ]);
  });

  test('changes a port everywhere', () => {
    const at = (port?: number) => {
      const { app, stack: on } = stack({
        sonarr: { port, hostPort: 80 },
        bazarr: { port: 6868 },
        seerr: { port: 5056 },
      });
      const texts = ['media/sonarr', 'media/container', 'media-container'].map((name) =>
        file(app, `hosts/server/${name}.nix`),
      );
      return [on.sonarr.endpoint.port, ...texts.map(flat), file(app, 'hosts/server/media/bazarr.nix')] as const;
    };
    const [, service, firewall, forward] = at();
    expect(service).not.toContain('port');
    expect(firewall).toContain('[ 5056 6868 8989 ]');
    expect(forward).toContain('{ hostPort = 80; containerPort = 8989; }');
    const changed = at(9000);
    expect(changed[0]).toBe(9000);
    expect(changed[1]).toContain('settings.server.port = 9000;');
    expect(changed[2]).toContain('[ 5056 6868 9000 ]');
    expect(changed[3]).toContain('containerPort = 9000;');
    expect(changed[4]).toContain('listenPort = 6868;');
  });

  test('is found by a reverse proxy, wherever its ports are', () => {
    const proxied = (port?: number) => {
      const { app, host, stack: on } = stack({ jellyfin: {}, sonarr: { port } });
      const proxy = new ReverseProxy(host, 'proxy', { interfaces: ['eno1'] });
      proxy.route('jellyfin.home.example', on.jellyfin.endpoint);
      proxy.route('sonarr.home.example', on.sonarr.endpoint);
      expect(codes(app.check()).filter((code) => code.startsWith('error'))).toEqual([]);
      return [file(app, 'hosts/server/proxy.nix'), on.container!.address] as const;
    };
    const [text, address] = proxied();
    expect(text).toContain(`${address}:8096`);
    expect(text).toContain(`${address}:8989`);
    const [changed] = proxied(9000);
    expect(changed).toContain(`${address}:9000`);
    expect(changed).not.toContain('8989');
  });

  test('finds two services on one port, wherever they stand', () => {
    expect(codes(stack({ sonarr: { port: 7878 }, radarr: {} }).app.check())).toEqual(['error TCP_PORT_TAKEN']);
    const { app, host } = stack({ placement: MediaPlacement.HOST, jellyfin: {} });
    new NixosContainer(host, 'other', { forwardPorts: [{ hostPort: 8096 }] });
    expect(codes(app.check())).toEqual(['error TCP_PORT_TAKEN']);
    // In a container each has a network of its own.
    const two = estate();
    new MediaStack(two.host, 'one', { media: ['/srv/m'], jellyfin: {} });
    new MediaStack(two.host, 'two', { media: ['/srv/m'], jellyfin: {} });
    expect(codes(two.app.check())).toEqual([]);
  });

  test('has peers reach qBittorrent through the host', () => {
    const { app } = stack({
      qbittorrent: { torrentPort: 51413, settings: { Preferences: { General: { Locale: 'en' } } } },
    });
    const text = flat(file(app, 'hosts/server/media-container.nix'));
    expect(text).toContain('forwardPorts = [ { hostPort = 51413; } { hostPort = 51413; protocol = "udp"; } ];');
    expect(flat(file(app, 'hosts/server/media/qbittorrent.nix'))).toContain(
      'webuiPort = 8081; torrentingPort = 51413; serverConfig.Preferences.General.Locale = "en";',
    );
    const bridged = stack({
      containerProps: { hostBridge: 'br0', localAddress: '192.168.1.5/24' },
      qbittorrent: { torrentPort: 51413 },
    });
    expect(file(bridged.app, 'hosts/server/media-container.nix')).not.toContain('forwardPorts');
    expect(flat(file(bridged.app, 'hosts/server/media/container.nix'))).toContain('allowedUDPPorts = [ 51413 ]');
  });

  test('follows the release of NixOS', () => {
    const old = stack({ sabnzbd: { port: 8090 }, seerr: {} }, '25.11');
    expect(file(old.app, 'hosts/server/media/seerr.nix')).toContain('services.jellyseerr.enable = true;');
    expect(file(old.app, 'hosts/server/media/sabnzbd.nix')).toContain(
      'ExecStart = lib.mkForce "${lib.getExe pkgs.sabnzbd} -d -s 0.0.0.0:8090 -f /var/lib/sabnzbd/sabnzbd.ini";',
    );
    const now = stack({ sabnzbd: { port: 8090 }, seerr: {}, jellyfin: {} }, 'unstable');
    expect(file(now.app, 'hosts/server/media/seerr.nix')).toContain('services.seerr.enable = true;');
    expect(flat(file(now.app, 'hosts/server/media/sabnzbd.nix'))).toContain(
      'allowConfigWrite = true; settings.misc = { host = "0.0.0.0"; port = 8090; };',
    );
    const made = stack({ state: '/s', seerr: {}, containerProps: { stateVersion: '26.05' } });
    expect(file(made.app, 'hosts/server/media-container.nix')).toContain('"/var/lib/private/seerr"');
  });

  test('hands packages, settings and escape hatches to where a service runs', () => {
    const { app } = stack({
      options: { environment: { etc: { marker: { text: 'x' } } } },
      sonarr: {
        package: 'sonarr_4',
        settings: { log: { level: 'info' } },
        options: { services: { sonarr: { openFirewall: true } } },
        override: { 'systemd.services.sonarr.serviceConfig.UMask': '0007' },
      },
      radarr: { package: Nix.raw('pkgs.radarr.override { }') },
    });
    const text = file(app, 'hosts/server/media/sonarr.nix');
    for (const part of ['package = pkgs.sonarr_4;', 'log.level = "info"', 'openFirewall = true;', 'UMask = "0007";']) {
      expect(text).toContain(part);
    }
    expect(file(app, 'hosts/server/media.nix')).toContain('etc.marker');
  });

  const refused: [string, Partial<MediaStackProps>, string?][] = [
    ['MEDIA_EMPTY', {}],
    ['MEDIA_MISSING', { media: [], jellyfin: {} }],
    ['MEDIA_FOLDER', { media: ['mnt/media'], jellyfin: {} }],
    ['MEDIA_FOLDER', { media: [{ folder: '/a', mountPoint: '/b' }], placement: MediaPlacement.HOST, jellyfin: {} }],
    ['MEDIA_UNMOUNTED', { media: [{ mountPoint: undefined }], jellyfin: {} }],
    ['MEDIA_UNMOUNTED', { state: { mountPoint: undefined }, jellyfin: {} }],
    ['MEDIA_STATE', { state: '/srv/state', placement: MediaPlacement.HOST, jellyfin: {} }],
    ['MEDIA_SNAPSHOTS', { state: '/srv/state', stateSnapshots: { daily: 1 }, jellyfin: {} }],
    ['MEDIA_DOWNLOADS_UNUSED', { downloads: '/d', jellyfin: {} }],
    ['MEDIA_GPU', { gpu: '/dev/dri/card0', jellyfin: {} }],
    ['MEDIA_GPU', { gpuDrivers: ['intel-media-driver'], jellyfin: {} }],
    ['MEDIA_GPU', { jellyfin: { acceleration: MediaAcceleration.VAAPI } }],
    ['MEDIA_GPU_UNUSED', { gpu: '/dev/dri/renderD128', sonarr: {} }],
    ['MEDIA_CONTAINER', { placement: MediaPlacement.HOST, containerProps: {}, jellyfin: {} }],
    ['MEDIA_PRIVATE_USERS', { containerProps: { privateUsers: 'pick' }, jellyfin: {} }],
    ['MEDIA_HOST_PORT', { placement: MediaPlacement.HOST, jellyfin: { hostPort: 80 } }],
    ['MEDIA_HOST_PORT', { containerProps: { privateNetwork: false }, jellyfin: { hostPort: 80 } }],
    ['MEDIA_INTERFACES', { interfaces: ['eno1'], jellyfin: {} }],
    ['MEDIA_SETTINGS', { bazarr: { settings: { a: 1 } } }],
    ['MEDIA_SETTINGS_SECRET', { sabnzbd: { settings: { misc: { api_key: 'abc' } } } }],
    ['MEDIA_GROUP', { group: 'Media', jellyfin: {} }],
    ['MEDIA_GID', { gid: 100, jellyfin: {} }],
    ['MEDIA_RELEASE', { qbittorrent: {} }, '25.05'],
    ['MEDIA_RELEASE', { gpu: '/dev/dri/renderD128', jellyfin: { acceleration: MediaAcceleration.QSV } }, '25.11'],
    ['MEDIA_RELEASE', { sabnzbd: { settings: {} } }, '25.11'],
    ['MEDIA_RELEASE', { sonarr: { port: 80 } }, '24.11'],
    ['MEDIA_RELEASE', { radarr: { settings: {} } }, '24.11'],
    ['PORT_OUT_OF_RANGE', { sonarr: { port: 0 }, placement: MediaPlacement.HOST }],
    ['CONTAINER_NAME_TOO_LONG', { containerProps: { containerName: 'media-services' }, jellyfin: {} }],
  ];
  test.each(refused.map(([code, props, release]) => ({ code, props, release })))(
    'refuses with $code',
    ({ code, props, release }) => {
      expect(() => stack(props, release)).toThrow(code);
    },
  );

  test('refuses what stands on another host, or on none', () => {
    const { app, host } = estate();
    const other = hostOf(app, 'other');
    const pool = new ZfsPool(other, 'far');
    const dataset = pool.addDataset('media', { mountPoint: '/media' });
    const container = new NixosContainer(other, 'box');
    expect(() => new MediaStack(host, 'a', { media: [dataset], jellyfin: {} })).toThrow('MEDIA_ELSEWHERE');
    expect(() => new MediaStack(host, 'b', { media: ['/m'], state: pool, jellyfin: {} })).toThrow('MEDIA_ELSEWHERE');
    expect(() => new MediaStack(host, 'c', { media: ['/m'], container, jellyfin: {} })).toThrow('MEDIA_ELSEWHERE');
    expect(() => new MediaStack(container.inside, 'd', { media: ['/m'], jellyfin: {} })).toThrow('MEDIA_PLACE');
    const state = dataset;
    const props = { placement: MediaPlacement.HOST, media: ['/m'], state, jellyfin: {} };
    expect(() => new MediaStack(host, 'e', props)).toThrow('MEDIA_ELSEWHERE');
  });

  test('refuses props for a container that others made, and a service that is not there', () => {
    const { host } = estate();
    const container = new NixosContainer(host, 'box');
    const give = (id: string, props: Partial<MediaStackProps>) =>
      new MediaStack(host, id, { container, media: ['/m'], jellyfin: {}, ...props });
    expect(() => give('a', { containerProps: { memoryMib: 1 } })).toThrow('MEDIA_CONTAINER');
    expect(() => give('b', { jellyfin: { hostPort: 1 } })).toThrow('MEDIA_HOST_PORT');
    expect(() => give('c', {}).plex).toThrow('MEDIA_NO_SERVICE');
  });

  test('finds what the container that others made sees there already', () => {
    const { app, host } = estate();
    const container = new NixosContainer(host, 'box', {
      bindMounts: [{ mountPoint: '/srv/m', hostPath: '/srv/other' }],
    });
    new MediaStack(host, 'media', { container, media: ['/srv/m'], jellyfin: {} });
    expect(codes(app.check())).toEqual(['error MOUNT_POINT_TAKEN']);
  });

  test('finds a group of another number, and Plex where unfree packages are not allowed', () => {
    const other = stack({ jellyfin: {} }, undefined, { groups: { media: { gid: 500 } } });
    expect(codes(other.app.check())).toEqual(['error OPTION_CONFLICT']);
    const forced = { users: { groups: { media: { gid: Nix.mkForce(500) } } } };
    const otherwise = stack({ jellyfin: {} }, undefined, { options: forced });
    expect(codes(otherwise.app.check())).toEqual(['error MEDIA_GROUP_TAKEN']);
    const same = stack({ gid: 3000, jellyfin: {} }, undefined, { groups: { media: { gid: 3000 } } });
    expect(codes(same.app.check())).toEqual([]);
    const plex = { placement: MediaPlacement.HOST, plex: {} };
    expect(codes(stack(plex).app.check())).toEqual(['error MEDIA_PLEX_UNFREE']);
    expect(codes(stack(plex, undefined, { allowUnfreePackages: ['steam'] }).app.check())).toEqual([
      'error MEDIA_PLEX_UNFREE',
    ]);
    expect(codes(stack(plex, undefined, { allowUnfree: true }).app.check())).toEqual([]);
    const by = { allowUnfreePredicate: Nix.raw('_: true') };
    expect(codes(stack(plex, undefined, { nixpkgsConfig: by }).app.check())).toEqual([]);
  });
});

describeWithNix('a media stack, evaluated', () => {
  test('sets what its services need', () => {
    const { app } = stack({
      placement: MediaPlacement.HOST,
      gpu: '/dev/dri/renderD128',
      jellyfin: {},
      sonarr: { port: 9000 },
    });
    const { server } = evaluateFlake(project(app.render())).systems;
    expect(server!.services).toMatchObject({
      jellyfin: { enable: true, group: 'media' },
      sonarr: { enable: true, group: 'media', settings: { server: { port: 9000 } } },
    });
    expect(server!.systemd.services.sonarr.serviceConfig.UMask).toBe('0002');
    expect(server!.users).toMatchObject({
      groups: { media: { gid: 2000 } },
      users: { jellyfin: { uid: 2001, extraGroups: ['render', 'video'] } },
    });
    expect(server!.hardware.graphics.enable).toBe(true);
  });
});
