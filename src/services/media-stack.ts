import { Construct } from 'constructs';
import { ClaimKind, Claims, Feature, NixModule, NixosSystem, Protocol } from '../app';
import { packageExprs } from '../app/packages';
import { Refuse, refuser } from '../app/refuse';
import { ContainerBindMount, NixosContainer } from '../containers';
import { Host } from '../hosts';
import { MEDIA_FACTS, MediaServiceName } from './media-catalogue';
import { checkMedia, servicesOf, writesMedia } from './media-checks';
import { MediaSurroundings, portsOf } from './media-options';
import { mediaFolders, mediaState, SeenFolder } from './media-places';
import { MediaPlacement, MediaStackProps } from './media-props';
import { MediaService } from './media-service';
import { releaseSince } from './service-folder';
import { listed } from '../app/compact';
import { plainOptions } from '../app/plain-options';

/**
 * Media services in a container of a host, or on the host itself: the players
 * Jellyfin and Plex, and their companions. They share a group with one number
 * everywhere; players may read the media, and those that fetch may write.
 *
 * @example
 * import { ContainerNetwork, Host, MediaStack, ZfsPool } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const rpool: ZfsPool;
 * declare const tank: ZfsPool;
 *
 * new ContainerNetwork(laddie, 'container-network', { externalInterface: 'br0' });
 * const stack = new MediaStack(laddie, 'stack', {
 *   media: [tank.addDataset('films', { mountPoint: '/mnt/films' })],
 *   state: rpool,
 *   gpu: '/dev/dri/renderD128',
 *   jellyfin: {},
 *   plex: { hostPort: 32400 },
 * });
 * const jellyfin = stack.jellyfin.endpoint;
 */
