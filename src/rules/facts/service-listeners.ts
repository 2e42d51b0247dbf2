import { IConstruct } from 'constructs';
import { exporter, KnownPort, KnownService, knownServices } from './known-services';
import { listenAddress, Listener, Speaks } from './listener';
import { QUIET_SERVICES } from './quiet-services';
import { portOf, publishedPorts, Told, toldBy } from './told';
import { Estate, System } from '../../app';
import { Defined, keyPathOf, taken, valuesAt } from '../../app/definitions/definitions';
import { isPlainSet } from '../../app/option-tree';
import { Host, NetworkBackend } from '../../hosts';
import { ReverseProxy } from '../../services';

/** A known service that is on. */
export interface RunningService {
  readonly path: readonly string[];
  readonly owner: IConstruct;
  readonly listeners: readonly Listener[];
  /** The listeners that its `openFirewall` opens, where that is on. */
  readonly opened: readonly Listener[];
  /** Who opened them, and by which option. */
  readonly openedBy?: { readonly owner: IConstruct; readonly keyPath: string };
}

/** What the services of a System listen on, as far as plain options say it. */
export interface ServiceFacts {
  readonly running: readonly RunningService[];
  /** Whether something else may listen too: services, units or containers of which nothing is known. */
  readonly more: boolean;
  /** Whether something of which nothing is known opens ports in the firewall by itself. */
  readonly opensMore: boolean;
}

/** Look at the services of a System. */
export function serviceFacts(estate: Estate, system: System): ServiceFacts {
  return new Reader(estate, system).read();
}

class Reader {
  private readonly running: RunningService[] = [];
  private more = false;
  private opensMore = false;
  /** What is said of each service. */
  private readonly byName = new Map<string, Defined[]>();

  constructor(
    private readonly estate: Estate,
    private readonly system: System,
  ) {}

  public read(): ServiceFacts {
    const options = this.estate.optionsOf(this.system);
    this.more = options.unseen.length > 0 || this.runsMore();
    for (const one of options._at(['services', '*'])) {
      const before = this.byName.get(one.names[0]!);
      if (before) before.push(one);
      else this.byName.set(one.names[0]!, [one]);
    }
    for (const name of this.byName.keys()) {
      if (name === 'nginx') this.nginx();
      else if (name === 'caddy') this.caddy();
      else if (name === 'redis') this.redis();
      else if (name === 'prometheus') this.exporters();
      else if (name === 'openssh') this.openssh();
      const known = knownServices().get(name);
      if (known) for (const service of known) if (service.path[0] !== 'openssh') this.service(service);
      if (known || name === 'redis' || name === 'openssh') continue;
      const opens = ['openFirewall', '*'].some((key) =>
        this.isOn(['services', name, key, ...(key === '*' ? ['openFirewall'] : [])]),
      );
      this.opensMore ||= opens;
      if (!QUIET_SERVICES.has(name) && this.mayRun(name)) this.more = true;
    }
    this.resolved();
    this.tunnels();
    this.published();
    this.opensMore ||= ['programs', 'hardware', 'virtualisation'].some((root) =>
      this.isOn([root, '*', 'openFirewall']),
    );
    return { running: this.running, more: this.more, opensMore: this.opensMore };
  }

  private service(service: KnownService): void {
    const on = this.told([...service.path, 'enable']);
    if (!on.set || on.value === false) return;
    if (on.value !== true) {
      this.more = true;
      return;
    }
    if (service.more) this.more = true;
    const listeners = service.ports.flatMap((port) => this.listeners(service, port, on.owner!));
    const kept = new Set(
      service.ports.filter((port) => port.kept).flatMap(({ port }) => (port === undefined ? [] : [port])),
    );
    this.add(service.path, on.owner!, listeners, service, (one) => !kept.has(one.port));
  }

