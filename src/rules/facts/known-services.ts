import { EXPORTERS, SIMPLE_SERVICES } from './simple-services';

/** A port on which a service of NixOS listens. Options are told from below the service. */
export interface KnownPort {
  /** The port where no option says another one; undefined where nothing listens then. */
  readonly port?: number;
  /** The option with the port. Text such as `:9000` or `127.0.0.1:8384` is taken apart. */
  readonly option?: string;
  /** The option with the address. */
  readonly address?: string;
  /** The address where no option says another one; everywhere where it is left out. */
  readonly on?: string;
  /** What it speaks; TCP where nothing is said. */
  readonly protocol?: 'udp' | 'both';
  /** The option that must be true for it. */
  readonly when?: string;
  /** Where that is true, it listens everywhere. */
  readonly everywhereWhen?: string;
  /** Where one of these is set, nobody knows the address. */
  readonly vagueWhen?: readonly string[];
  /** Whether `openFirewall` leaves it closed. */
  readonly kept?: boolean;
}

/** A service of NixOS whose ports are known. */
export interface KnownService {
  /** Its options begin with that. */
  readonly path: readonly string[];
  readonly ports: readonly KnownPort[];
  /** The option that opens its ports on every interface, where it has one. */
  readonly opens?: string;
  /** Whether `opens` is true unless it is set. */
  readonly opened?: boolean;
  /** Why it is not for everybody who reaches the machine, where it is not. */
  readonly internal?: string;
  /** The ports depend on what is written elsewhere in its settings. */
  readonly more?: boolean;
}

type Row = readonly [ports: readonly KnownPort[], rest?: Omit<KnownService, 'path' | 'ports'>];

const OPENS = { opens: 'openFirewall' };
const LOCAL = '127.0.0.1';
const DATABASE = 'a database is for the services that use it';
const UNKNOWN_ASKER = 'it answers whoever asks, and asks for no password by itself';
/** Settings by which dnsmasq does not listen on every address. */
const DNSMASQ_BINDS = ['bind-interfaces', 'bind-dynamic', 'interface', 'except-interface'].map(
  (key) => `settings.${key}`,
);
const METRICS = 'it tells everybody who asks what runs on the machine, and how';
const servarr = (port: number): Row => [
  [{ port, option: 'settings.server.port', address: 'settings.server.bindaddress' }],
  OPENS,
];

