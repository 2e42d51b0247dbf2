import { NixosSystem, System } from '../app';
import { NixosContainer } from '../containers';
import { Host } from '../hosts';
import { Nix } from '../nix';
import { AnyServiceProps, MEDIA_FACTS, MediaServiceName } from './media-catalogue';
import { compact, listed } from '../app/compact';

/** What a service's options depend on beside its own props. */
export interface MediaSurroundings {
  /** What reaches it: its container or its host. */
  readonly server: NixosContainer | Host;
  /** The system that it runs in. */
  readonly inside: NixosSystem;
  /** The system whose network it listens on. */
  readonly realm: System;
  readonly group: string;
  readonly gid: number;
  readonly gpu?: string;
  /** Folders that its kind may only read, though they can be written to where it runs. */
  readonly heldBack: readonly string[];
  /** Whether its state is a folder that came from outside, and belongs to root at first. */
  readonly stateFromOutside: boolean;
  /** Whether ports are opened inside: in a container with a firewall of its own that the stack did not make. */
  readonly openInside: boolean;
  /** Whether others than the host itself are to reach it. */
  readonly everywhere: boolean;
  /** Whether the release of NixOS is 26.05 or newer. */
  readonly since2605: boolean;
}

/** The ports of a service that depend on its props. */
export interface MediaPorts {
  readonly web: number;
  /** By which peers reach it, TCP and UDP. */
  readonly torrent?: number[];
  /** What is opened to others: the web interface's, and those by which it is found. */
  readonly openTcp: number[];
  readonly openUdp: number[];
}

export function portsOf(name: MediaServiceName, props: AnyServiceProps): MediaPorts {
  const facts = MEDIA_FACTS[name];
  const web = facts.fixedPort ? facts.port : (props.port ?? facts.port);
  const torrent = listed(props.torrentPort === undefined ? [] : [props.torrentPort]);
  const found = props.discovery ?? false;
  return {
    web,
    torrent,
    openTcp: [web, ...(found ? (facts.discoveryTcp ?? []) : []), ...(torrent ?? [])],
    openUdp: [...(found ? (facts.discoveryUdp ?? []) : []), ...(torrent ?? [])],
  };
}

/** The options of one service. */
export function mediaServiceOptions(
  name: MediaServiceName,
  props: AnyServiceProps,
  around: MediaSurroundings,
): Record<string, any> {
  const facts = MEDIA_FACTS[name];
  const { user, access } = facts;
  const ports = portsOf(name, props);
  const player = access === 'read';
  const writes = access === 'write' || access === 'download';
  const option = name === 'seerr' && !around.since2605 ? 'jellyseerr' : name;
  const unit = {
    // What it makes can be changed by the others of the group.
    UMask: writes || props.writeMedia ? Nix.mkForce('0002') : undefined,
    ReadOnlyPaths: player && !props.writeMedia ? listed(around.heldBack) : undefined,
    ExecStart: name === 'sabnzbd' && !around.since2605 ? sabnzbdCommand(ports.web, props, around) : undefined,
  };
  const account = {
    uid: facts.uidOffset === undefined ? undefined : around.gid + facts.uidOffset,
    extraGroups: player && around.gpu !== undefined ? ['render', 'video'] : undefined,
  };
  return compact({
    services: {
      [option]: {
        enable: true,
        package: typeof props.package === 'string' ? Nix.pkg(props.package) : props.package,
        group: user === undefined ? undefined : around.group,
        ...ownOptions(name, props, ports, around),
      },
    },
    users: user === undefined ? undefined : { users: { [user]: account } },
    systemd: {
      services: { [option]: { serviceConfig: unit } },
      // Its module makes the folder, and does not take over one that is there.
      tmpfiles:
        name === 'plex' && around.stateFromOutside
          ? { settings: { plex: { [facts.state]: { d: { user: 'plex', group: around.group, mode: '0750' } } } } }
          : undefined,
    },
    networking: around.openInside
      ? { firewall: { allowedTCPPorts: ports.openTcp, allowedUDPPorts: listed(ports.openUdp) } }
      : undefined,
  });
}

/** What is called otherwise in each module. */
function ownOptions(
  name: MediaServiceName,
  props: AnyServiceProps,
  ports: MediaPorts,
  around: MediaSurroundings,
): Record<string, any> {
  const changed = ports.web === MEDIA_FACTS[name].port ? undefined : ports.web;
  const settings = props.settings ?? {};
  switch (name) {
    case 'jellyfin':
      return {
        hardwareAcceleration: props.acceleration && {
          enable: true,
          type: props.acceleration,
          device: around.gpu,
        },
      };
    case 'plex':
      return { accelerationDevices: around.gpu === undefined ? undefined : [around.gpu] };
    case 'bazarr':
      return { listenPort: changed };
    case 'seerr':
      return { port: changed };
    case 'qbittorrent':
      return { webuiPort: ports.web, torrentingPort: props.torrentPort, serverConfig: settings };
    case 'sabnzbd':
      return around.since2605
        ? {
            // Its web interface may add servers; without this it could not save them.
            allowConfigWrite: props.settings === undefined ? true : undefined,
            settings: { ...settings, misc: { host: listenAddress(around), port: ports.web, ...settings.misc } },
          }
        : {};
    default:
      return { settings: { ...settings, server: { ...settings.server, port: changed ?? settings.server?.port } } };
  }
}

function listenAddress(around: MediaSurroundings): string {
  return around.everywhere ? '0.0.0.0' : '127.0.0.1';
}

/** Before 26.05 NixOS leaves the address and port to a file that SABnzbd writes itself. */
function sabnzbdCommand(port: number, props: AnyServiceProps, around: MediaSurroundings): any {
  const { package: given } = props;
  const sabnzbd = given === undefined || typeof given === 'string' ? Nix.pkg(given ?? 'sabnzbd') : given;
  return Nix.mkForce(
    Nix.str([
      Nix.ref('lib.getExe').call(sabnzbd),
      ` -d -s ${listenAddress(around)}:${port} -f /var/lib/sabnzbd/sabnzbd.ini`,
    ]),
  );
}
