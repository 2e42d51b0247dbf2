import { Construct } from 'constructs';
import { App, Claims, Connections, Feature, NixosSystem, Protocol } from '../app';
import { plainOptions } from '../app/plain-options';
import { Refuse, refuser } from '../app/refuse';
import { Host, NetworkBackend } from '../hosts';
import { Complain, dnsNames, DnsEntry } from './dns-names';
import { dnsmasqOptions, DnsSpec, unboundOptions } from './dns-options';
import { DnsProps, DnsServer } from './dns-props';
import { isDnsName } from './dns-record';
import { Listen, listen, openPorts } from './listen';
import { compact } from '../app/compact';
import { formatNetwork, IpPrefix, parsePrefix, isLoopback } from '../app/ip';

/** Networks that are nobody's on the internet, Tailscale's among them. */
const PRIVATE_NETWORKS = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10'];

/**
 * Names for everything in the estate: its hosts, containers and guests by
 * their names and addresses, and every name of its reverse proxies by the
 * address of the proxy. Nothing is listed: who is added to the estate is answered for.
 *
 * @example
 * import { Dns, DnsUpstream, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // Answers for every machine, container and guest of the estate, and for the names of its proxies.
 * new Dns(laddie, 'dns', { interfaces: ['br0'], upstreams: [DnsUpstream.tls('9.9.9.9', 'dns.quad9.net')] });
 */