/** Services whose ports NixOS has elsewhere, or that are fixed. */
const OTHERS: Readonly<Record<string, Row>> = {
  openssh: [[], { ...OPENS, opened: true }], // Its ports are a list: see service-listeners.
  jellyfin: [[{ port: 8096 }, { port: 8920, kept: false }, { port: 7359, protocol: 'udp' }], OPENS],
  plex: [
    [
      { port: 32400 },
      { port: 3005 },
      { port: 8324 },
      { port: 32469 },
      { port: 32410, protocol: 'udp' },
      { port: 32412, protocol: 'udp' },
    ],
    OPENS,
  ],
  sonarr: servarr(8989),
  radarr: servarr(7878),
  lidarr: servarr(8686),
  readarr: servarr(8787),
  whisparr: servarr(6969),
  prowlarr: servarr(9696),
  bazarr: [[{ port: 6767, option: 'listenPort' }], OPENS],
  sabnzbd: [[{ port: 8080, option: 'settings.misc.port', address: 'settings.misc.host', on: LOCAL }], OPENS],
  nzbget: [[{ port: 6789, option: 'settings.ControlPort' }]],
  qbittorrent: [
    [
      { port: 8080, option: 'webuiPort' },
      { option: 'torrentingPort', protocol: 'both' },
    ],
    { ...OPENS, more: true },
  ],
  transmission: [
    [
      { port: 9091, option: 'settings.rpc-port', address: 'settings.rpc-bind-address', on: LOCAL },
      { port: 51413, option: 'settings.peer-port', protocol: 'both' },
    ],
    OPENS,
  ],
  deluge: [[], { ...OPENS, more: true }],
  'deluge.web': [[{ port: 8112, option: 'port' }], OPENS],
  grafana: [[{ port: 3000, option: 'settings.server.http_port', address: 'settings.server.http_addr', on: LOCAL }]],
  prometheus: [[{ port: 9090, option: 'port', address: 'listenAddress' }], { internal: METRICS }],
  'prometheus.alertmanager': [
    [{ port: 9093, option: 'port', address: 'listenAddress' }],
    { ...OPENS, internal: 'whoever reaches it can silence alerts' },
  ],
  'prometheus.pushgateway': [[{ port: 9091, option: 'web.listen-address' }], { internal: METRICS }],
  loki: [[{ port: 3100, option: 'configuration.server.http_listen_port' }], { internal: UNKNOWN_ASKER }],
  influxdb2: [[{ port: 8086, option: 'settings.http-bind-address' }]],
  postgresql: [
    [{ port: 5432, option: 'settings.port', on: LOCAL, everywhereWhen: 'enableTCPIP' }],
    { internal: DATABASE },
  ],
  mysql: [
    [{ port: 3306, option: 'settings.mysqld.port', address: 'settings.mysqld.bind-address' }],
    { internal: DATABASE },
  ],
  mongodb: [[{ port: 27017, address: 'bind_ip', on: LOCAL }], { internal: DATABASE }],
  clickhouse: [
    [
      { port: 8123, on: LOCAL },
      { port: 9000, on: LOCAL },
    ],
    { internal: DATABASE },
  ],
  etcd: [[{ port: 2379, on: LOCAL }], { ...OPENS, internal: DATABASE }],
  mosquitto: [[], { more: true }],
  'home-assistant': [
    [{ port: 8123, option: 'config.http.server_port', address: 'config.http.server_host' }],
    { ...OPENS, more: true },
  ],
  zigbee2mqtt: [[{ option: 'settings.frontend.port', address: 'settings.frontend.host' }]],
  samba: [[{ port: 445 }, { port: 139 }, { port: 137, protocol: 'udp' }, { port: 138, protocol: 'udp' }], OPENS],
  'samba-wsdd': [[{ port: 5357 }, { port: 3702, protocol: 'udp' }], OPENS],
  'nfs.server': [[{ port: 2049 }, { port: 111, protocol: 'both' }], { more: true }],
  rpcbind: [[{ port: 111, protocol: 'both' }], { internal: UNKNOWN_ASKER }],
  unbound: [
    [{ port: 53, option: 'settings.server.port', address: 'settings.server.interface', on: LOCAL, protocol: 'both' }],
  ],
  dnsmasq: [
    [
      {
        port: 53,
        option: 'settings.port',
        address: 'settings.listen-address',
        protocol: 'both',
        vagueWhen: DNSMASQ_BINDS,
      },
    ],
    { more: true },
  ],
  adguardhome: [
    [
      { port: 3000, option: 'port', address: 'host' },
      { port: 53, option: 'settings.dns.port', address: 'settings.dns.bind_hosts', protocol: 'both', kept: true },
    ],
    OPENS,
  ],
  blocky: [[{ port: 53, option: 'settings.ports.dns', protocol: 'both' }, { option: 'settings.ports.http' }]],
  bind: [[{ port: 53, option: 'listenOnPort', protocol: 'both' }]],
  coredns: [[], { more: true }],
  'pihole-ftl': [[{ port: 53, option: 'settings.dns.port', protocol: 'both' }], { more: true }],
  'technitium-dns-server': [[{ port: 53, protocol: 'both' }, { port: 5380 }], OPENS],
  'pdns-recursor': [[{ port: 53, option: 'dns.port', address: 'dns.address', protocol: 'both' }]],
  vaultwarden: [[{ option: 'config.ROCKET_PORT', address: 'config.ROCKET_ADDRESS', on: '?' }], { more: true }],
  gitea: [[{ port: 3000, option: 'settings.server.HTTP_PORT', address: 'settings.server.HTTP_ADDR' }], { more: true }],
  forgejo: [
    [{ port: 3000, option: 'settings.server.HTTP_PORT', address: 'settings.server.HTTP_ADDR' }],
    { more: true },
  ],
  gitlab: [[{ port: 8080, option: 'port', on: LOCAL }]],
  syncthing: [
    [
      { port: 8384, option: 'guiAddress', on: LOCAL, kept: true },
      { port: 22000, protocol: 'both' },
      { port: 21027, protocol: 'udp' },
    ],
    { opens: 'openDefaultPorts' },
  ],
  navidrome: [[{ port: 4533, option: 'settings.Port', address: 'settings.Address', on: LOCAL }], OPENS],
  'ntfy-sh': [[{ port: 2586, option: 'settings.listen-http', on: LOCAL }]],
  'uptime-kuma': [[{ port: 3001, option: 'settings.PORT', address: 'settings.HOST', on: LOCAL }]],
  'homepage-dashboard': [[{ port: 8082, option: 'listenPort' }], OPENS],
  minio: [
    [
      { port: 9000, option: 'listenAddress' },
      { port: 9001, option: 'consoleAddress' },
    ],
  ],
  actual: [[{ port: 3000, option: 'settings.port', address: 'settings.hostname' }], OPENS],
  'stirling-pdf': [[{ port: 8080, option: 'environment.SERVER_PORT' }]],
  go2rtc: [[{ port: 1984, option: 'settings.api.listen' }], { more: true }],
  printing: [[{ port: 631, on: LOCAL }], { ...OPENS, more: true }],
  avahi: [[{ port: 5353, protocol: 'udp' }], { ...OPENS, opened: true }],
  netdata: [[{ port: 19999 }], { internal: METRICS }],
  scrutiny: [[{ port: 8080, option: 'settings.web.listen.port', address: 'settings.web.listen.host' }], OPENS],
  unifi: [
    [
      { port: 8443, kept: true },
      { port: 8080 },
      { port: 8880 },
      { port: 8843 },
      { port: 6789 },
      { port: 3478, protocol: 'udp' },
      { port: 10001, protocol: 'udp' },
    ],
    OPENS,
  ],
  'calibre-web': [[{ port: 8083, option: 'listen.port', address: 'listen.ip', on: '::1' }], OPENS],
  'minecraft-server': [[{ port: 25565, option: 'serverProperties.server-port' }], { ...OPENS, more: true }],
  kavita: [[{ port: 5000, option: 'settings.Port' }]],
  lldap: [
    [
      { port: 17170, option: 'settings.http_port', address: 'settings.http_host' },
      { port: 3890, option: 'settings.ldap_port', address: 'settings.ldap_host' },
    ],
  ],
  squid: [[{ port: 3128, option: 'proxyPort', address: 'proxyAddress' }]],
  icecast: [[{ port: 8000, option: 'listen.port', address: 'listen.address' }]],
  mpd: [[{ port: 6600, option: 'network.port', address: 'network.listenAddress', on: LOCAL }]],
  gatus: [[{ port: 8080, option: 'settings.web.port', address: 'settings.web.address' }], OPENS],
  glance: [[{ port: 8080, option: 'settings.server.port', address: 'settings.server.host', on: LOCAL }], OPENS],
  sunshine: [[{ port: 47989, option: 'settings.port' }], { ...OPENS, more: true }],
  minidlna: [
    [
      { port: 8200, option: 'settings.port' },
      { port: 1900, protocol: 'udp' },
    ],
    OPENS,
  ],
  postfix: [[{ port: 25 }], { more: true }],
  chrony: [[{ port: 323, protocol: 'udp', on: LOCAL }], { more: true }],
  'matrix-conduit': [[{ port: 6167, option: 'settings.global.port', address: 'settings.global.address', on: '::1' }]],
  vault: [[{ port: 8200, option: 'address', on: LOCAL }]],
  opensearch: [[{ port: 9200, on: LOCAL }], { internal: DATABASE }],
  radicale: [[{ port: 5232, on: LOCAL }], { more: true }],
  readeck: [[{ port: 8000, option: 'settings.server.port', address: 'settings.server.host', on: LOCAL }]],
};