export class MediaStack extends Feature {
  /** Whether `construct` is a MediaStack. */
  public static isMediaStack(construct: any): construct is MediaStack {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The host. */
  public readonly host: Host;
  /** The container; undefined where the services run on the host. */
  public readonly container?: NixosContainer;
  /** The system that the services run in: the container's inside, or the host. */
  public readonly inside: NixosSystem;
  /** The group that all services are in. */
  public readonly group: string;
  /** The number of the group. */
  public readonly gid: number;
  /** @internal */
  public readonly _props: MediaStackProps;
  private readonly made = new Map<string, MediaService>();

  /**
   * @throws `MEDIA_PLACE` where it stands on no host; `MEDIA_ELSEWHERE` where its container runs on another one;
   * `MEDIA_RELEASE` for a service that the release of the estate does not have; `MEDIA_INTERFACES` for interfaces of
   * the host beside a container with a network of its own; `MEDIA_EMPTY`, `MEDIA_FOLDER`, `MEDIA_STATE`,
   * `MEDIA_SNAPSHOTS`, `MEDIA_GROUP`, `MEDIA_GID`, `MEDIA_GPU`, `MEDIA_GPU_UNUSED`, `MEDIA_DOWNLOADS_UNUSED`,
   * `MEDIA_HOST_PORT`, `MEDIA_CONTAINER`, `MEDIA_PRIVATE_USERS`, `MEDIA_MISSING`, `MEDIA_SETTINGS`,
   * `MEDIA_SETTINGS_SECRET` for props that contradict one another, or that NixOS and the services cannot do
   */
  constructor(scope: Construct, id: string, props: MediaStackProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    const refuse = refuser(this);
    if (!Host.isHost(this.system)) {
      refuse(
        'MEDIA_PLACE',
        `${this.system.node.path} is no host`,
        'make the stack below the host; to use a container that is there, give it: container',
      );
    }
    this.host = this.system as Host;
    this.group = props.group ?? 'media';
    this.gid = props.gid ?? 2000;
    checkMedia(props, refuse);
    this.checkReleases(props, refuse);
    if (props.container && props.container.system !== this.host) {
      refuse(
        'MEDIA_ELSEWHERE',
        `the container ${props.container.containerName} runs on ${props.container.system.systemName}`,
        'make the stack below that host',
        'container',
      );
    }

    const services = servicesOf(props);
    const writers = services.filter((each) => writesMedia(each, props.downloads !== undefined));
    const { media, downloads } = mediaFolders(props, this.host, refuse);
    const stateVersion = this.stateVersionOf(props);
    const names = services.map(([name]) => name);
    const state = mediaState(props, names, { id, host: this.host, stateVersion }, refuse);
    const readers = services.some(([name]) => MEDIA_FACTS[name].access !== 'none');
    const bindMounts: ContainerBindMount[] = [
      ...(readers ? media : []).map((each) => ({ ...each, readOnly: writers.length === 0 })),
      ...(downloads ? [{ ...downloads, readOnly: false }] : []),
      ...state.binds,
    ];
    const onHost = props.placement === MediaPlacement.HOST;
    this.container = onHost ? undefined : (props.container ?? this.makeContainer(props, bindMounts));
    if (props.container) this.lendTo(props.container, bindMounts, props.gpu);
    this.inside = this.container?.inside ?? this.host;
    const realm = this.inside._networkRealm();

    this.share(props, { media, downloads, writable: writers.length > 0, state: state.binds });
    this.openOnHost(props, realm === this.host, refuse);
    const around: MediaSurroundings = {
      server: this.container ?? this.host,
      inside: this.inside,
      realm,
      group: this.group,
      gid: this.gid,
      gpu: props.gpu,
      heldBack: onHost || writers.length > 0 ? media.map((each) => each.mountPoint) : [],
      stateFromOutside: props.state !== undefined,
      openInside: props.container !== undefined && realm !== this.host,
      everywhere: realm !== this.host || (props.interfaces ?? []).length > 0,
      since2605: releaseSince(this, '26.05'),
    };
    const place = this.container?.inside ?? this;
    for (const [name, service] of services) this.made.set(name, MediaService._make(place, name, service, name, around));
  }

  /** The services that are there. */
  public get services(): MediaService[] {
    return [...this.made.values()];
  }

  /**
   * Jellyfin.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get jellyfin(): MediaService {
    return this.service('jellyfin');
  }

  /**
   * Plex.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get plex(): MediaService {
    return this.service('plex');
  }

  /**
   * Sonarr.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get sonarr(): MediaService {
    return this.service('sonarr');
  }

  /**
   * Radarr.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get radarr(): MediaService {
    return this.service('radarr');
  }

  /**
   * Prowlarr.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get prowlarr(): MediaService {
    return this.service('prowlarr');
  }

  /**
   * Bazarr.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get bazarr(): MediaService {
    return this.service('bazarr');
  }

  /**
   * SABnzbd.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get sabnzbd(): MediaService {
    return this.service('sabnzbd');
  }

  /**
   * qBittorrent.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get qbittorrent(): MediaService {
    return this.service('qbittorrent');
  }

  /**
   * Seerr.
   * @throws `MEDIA_NO_SERVICE` where the stack has none
   */
  public get seerr(): MediaService {
    return this.service('seerr');
  }

  private service(name: MediaServiceName): MediaService {
    return (
      this.made.get(name) ??
      this._refuse(
        'MEDIA_NO_SERVICE',
        `the media stack ${this.node.id} has no ${MEDIA_FACTS[name].title}`,
        `ask for it: ${name}: {}`,
        name,
      )
    );
  }

  private checkReleases(props: MediaStackProps, refuse: Refuse): void {
    const need = (release: string, keyPath: string, what: string) => {
      if (releaseSince(this, release)) return;
      refuse(
        'MEDIA_RELEASE',
        `${what} needs NixOS ${release}`,
        `give the app a newer release, or leave ${keyPath} out`,
        keyPath,
      );
    };
    if (props.qbittorrent) need('25.11', 'qbittorrent', 'services.qbittorrent');
    if (props.jellyfin?.acceleration) {
      need('26.05', 'jellyfin.acceleration', 'services.jellyfin.hardwareAcceleration');
    }
    if (props.sabnzbd?.settings) need('26.05', 'sabnzbd.settings', 'services.sabnzbd.settings');
    for (const name of ['sonarr', 'radarr', 'prowlarr'] as const) {
      if (props[name]?.settings) need('25.05', `${name}.settings`, `services.${name}.settings`);
      if (props[name]?.port) need('25.05', `${name}.port`, `services.${name}.settings`);
    }
  }

  private stateVersionOf(props: MediaStackProps): string {
    const given = props.container && plainOptions(props.container.inside, ['system', 'stateVersion'])[0];
    return typeof given === 'string' ? given : (props.containerProps?.stateVersion ?? this.host.stateVersion);
  }

  private makeContainer(props: MediaStackProps, bindMounts: ContainerBindMount[]): NixosContainer {
    const given = props.containerProps ?? {};
    const services = servicesOf(props);
    const ports = services.map(([name, service]) => portsOf(name, service));
    const own = given.privateNetwork ?? true;
    const cable = own && given.hostBridge === undefined && !listed(given.macvlans) && !listed(given.interfaces);
    return new NixosContainer(this, 'container', {
      ...given,
      containerName: given.containerName ?? this.node.id,
      bindMounts: [...bindMounts, ...(given.bindMounts ?? [])],
      devices: [...(props.gpu === undefined ? [] : [props.gpu]), ...(given.devices ?? [])],
      forwardPorts: listed([
        ...services.flatMap(([, { hostPort }], i) =>
          hostPort === undefined ? [] : [{ hostPort, containerPort: ports[i]!.web }],
        ),
        ...(cable ? ports.flatMap((each) => each.torrent ?? []) : []).flatMap((hostPort) => [
          { hostPort },
          { hostPort, protocol: Protocol.UDP },
        ]),
        ...(given.forwardPorts ?? []),
      ]),
      allowedTcpPorts: own ? [...ports.flatMap((each) => each.openTcp), ...(given.allowedTcpPorts ?? [])] : undefined,
      allowedUdpPorts: own ? [...ports.flatMap((each) => each.openUdp), ...(given.allowedUdpPorts ?? [])] : undefined,
      allowUnfreePackages: listed([...(props.plex ? ['plexmediaserver'] : []), ...(given.allowUnfreePackages ?? [])]),
    });
  }

  /** Have a container that others made see the media, the state and the graphics card. */
  private lendTo(container: NixosContainer, mounts: readonly ContainerBindMount[], gpu: string | undefined): void {
    const required = mounts.map((mount) => mount.hostPath as string);
    for (const value of [...mounts.map(({ mountPoint }) => mountPoint), ...(gpu === undefined ? [] : [gpu])]) {
      Claims.of(this).add({ kind: ClaimKind.MOUNT_POINT, value, within: container.inside.node.path });
    }
    this.module.addOptions({
      containers: {
        [container.containerName]: {
          bindMounts: {
            ...Object.fromEntries(
              mounts.map(({ mountPoint, hostPath, readOnly }) => [
                mountPoint,
                { hostPath, isReadOnly: readOnly === false ? false : undefined },
              ]),
            ),
            ...(gpu === undefined ? {} : { [gpu]: { hostPath: gpu, isReadOnly: false } }),
          },
          allowedDevices: gpu === undefined ? undefined : [{ node: gpu, modifier: 'rw' }],
        },
      },
      systemd: {
        services: {
          [`container@${container.containerName}`]: { unitConfig: { RequiresMountsFor: listed(required) } },
        },
      },
    });
  }

  /** What the services have in common, on the host and where they run. */
  private share(
    props: MediaStackProps,
    folders: { media: SeenFolder[]; downloads?: SeenFolder; writable: boolean; state: ContainerBindMount[] },
  ): void {
    const { media, downloads, writable, state } = folders;
    const group = { users: { groups: { [this.group]: { gid: this.gid } } } };
    const graphics =
      props.gpu === undefined
        ? {}
        : {
            hardware: {
              graphics: {
                enable: true,
                extraPackages: listed(packageExprs(this, props.gpuDrivers ?? [], 'gpuDrivers')),
              },
            },
          };
    const written = [...(writable ? media : []), ...(downloads ? [downloads] : [])].map((each) => each.hostPath);
    const rules = Object.fromEntries([
      // Files made below belong to the group too.
      ...written.map((path) => [path, { d: { group: this.group, mode: '2775' } }]),
      ...state.map(({ hostPath }) => [hostPath, { d: {} }]),
    ]);
    this.module.addOptions({
      ...group,
      ...(Object.keys(rules).length > 0 ? { systemd: { tmpfiles: { settings: { [this.node.id]: rules } } } } : {}),
    });
    if (this.container) {
      const description = `What the services of ${this.node.path} have in common`;
      new NixModule(this.inside, 'media-common', { description, options: { ...group, ...graphics } });
    } else {
      this.module.addOptions(graphics);
    }
  }

  private openOnHost(props: MediaStackProps, onHostNetwork: boolean, refuse: Refuse): void {
    if (props.interfaces === undefined) return;
    if (!onHostNetwork) {
      refuse(
        'MEDIA_INTERFACES',
        'interfaces of the host are given, and the container has a network of its own',
        'give the services a hostPort: jellyfin: { hostPort: 8096 }',
        'interfaces',
      );
    }
    for (const [name, service] of servicesOf(props)) {
      const ports = portsOf(name, service);
      for (const each of props.interfaces) {
        for (const port of ports.openTcp) this.host.firewall.allowTcp(port, { interface: each });
        for (const port of ports.openUdp) this.host.firewall.allowUdp(port, { interface: each });
      }
    }
  }
}

const BRAND = Symbol.for('cosmo-nix.MediaStack');