  private add(
    path: readonly string[],
    owner: IConstruct,
    listeners: readonly Listener[],
    { opens, opened }: Pick<KnownService, 'opens' | 'opened'> = {},
    isOpened: (one: Listener) => boolean = () => true,
  ): void {
    const flag = opens === undefined ? undefined : this.told([...path, opens]);
    const open = flag && (flag.set ? flag.value !== false : opened === true);
    this.running.push({
      path,
      owner,
      listeners,
      opened: open ? listeners.filter(isOpened) : [],
      ...(open ? { openedBy: { owner: flag.owner ?? owner, keyPath: optionOf([...path, opens!]) } } : {}),
    });
  }

  private listeners(service: KnownService, port: KnownPort, owner: IConstruct): Listener[] {
    if (port.when !== undefined && this.told([...service.path, ...port.when.split('.')]).value !== true) return [];
    const number = port.option === undefined ? undefined : this.told([...service.path, ...port.option.split('.')]);
    const parsed = number?.set ? portOf(number.value) : undefined;
    if (number?.set && (!number.known || parsed === undefined)) {
      // A null or 0 turns it off; what only Nix can tell may be any port.
      if (number.value !== null && number.value !== 0) this.more = true;
      return [];
    }
    const at = parsed?.port ?? port.port;
    if (at === undefined) return [];
    const keyPath = optionOf([...service.path, ...(number?.set ? port.option!.split('.') : ['enable'])]);
    const name = service.path.join('.');
    const addresses = parsed?.address !== undefined ? [parsed.address] : this.addresses(service, port);
    const speaks: Speaks[] = port.protocol === 'both' ? ['tcp', 'udp'] : [port.protocol ?? 'tcp'];
    return speaks.flatMap((protocol) =>
      addresses.map((address) =>
        this.listener(protocol, at, address, number?.owner ?? owner, name, keyPath, service.internal),
      ),
    );
  }

  private addresses(service: KnownService, port: KnownPort): string[] {
    if (port.everywhereWhen !== undefined) {
      const everywhere = this.told([...service.path, port.everywhereWhen]);
      if (everywhere.set) return [everywhere.value === true ? '*' : everywhere.known ? (port.on ?? '*') : '?'];
    }
    if (port.vagueWhen?.some((option) => this.told([...service.path, ...option.split('.')]).set)) return ['?'];
    const told = port.address === undefined ? undefined : this.told([...service.path, ...port.address.split('.')]);
    if (!told?.set || (told.known && told.value === null)) return [port.on ?? '*'];
    const all = Array.isArray(told.value) ? told.value : [told.value];
    return all.map((one) => (typeof one === 'string' ? listenAddress(one) : '?'));
  }

  private openssh(): void {
    const on = this.told(['openssh', 'enable']);
    if (on.value !== true) return;
    const lists = this.estate.optionsOf(this.system)._taken(['services', 'openssh', 'ports']);
    const ports = lists
      .flatMap(({ value }) => (Array.isArray(value) ? value : []))
      .filter((one) => typeof one === 'number');
    const listeners = (lists.length > 0 ? ports : [22]).map((port) =>
      this.listener('tcp', port, '*', on.owner!, 'sshd', 'services.openssh.ports'),
    );
    this.add(['openssh'], on.owner!, listeners, { opens: 'openFirewall', opened: true });
  }

  private nginx(): void {
    const on = this.told(['nginx', 'enable']);
    if (on.value !== true || ReverseProxy.isReverseProxy(on.owner)) return;
    const hosts = this.estate.optionsOf(this.system)._at(['services', 'nginx', 'virtualHosts', '*']);
    const own =
      this.told(['nginx', 'defaultListen']).set || hosts.some(({ value }) => isPlainSet(value) && 'listen' in value);
    if (own || hosts.length === 0) {
      this.more = true;
      return;
    }
    const tls = hosts.some(
      ({ value }) => isPlainSet(value) && ['forceSSL', 'addSSL', 'onlySSL'].some((key) => value[key] === true),
    );
    const ports = [80, ...(tls ? [443] : [])];
    this.add(
      ['nginx'],
      on.owner!,
      ports.map((port) => this.listener('tcp', port, '*', on.owner!, 'nginx', 'services.nginx.enable')),
    );
  }