/** Why some of those with `services.NAME.port` are not for everybody. */
const INTERNAL: Readonly<Record<string, string>> = {
  cadvisor: METRICS,
  chromadb: DATABASE,
  couchdb: DATABASE,
  dragonflydb: DATABASE,
  elasticsearch: DATABASE,
  firebird: DATABASE,
  flaresolverr: UNKNOWN_ASKER,
  glances: METRICS,
  memcached: DATABASE,
  ollama: UNKNOWN_ASKER,
  rabbitmq: 'a message broker is for the services that use it',
  surrealdb: DATABASE,
  tika: UNKNOWN_ASKER,
  zookeeper: DATABASE,
};

let byFirst: Map<string, KnownService[]> | undefined;

/** The known services by the first name of their options below `services`. */
export function knownServices(): ReadonlyMap<string, readonly KnownService[]> {
  if (byFirst) return byFirst;
  byFirst = new Map();
  const add = (service: KnownService) => {
    const [first] = service.path;
    const before = byFirst!.get(first!);
    if (before) before.push(service);
    else byFirst!.set(first!, [service]);
  };
  for (const [name, [ports, rest]] of Object.entries(OTHERS)) add({ path: name.split('.'), ports, ...rest });
  for (const [name, { port, address, on, protocol, opens }] of Object.entries(SIMPLE_SERVICES)) {
    if (OTHERS[name]) continue;
    add({
      path: [name],
      ports: [{ port, option: 'port', address, on, protocol }],
      opens: opens ? 'openFirewall' : undefined,
      internal: INTERNAL[name],
    });
  }
  return byFirst;
}

/** An exporter of Prometheus; undefined where its port is not known. */
export function exporter(name: string): KnownService | undefined {
  const port = EXPORTERS[name];
  if (port === undefined) return undefined;
  return {
    path: ['prometheus', 'exporters', name],
    ports: [{ port, option: 'port', address: 'listenAddress' }],
    opens: 'openFirewall',
    internal: METRICS,
  };
}
