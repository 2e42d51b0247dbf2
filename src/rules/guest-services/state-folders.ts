/** Where services of NixOS keep what must not be lost, and the option that says another place. */
export interface StateFolder {
  readonly folder: string;
  readonly option?: string;
}

const at = (folder: string, option?: string): StateFolder => ({ folder, option });
/** Services that keep it below `/var/lib`, in a folder of their own name that `dataDir` moves. */
const BY_NAME = [
  'audiobookshelf',
  'bazarr',
  'caddy',
  'freshrss',
  'grafana',
  'jellyfin',
  'lidarr',
  'loki',
  'matrix-synapse',
  'mosquitto',
  'mysql',
  'paperless',
  'plex',
  'postgresql',
  'prowlarr',
  'radarr',
  'readarr',
  'sonarr',
  'syncthing',
  'zigbee2mqtt',
];

/** By the name below `services`. */
export const STATE_FOLDERS: ReadonlyMap<string, StateFolder> = new Map<string, StateFolder>([
  ...BY_NAME.map((name) => [name, at(`/var/lib/${name}`, 'dataDir')] as const),
  ['adguardhome', at('/var/lib/AdGuardHome')],
  ['forgejo', at('/var/lib/forgejo', 'stateDir')],
  ['gitea', at('/var/lib/gitea', 'stateDir')],
  ['gitlab', at('/var/gitlab', 'statePath')],
  ['headscale', at('/var/lib/headscale')],
  ['home-assistant', at('/var/lib/hass', 'configDir')],
  ['immich', at('/var/lib/immich', 'mediaLocation')],
  ['influxdb2', at('/var/lib/influxdb2')],
  ['mongodb', at('/var/db/mongodb', 'dbpath')],
  ['navidrome', at('/var/lib/navidrome')],
  ['nextcloud', at('/var/lib/nextcloud', 'home')],
  ['node-red', at('/var/lib/node-red', 'userDir')],
  ['ntfy-sh', at('/var/lib/ntfy-sh')],
  ['openldap', at('/var/lib/openldap')],
  ['prometheus', at('/var/lib/prometheus2')],
  ['sabnzbd', at('/var/lib/sabnzbd')],
  ['step-ca', at('/var/lib/step-ca')],
  ['tailscale', at('/var/lib/tailscale')],
  ['transmission', at('/var/lib/transmission', 'home')],
  ['unifi', at('/var/lib/unifi')],
  ['uptime-kuma', at('/var/lib/uptime-kuma')],
  ['vaultwarden', at('/var/lib/vaultwarden')],
]);
