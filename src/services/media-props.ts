import { FeatureProps, IMountPoint } from '../app';
import { NixosContainer, NixosContainerProps } from '../containers';
import { Expr } from '../nix';
import { ZfsPool, ZfsSnapshots } from '../storage';

/** Where services run. */
export enum MediaPlacement {
  /** In a NixOS container of the host. */
  CONTAINER = 'container',
  /** On the host itself. */
  HOST = 'host',
}

/** How Jellyfin transcodes on a graphics card. */
export enum MediaAcceleration {
  /** VA-API: AMD and Intel. */
  VAAPI = 'vaapi',
  /** Quick Sync: Intel. */
  QSV = 'qsv',
  /** NVENC: NVIDIA. */
  NVENC = 'nvenc',
  /** AMF: AMD. */
  AMF = 'amf',
  /** Video4Linux: Raspberry Pi and the like. */
  V4L2M2M = 'v4l2m2m',
  /** Rockchip. */
  RKMPP = 'rkmpp',
}

/** A folder of the host with media. */
export interface MediaFolder {
  /** Where it is on the host: an absolute path, or something that is mounted there, such as a ZFS dataset. */
  readonly folder: string | IMountPoint;
  /**
   * Where the services see it, in a container.
   * @default - the same path as on the host
   */
  readonly mountPoint?: string;
}

/** What every service of a `MediaStack` can be told; `options` and `override` go where it runs. */
export interface MediaServiceProps extends FeatureProps {
  /**
   * The package: an attribute path in `pkgs`, or an Expr.
   * @default - what NixOS sets
   */
  readonly package?: string | Expr;
  /**
   * A port of the host that leads to the service in its container, so that the network of the host reaches it.
   * @throws `MEDIA_HOST_PORT` where the stack does not make a container with a network of its own
   * @default - none: the host alone reaches it, such as a reverse proxy there
   */
  readonly hostPort?: number;
}

/** Props of a service that plays media. Its port is its own to know: 8096 for Jellyfin, 32400 for Plex. */
export interface MediaPlayerProps extends MediaServiceProps {
  /**
   * Let it write beside the media: posters, subtitles, deletions.
   * @default false
   */
  readonly writeMedia?: boolean;
  /**
   * Open the ports by which players in the same network find it. For a service on the host, or in a container that is
   * plugged into that network.
   * @default false
   */
  readonly discovery?: boolean;
}

/** Props of Jellyfin. */
export interface JellyfinProps extends MediaPlayerProps {
  /**
   * How it transcodes on the `gpu`. Written when Jellyfin starts the first time; after that its dashboard has the say.
   * Needs NixOS 26.05 or newer.
   * @default - as its dashboard says
   */
  readonly acceleration?: MediaAcceleration;
}

/** Props of a service beside the players. */
export interface MediaCompanionProps extends MediaServiceProps {
  /**
   * The port of its web interface.
   * @default - its own: Sonarr 8989, Radarr 7878, Prowlarr 9696, Bazarr 6767, SABnzbd 8080, Seerr 5055; qBittorrent
   * has 8081, as its own 8080 is SABnzbd's
   */
  readonly port?: number;
  /**
   * Its settings, as NixOS has them for it: `services.sonarr.settings` (Radarr and Prowlarr likewise),
   * `services.sabnzbd.settings`, `services.qbittorrent.serverConfig`. The Nix store holds them for everyone to read. Where
   * qBittorrent has some, its file is written anew at each start, and what was set in its web interface is gone.
   * @throws `MEDIA_SETTINGS` for Bazarr and Seerr, which keep theirs in their own files; `MEDIA_SETTINGS_SECRET` for a
   * password or a key in plain text
   * @default - none: what its web interface says
   */
  readonly settings?: Record<string, any>;
}

/** Props of qBittorrent. */
export interface QbittorrentProps extends MediaCompanionProps {
  /**
   * The port, TCP and UDP, by which other peers reach it. It is opened where the web interface's is; the host forwards
   * it to a container that is made with a cable to the host.
   * @default - one that it chooses, which nobody outside reaches
   */
  readonly torrentPort?: number;
}

