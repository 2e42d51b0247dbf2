import {
  JellyfinProps,
  MediaCompanionProps,
  MediaPlayerProps,
  MediaServiceProps,
  QbittorrentProps,
} from './media-props';

/** The names of the services, as `MediaStackProps` has them. */
export const MEDIA_SERVICES = [
  'jellyfin',
  'plex',
  'sonarr',
  'radarr',
  'prowlarr',
  'bazarr',
  'sabnzbd',
  'qbittorrent',
  'seerr',
] as const;

/** The name of a service. */
export type MediaServiceName = (typeof MEDIA_SERVICES)[number];

/** What a service can be told, whichever it is. */
export type AnyServiceProps = MediaServiceProps &
  JellyfinProps &
  MediaPlayerProps &
  MediaCompanionProps &
  QbittorrentProps;

/** What a service does with the media. */
export type MediaAccess = 'read' | 'write' | 'download' | 'none';

/** What is known of a service: what NixOS's module sets, and what its makers document. */
export interface MediaFacts {
  /** What people call it. */
  readonly title: string;
  /** The port of its web interface. */
  readonly port: number;
  /** Whether NixOS can give it another port. */
  readonly fixedPort?: boolean;
  /** Further ports that it listens on. */
  readonly tcp?: readonly number[];
  readonly udp?: readonly number[];
  /** Ports that are opened for players to find it; 1900 (SSDP) and 5353 (mDNS) are shared by who listens on them. */
  readonly discoveryTcp?: readonly number[];
  readonly discoveryUdp?: readonly number[];
  readonly access: MediaAccess;
  /** Its user; none where systemd makes one for each run. */
  readonly user?: string;
  /** The distance of its user's number from the group's, where NixOS fixes none. */
  readonly uidOffset?: number;
  /** Where it keeps what it knows. */
  readonly state: string;
  /** The option that holds its settings. */
  readonly settings?: string;
}

export const MEDIA_FACTS: Readonly<Record<MediaServiceName, MediaFacts>> = {
  jellyfin: {
    title: 'Jellyfin',
    port: 8096,
    fixedPort: true,
    tcp: [8920],
    udp: [7359],
    discoveryUdp: [1900, 7359],
    access: 'read',
    user: 'jellyfin',
    uidOffset: 1,
    state: '/var/lib/jellyfin',
  },
  plex: {
    title: 'Plex',
    port: 32400,
    fixedPort: true,
    tcp: [3005, 8324, 32469],
    udp: [32410, 32412, 32413, 32414],
    discoveryTcp: [3005, 8324, 32469],
    discoveryUdp: [1900, 5353, 32410, 32412, 32413, 32414],
    access: 'read',
    user: 'plex',
    state: '/var/lib/plex',
  },
  sonarr: {
    title: 'Sonarr',
    port: 8989,
    access: 'write',
    user: 'sonarr',
    state: '/var/lib/sonarr',
    settings: 'settings',
  },
  radarr: {
    title: 'Radarr',
    port: 7878,
    access: 'write',
    user: 'radarr',
    state: '/var/lib/radarr',
    settings: 'settings',
  },
  prowlarr: { title: 'Prowlarr', port: 9696, access: 'none', state: '/var/lib/private/prowlarr', settings: 'settings' },
  bazarr: {
    title: 'Bazarr',
    port: 6767,
    access: 'write',
    user: 'bazarr',
    uidOffset: 2,
    state: '/var/lib/bazarr',
  },
  sabnzbd: {
    title: 'SABnzbd',
    port: 8080,
    access: 'download',
    user: 'sabnzbd',
    state: '/var/lib/sabnzbd',
    settings: 'settings',
  },
  qbittorrent: {
    title: 'qBittorrent',
    port: 8081,
    access: 'download',
    user: 'qbittorrent',
    uidOffset: 3,
    state: '/var/lib/qBittorrent',
    settings: 'serverConfig',
  },
  seerr: { title: 'Seerr', port: 5055, access: 'none', state: '/var/lib/private/seerr' },
};