  private caddy(): void {
    const on = this.told(['caddy', 'enable']);
    if (on.value !== true || ReverseProxy.isReverseProxy(on.owner)) return;
    const options = this.estate.optionsOf(this.system);
    const names = options._at(['services', 'caddy', 'virtualHosts', '*']).map((one) => one.names[0]!);
    const told = ['globalConfig', 'extraConfig', 'configFile', 'settings'].some((key) => this.told(['caddy', key]).set);
    if (told || names.some((name) => /[:/]/.test(name))) {
      this.more = true;
      return;
    }
    if (names.length === 0) {
      this.more = true;
      return;
    }
    this.add(
      ['caddy'],
      on.owner!,
      [80, 443].map((port) => this.listener('tcp', port, '*', on.owner!, 'caddy', 'services.caddy.enable')),
    );
  }

  private exporters(): void {
    const found = this.estate.optionsOf(this.system)._at(['services', 'prometheus', 'exporters', '*']);
    for (const name of new Set(found.map(({ names }) => names[0]!))) {
      const known = exporter(name);
      if (known) this.service(known);
      else this.more = true;
    }
  }

  private redis(): void {
    const options = this.estate.optionsOf(this.system);
    for (const { names, value } of options._at(['services', 'redis', 'servers', '*', 'enable'])) {
      if (value !== true) continue;
      this.service({
        path: ['redis', 'servers', names[0]!],
        ports: [{ port: names[0] === '' ? 6379 : undefined, option: 'port', address: 'bind', on: '127.0.0.1' }],
        opens: 'openFirewall',
        internal: 'a database is for the services that use it',
      });
    }
  }

  private resolved(): void {
    const on = this.told(['resolved', 'enable']);
    const { system } = this;
    if (on.set ? on.value !== true : !(Host.isHost(system) && system.networkBackend === NetworkBackend.NETWORKD)) {
      return;
    }
    const own = ['extraConfig', 'settings'].map((key) => this.told(['resolved', key]));
    if (own.some(({ value }) => /DNSStubListener/i.test(JSON.stringify(value) ?? ''))) return;
    const owner = on.owner ?? system;
    const listeners = (['tcp', 'udp'] as const).flatMap((protocol) =>
      ['127.0.0.53', '127.0.0.54'].map((address) =>
        this.listener(protocol, 53, address, owner, 'systemd-resolved', 'services.resolved.enable'),
      ),
    );
    this.running.push({ path: ['resolved'], owner, listeners, opened: [] });
  }

  /** Ports that containers of Docker and Podman publish. */
  private published(): void {
    const options = this.estate.optionsOf(this.system);
    this.forwarded();
    const at = ['virtualisation', 'oci-containers', 'containers', '*'];
    if (options._at(at.slice(0, 2)).length === 0) return;
    for (const { names, value, owner } of options._at([...at, 'ports'])) {
      const keyPath = keyPathOf([...at.slice(0, 3), names[0]!, 'ports']);
      const listeners = (Array.isArray(value) ? value : []).flatMap((text) =>
        publishedPorts(text).map(({ protocol, port, address }) =>
          this.listener(protocol, port, address, owner, `the container ${names[0]}`, keyPath),
        ),
      );
      this.running.push({ path: ['oci-containers', names[0]!], owner, listeners, opened: [] });
    }
    if (options._at([...at, 'extraOptions']).some(({ value }) => /host/.test(JSON.stringify(value) ?? ''))) {
      this.more = true;
    }
    if (options._at([...at, 'networks']).some(({ value }) => /host/.test(JSON.stringify(value) ?? ''))) {
      this.more = true;
    }
  }

  /** WireGuard, and ports that are led on to other machines. */
  private tunnels(): void {
    const options = this.estate.optionsOf(this.system);
    if (options._at(['networking']).length > 0) {
      for (const kind of ['wireguard', 'wg-quick']) {
        this.ports(['networking', kind, 'interfaces', '*', 'listenPort'], 'udp', kind);
      }
      for (const { value, owner } of options._at(['networking', 'nat', 'forwardPorts'])) {
        const listeners = (Array.isArray(value) ? value : []).flatMap((one) => {
          if (!isPlainSet(one) || typeof one.sourcePort !== 'number') return [];
          const protocol = one.proto === 'udp' ? 'udp' : 'tcp';
          const name = `forwarded to ${String(one.destination)}`;
          return [this.listener(protocol, one.sourcePort, '?', owner, name, 'networking.nat.forwardPorts')];
        });
        this.running.push({ path: ['nat'], owner, listeners, opened: [] });
      }
    }
    this.ports(['systemd', 'network', 'netdevs', '*', 'wireguardConfig', 'ListenPort'], 'udp', 'wireguard');
  }