/** Props of `MediaStack`. A service that is not given is not there; `{}` gives it with its defaults. */
export interface MediaStackProps extends FeatureProps {
  /**
   * Where the services run.
   * @default MediaPlacement.CONTAINER
   */
  readonly placement?: MediaPlacement;
  /**
   * A container that is there already, in place of one that the stack makes.
   * @default - one is made, with the name of the stack's id
   */
  readonly container?: NixosContainer;
  /**
   * What the container that is made is told besides: its network, its limits.
   * @default - a network of its own: a cable to the host
   */
  readonly containerProps?: NixosContainerProps;
  /**
   * Folders with media. Players may read them; Sonarr, Radarr and Bazarr may write, and downloaders where there is no
   * `downloads`. Where something writes, each folder is given to `group`, so that its members may write in it.
   * @default - none
   */
  readonly media?: (string | IMountPoint | MediaFolder)[];
  /**
   * The folder for downloads. Files can be moved from it at no cost (by hard link) only where it is in the same
   * dataset as the media; give a folder inside `media` then, in each service, and leave this out.
   * @default - a folder of the media
   */
  readonly downloads?: string | IMountPoint | MediaFolder;
  /**
   * Where the services keep what they know. A container: a folder, or a dataset that is mounted on the host, with a
   * folder for each service in it. On the host: a dataset, below which each service has one of its own. A `ZfsPool`: a
   * dataset `ID-state` is made in it, with snapshots.
   * @default - `/var/lib` of where they run
   */
  readonly state?: string | IMountPoint | ZfsPool;
  /**
   * Snapshots of the state's dataset, where `state` is a pool.
   * @default - 24 hourly and 14 daily ones
   */
  readonly stateSnapshots?: ZfsSnapshots;
  /**
   * The group that all services are in, on the host and in the container.
   * @default "media"
   */
  readonly group?: string;
  /**
   * The number of the group. Jellyfin, Bazarr and qBittorrent, whose users NixOS gives no fixed numbers, have the next
   * three, so that their files stay theirs in another container.
   * @default 2000
   */
  readonly gid?: number;
  /**
   * The graphics card's render device, for Jellyfin and Plex: `/dev/dri/renderD128`.
   * @default - none: they transcode on the processor
   */
  readonly gpu?: string;
  /**
   * Drivers for the graphics card beside those of Mesa, such as `intel-media-driver`: attribute paths in `pkgs`, or
   * Exprs.
   * @default - none
   */
  readonly gpuDrivers?: (string | Expr)[];
  /**
   * Interfaces of the host on which the services' ports are open, where they are on the network of the host.
   * @throws `MEDIA_INTERFACES` where a container has a network of its own
   * @default - none: only the host itself reaches them
   */
  readonly interfaces?: string[];
  /**
   * Jellyfin.
   * @default - not there
   */
  readonly jellyfin?: JellyfinProps;
  /**
   * Plex. It is unfree; the container that is made allows it.
   * @default - not there
   */
  readonly plex?: MediaPlayerProps;
  /**
   * Sonarr, for series.
   * @default - not there
   */
  readonly sonarr?: MediaCompanionProps;
  /**
   * Radarr, for films.
   * @default - not there
   */
  readonly radarr?: MediaCompanionProps;
  /**
   * Prowlarr, for indexers.
   * @default - not there
   */
  readonly prowlarr?: MediaCompanionProps;
  /**
   * Bazarr, for subtitles.
   * @default - not there
   */
  readonly bazarr?: MediaCompanionProps;
  /**
   * SABnzbd, a downloader for Usenet.
   * @default - not there
   */
  readonly sabnzbd?: MediaCompanionProps;
  /**
   * qBittorrent. Needs NixOS 25.11 or newer.
   * @default - not there
   */
  readonly qbittorrent?: QbittorrentProps;
  /**
   * Seerr, where people ask for media; its name was Jellyseerr before NixOS 26.05.
   * @default - not there
   */
  readonly seerr?: MediaCompanionProps;
}