export class Dns extends Feature {
  /** Whether `construct` is a Dns. */
  public static isDns(construct: any): construct is Dns {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The domain of the estate's names. */
  public readonly domain: string;
  /** The program. */
  public readonly server: DnsServer;
  /** @internal */
  public readonly _props: DnsProps;
  private readonly listen: Listen;
  private readonly networks: IpPrefix[];

  /**
   * @throws `DNS_SYSTEM` on a System that is no NixOS; `DNS_DOMAIN`, `DNS_NETWORK`, `DNS_NAME` for what is none;
   * `DNS_UPSTREAM` for upstreams that the program cannot use; `LISTEN_ADDRESS`, `LISTEN_OPEN_TWICE`, `INTERFACE_NAME`
   * for where it is to listen
   */
  constructor(scope: Construct, id: string, props: DnsProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = refuser(this);
    if (!NixosSystem.isNixosSystem(this.system)) {
      refuse(
        'DNS_SYSTEM',
        `${this.system.node.path} runs no NixOS`,
        'make it below a host or the inside of a container',
      );
    }
    this._props = props;
    this.server = props.server ?? DnsServer.UNBOUND;
    this.domain = (props.domain ?? 'home.arpa').toLowerCase();
    if (!isDnsName(this.domain)) {
      refuse(
        'DNS_DOMAIN',
        `"${props.domain}" is no domain`,
        "give one such as 'home.arpa' or 'home.example'",
        'domain',
      );
    }
    this.networks = (props.networks ?? []).map((text, i) => network(text, `networks[${i}]`, refuse));
    (props.allowFrom ?? []).forEach((text, i) => network(text, `allowFrom[${i}]`, refuse));
    this.checkUpstreams(refuse);
    for (const { _address: host, _port: port, _tlsName: name } of props.upstreams ?? []) {
      const protocol = name === undefined ? Protocol.UDP : Protocol.TCP;
      Connections.of(this)._add({ host, port, protocol }, { purpose: 'the name server', keyPath: 'upstreams' });
    }
    const where = listen(this.system, props, refuse);
    // The machine asks it too.
    const addresses = where.addresses.length > 0 ? [...new Set(['127.0.0.1', ...where.addresses])] : [];
    this.listen = { ...where, addresses };
    const claims = Claims.of(this);
    for (const address of this.claimed()) {
      claims.tcpPort(53, { address, purpose: 'names' });
      claims.udpPort(53, { address, purpose: 'names' });
    }
    this.module.addOptions(openPorts(this.system, this.listen, { tcp: [53], udp: [53] }));
    this.module._supply(() => this.options());
  }

  /**
   * The address at which others ask it: for `nameservers` of hosts, or what DHCP hands out.
   * @throws `DNS_NO_ADDRESS` where nobody knows it before the machine runs
   */
  public get address(): string {
    const own = this.listen.addresses.find((address) => !isLoopback(address));
    const realm = this.system._networkRealm();
    const address = own ?? (Host.isHost(realm) ? realm.addresses[0] : undefined);
    return (
      address ??
      this._refuse(
        'DNS_NO_ADDRESS',
        `nobody knows the address of ${this.system.systemName} before it runs`,
        'give it a static address, or listenAddresses',
        'listenAddresses',
      )
    );
  }

  private claimed(): string[] {
    const { addresses, interfaces } = this.listen;
    if (addresses.length > 0) return [...addresses];
    // dnsmasq binds to single interfaces; where their addresses are not known, nothing else can be compared.
    return this.server === DnsServer.DNSMASQ && interfaces.length > 0 ? ['127.0.0.1', ...interfaces] : ['*'];
  }

  private checkUpstreams(refuse: Refuse): void {
    const upstreams = this._props.upstreams ?? [];
    const encrypted = upstreams.filter(({ _tlsName: name }) => name !== undefined).length;
    if (this.server === DnsServer.DNSMASQ && upstreams.length === 0) {
      refuse(
        'DNS_UPSTREAM',
        'dnsmasq is told nobody to ask',
        "give upstreams: [DnsUpstream.plain('9.9.9.9')]",
        'upstreams',
      );
    }
    if (this.server === DnsServer.DNSMASQ && encrypted > 0) {
      refuse(
        'DNS_UPSTREAM',
        'dnsmasq speaks no DNS over TLS',
        'use DnsServer.UNBOUND, or DnsUpstream.plain',
        'upstreams',
      );
    }
    if (encrypted > 0 && encrypted < upstreams.length) {
      refuse(
        'DNS_UPSTREAM',
        'some upstreams are asked by TLS and some in the clear',
        'give all of them as DnsUpstream.tls, or none',
        'upstreams',
        'unbound asks all servers of a zone in the same way',
      );
    }
  }

  /** @internal all names, and what is wrong with them. */
  public _entries(found?: Complain): DnsEntry[] {
    return dnsNames(
      {
        root: App.of(this),
        self: this,
        domain: this.domain,
        networks: this.networks,
        exclude: new Set((this._props.exclude ?? []).map((name) => name.toLowerCase())),
        records: this._props.records ?? [],
      },
      found,
    );
  }

  private options(): Record<string, any> {
    const spec: DnsSpec = {
      domain: this.domain,
      entries: this._entries(),
      records: (this._props.records ?? []).filter(({ _kind: kind }) => !['address', 'alias'].includes(kind)),
      upstreams: this._props.upstreams ?? [],
      listen: this.listen,
      allowFrom: this.askers(),
    };
    return compact({ services: this.server === DnsServer.UNBOUND ? unboundOptions(spec) : dnsmasqOptions(spec) });
  }

  /** Who may ask. */
  private askers(): string[] {
    const loopback = ['127.0.0.0/8', '::1/128'];
    if (this._props.allowFrom) return [...loopback, ...this._props.allowFrom];
    const { system, listen: where } = this;
    if (where.addresses.length === 0 || !Host.isHost(system)) return [...loopback, ...PRIVATE_NETWORKS];
    const asked = system._statics.filter(({ address }) => where.addresses.includes(address));
    const known = new Set(asked.map(({ text }) => formatNetwork(parsePrefix(text)!)));
    return known.size > 0 || !where.open ? [...loopback, ...known] : [...loopback, ...PRIVATE_NETWORKS];
  }

  /** @internal whether it and systemd-resolved would both have port 53 of the stub. */
  public get _meetsStub(): boolean {
    return this.claimed().includes('*') && resolved(this.system._networkRealm() as NixosSystem);
  }
}

/** Whether systemd-resolved runs, as far as that is said in plain data. */
function resolved(system: NixosSystem): boolean {
  const told = plainOptions(system, ['services', 'resolved', 'enable']);
  if (told.includes(false)) return false;
  return told.includes(true) || (Host.isHost(system) && system.networkBackend === NetworkBackend.NETWORKD);
}

function network(text: string, keyPath: string, refuse: Refuse): IpPrefix {
  const parsed = parsePrefix(text);
  if (parsed) return parsed;
  return refuse('DNS_NETWORK', `"${text}" is no network`, "give one such as '192.168.1.0/24'", keyPath);
}

const BRAND = Symbol.for('cosmo-nix.Dns');