  private ports(path: readonly string[], protocol: Speaks, name: string): void {
    for (const { value, owner, names } of this.estate.optionsOf(this.system)._at(path)) {
      const keyPath = keyPathOf(path.map((part) => (part === '*' ? names[0]! : part)));
      if (typeof value !== 'number') this.more = true;
      const listeners =
        typeof value === 'number' ? [this.listener(protocol, value, '*', owner, `${name} ${names[0]}`, keyPath)] : [];
      this.running.push({ path: [name, names[0]!], owner, listeners, opened: [] });
    }
  }

  /** Ports that NixOS forwards into its containers. */
  private forwarded(): void {
    const options = this.estate.optionsOf(this.system);
    for (const { names, value, owner } of options._at(['containers', '*', 'forwardPorts'])) {
      const listeners = (Array.isArray(value) ? value : []).flatMap((one) => {
        if (!isPlainSet(one) || typeof one.hostPort !== 'number') return [];
        const protocol = one.protocol === 'udp' ? 'udp' : 'tcp';
        const name = `forwarded to the container ${names[0]}`;
        return [this.listener(protocol, one.hostPort, '*', owner, name, `containers.${names[0]}.forwardPorts`)];
      });
      this.running.push({ path: ['containers', names[0]!], owner, listeners, opened: [] });
    }
  }

  /** Units, containers and programs of which nobody knows what they listen on. */
  private runsMore(): boolean {
    const options = this.estate.optionsOf(this.system);
    if (['docker', 'podman'].some((program) => this.isOn(['virtualisation', program, 'enable']))) return true;
    if (options._at(['systemd', 'sockets', '*']).length > 0) return true;
    return options._at(['systemd', 'services', '*']).some(({ value, names }) => {
      if (!isPlainSet(value)) return true;
      const service = isPlainSet(value.serviceConfig) ? value.serviceConfig : {};
      if (service.Type === 'oneshot' || knownServices().has(names[0]!)) return false;
      return value.script !== undefined || service.ExecStart !== undefined;
    });
  }

  private mayRun(name: string): boolean {
    const at = this.estate.optionsOf(this.system)._at(['services', name]);
    return at.some(({ value }) => {
      if (!isPlainSet(value)) return true;
      return 'enable' in value ? value.enable !== false : Object.values(value).some((one) => isPlainSet(one));
    });
  }

  private isOn(path: readonly string[]): boolean {
    return this.estate
      .optionsOf(this.system)
      ._at(path)
      .some(({ value }) => value !== false);
  }

  private told(path: readonly string[]): Told {
    const [name, ...rest] = path;
    const said = this.byName.get(name!) ?? [];
    // Most are sets without a priority of their own: only the modules that speak of the service are looked at.
    const plain = said.every(
      ({ value, priority, conditional }) => isPlainSet(value) && priority === 100 && !conditional,
    );
    if (!plain) return toldBy(this.estate.optionsOf(this.system)._taken(['services', ...path]));
    const trees = said.map(({ owner, value }) => ({ owner, tree: value as Record<string, unknown> }));
    return toldBy(taken(valuesAt(trees, rest)));
  }

  private listener(
    protocol: Speaks,
    port: number,
    address: string,
    owner: IConstruct,
    name: string,
    keyPath: string,
    internal?: string,
  ): Listener {
    const { system } = this;
    return { realm: system._networkRealm(), system, protocol, port, address, owner, name, keyPath, internal };
  }
}

function optionOf(path: readonly string[]): string {
  return keyPathOf(['services', ...path]);
}
