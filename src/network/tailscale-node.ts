import { Construct } from 'constructs';
import {
  ClaimKind,
  Claims,
  Connections,
  DarwinSystem,
  Feature,
  NixosSystem,
  SecretContent,
  SecretFile,
  System,
  SystemKind,
} from '../app';
import { listed } from '../app/compact';
import { packageExpr } from '../app/packages';
import { Refuse, refuser } from '../app/refuse';
import { ContainerSystem } from '../containers';
import { Nix } from '../nix';
import { authKeyPath } from './auth-key';
import { Tailnet } from './tailnet';
import { nodeOn, tailnetRegistry } from './tailnet-registry';
import { checkTailscale, USERSPACE } from './tailscale-checks';
import { darwinTailscaleOptions } from './tailscale-darwin';
import { TailscaleNodeProps } from './tailscale-props';

/**
 * A machine in a tailnet: a host, a guest's, the inside of a container, or a Mac.
 *
 * What may be changed later (routes, SSH, DNS …) is set at every activation
 * (`extraSetFlags`), not only when the node logs in. The same flags are there
 * at the login, with `--reset`, so that it does not fail over what was set by hand.
 *
 * Forwarding and the reverse path check follow from `useRoutingFeatures`,
 * which follows from the props: `server` for routes and exit nodes, `client`
 * for who uses those of others.
 *
 * On a Mac, nix-darwin starts `tailscaled` and does no more: `package`,
 * `overrideLocalDns` and `hostname` (what others call it) can be given.
 *
 * @example
 * import { Host, SecretFile, TailscaleNode } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new TailscaleNode(laddie, 'tailscale', {
 *   authKey: SecretFile.at('/run/keys/tailscale'),
 *   tags: ['tag:server'],
 *   routes: ['192.168.1.0/24'],
 *   ssh: true,
 * });
 */
export class TailscaleNode extends Feature {
  /** Whether `construct` is a TailscaleNode. */
  public static isTailscaleNode(construct: any): construct is TailscaleNode {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** @internal the node of a System, where it has one. */
  public static _on(system: System): TailscaleNode | undefined {
    return nodeOn(system);
  }

  /** Its name in the tailnet. */
  public readonly hostname: string;
  /** Its tags. */
  public readonly tags: string[];
  /** The networks that it offers. */
  public readonly routes: string[];
  /** Whether it offers to be an exit node. */
  public readonly isExitNode: boolean;
  /** Whether it lets in by Tailscale SSH. */
  public readonly ssh: boolean;
  /** The control server, where it is not Tailscale's own. */
  public readonly loginServer?: string;
  /** The network interface; `userspace-networking` for none. */
  public readonly interfaceName: string;
  /** The UDP port; 0 for any. */
  public readonly port: number;
  /** @internal */
  public readonly _props: TailscaleNodeProps;
  /** @internal the names of the Tailscale Services that it serves */
  public readonly _services: string[];

  /**
   * @throws `TAILSCALE_KEY_PLAINTEXT`, `TAILSCALE_KEY_FILE` for a key that is no secret file; `TAILSCALE_OAUTH` for
   * OAuth without a key or tags; `TAILSCALE_TAG`, `TAILSCALE_ROUTE`, `TAILSCALE_EXIT_NODE`, `TAILSCALE_HOSTNAME`,
   * `TAILSCALE_URL`, `TAILSCALE_SERVE`, `TAILSCALE_SERVE_TAGS`, `TAILSCALE_INTERFACE`, `TAILSCALE_PORT`,
   * `TAILSCALE_USER`, `TAILSCALE_FLAG`, `TAILSCALE_LOCAL_DNS` for values that Tailscale would refuse or ignore;
   * `TAILSCALE_NO_TUN` in a container without `enableTun`; `TAILSCALE_DARWIN` on a Mac for what nix-darwin has no
   * options for; `TAILSCALE_SYSTEM` on a System that is neither NixOS nor nix-darwin
   */
  constructor(scope: Construct, id: string, props: TailscaleNodeProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = refuser(this);
    checkTailscale(props, refuse);
    const authKeyFile = authKeyPath(props.authKey, refuse);
    SecretFile.checkContent(this, 'authKey', SecretContent.VALUE, props.authKey);
    this._props = props;
    this.tags = [...(props.tags ?? [])];
    this.routes = [...(props.routes ?? [])];
    this.isExitNode = props.exitNode ?? false;
    this.ssh = props.ssh ?? false;
    this.loginServer = props.loginServer;
    this._services = Object.keys(props.serve ?? {});
    this.interfaceName = props.interfaceName ?? 'tailscale0';
    this.port = props.port ?? 41641;
    this.hostname = props.hostname ?? this.system.systemName;
    this.checkSystem(refuse);
    if (props.loginServer !== undefined) {
      Connections.of(this)._addUrl(props.loginServer, { purpose: 'the Tailscale node', keyPath: 'loginServer' });
    }
    this.claim();
    tailnetRegistry(this).nodes.push(this);
    if (this.system.kind === SystemKind.DARWIN) {
      this.module.addOptions(darwinTailscaleOptions(this, props, refuse));
      return;
    }

    if (props.overrideLocalDns) {
      refuse(
        'TAILSCALE_LOCAL_DNS',
        'overrideLocalDns is for Macs',
        'leave it out: on Linux tailscaled does as the settings of the tailnet say (acceptDns)',
        'overrideLocalDns',
      );
    }
    const settings = settingFlags(props);
    const features = this._routingFeatures();
    this.module.addOptions({
      services: {
        tailscale: {
          enable: true,
          package: packageExpr(this, props.package, 'package'),
          port: props.port,
          interfaceName: props.interfaceName,
          openFirewall: props.openFirewall ? true : undefined,
          permitCertUid: props.permitCertUid,
          disableTaildrop: props.disableTaildrop ? true : undefined,
          disableUpstreamLogging: props.disableUpstreamLogging ? true : undefined,
          useRoutingFeatures: features,
          authKeyFile,
          authKeyParameters: props.oauth && {
            ephemeral: props.oauth.ephemeral ?? false,
            preauthorized: props.oauth.preauthorized ? true : undefined,
            baseURL: props.oauth.baseUrl,
          },
          extraUpFlags: authKeyFile === undefined ? undefined : ['--reset', ...this._loginFlags(), ...settings],
          extraSetFlags: listed([...settings, ...(props.extraSetFlags ?? [])]),
          extraDaemonFlags: listed(props.extraDaemonFlags),
          serve:
            Object.keys(props.serve ?? {}).length > 0
              ? {
                  enable: true,
                  services: Object.fromEntries(
                    Object.entries(props.serve!).map(([name, { endpoints, advertised }]) => [
                      name,
                      { endpoints, advertised },
                    ]),
                  ),
                }
              : undefined,
        },
      },
      ...(props.trustInterface ? { networking: { firewall: { trustedInterfaces: [this.interfaceName] } } } : {}),
      ...(props.udpGroInterface
        ? { systemd: { services: { 'tailscale-udp-gro': udpGro(props.udpGroInterface) } } }
        : {}),
    });
  }

  /** The tailnet of the estate that it belongs to: the `Tailnet` with its control server; undefined where there is none. */
  public get tailnet(): Tailnet | undefined {
    return tailnetRegistry(this).tailnets.find((one) => one._serves(this.loginServer));
  }

  /**
   * Its full name in the tailnet (MagicDNS), such as `nas.tail1a2b3c.ts.net`.
   * @throws `TAILNET_MISSING` where the estate has no `Tailnet`; `TAILNET_NAMELESS` where that was not told its name
   */
  public get dnsName(): string {
    return Tailnet.of(this, this.loginServer).dnsNameOf(this.hostname);
  }

  /** @internal what only a login can set. */
  public _loginFlags(): string[] {
    return [
      ...(this.loginServer === undefined ? [] : [`--login-server=${this.loginServer}`]),
      ...(this.tags.length > 0 ? [`--advertise-tags=${this.tags.join(',')}`] : []),
    ];
  }

  /** @internal what NixOS is told: what it offers to others, and what it uses of theirs. */
  public _routingFeatures(): string | undefined {
    const { routes = [], exitNode, appConnector, acceptRoutes, useExitNode } = this._props;
    const server = routes.length > 0 || exitNode || appConnector;
    const client = acceptRoutes || useExitNode !== undefined;
    if (server) return client ? 'both' : 'server';
    return client ? 'client' : undefined;
  }

  private checkSystem(refuse: Refuse): void {
    const { system } = this;
    if (system.kind === SystemKind.HOME) {
      refuse('TAILSCALE_SYSTEM', `${system.node.path} is a ${system.kind} system`, 'make the node below a host');
    }
    if (ContainerSystem.isContainerSystem(system) && !system.tun && this.interfaceName !== USERSPACE) {
      refuse(
        'TAILSCALE_NO_TUN',
        `the container ${system.containerName} has no /dev/net/tun`,
        `give it one: new NixosContainer(host, '${system.containerName}', { enableTun: true }), or the node interfaceName: '${USERSPACE}'`,
        undefined,
        'tailscaled does not start without it',
      );
    }
  }

  private claim(): void {
    const claims = Claims.of(this);
    const realm = this.system._networkRealm().node.path;
    claims.add({ kind: ClaimKind.OTHER, what: 'Tailscale node', value: 'tailscaled', within: this.system.node.path });
    if (this.port !== 0) claims.udpPort(this.port, { purpose: 'tailscaled' });
    if (this.interfaceName !== USERSPACE) {
      claims.add({
        kind: ClaimKind.OTHER,
        what: 'network interface',
        value: this.interfaceName,
        within: realm,
        keyPath: 'interfaceName',
      });
    }
    // A shared module is no machine: what imports it has the name.
    if (NixosSystem.isNixosSystem(this.system) || DarwinSystem.isDarwinSystem(this.system)) {
      claims.add({
        kind: ClaimKind.OTHER,
        what: 'tailnet name',
        value: this.hostname.toLowerCase(),
        within: this.loginServer ?? 'tailscale.com',
        purpose: 'Tailscale gives the second one another name',
        keyPath: 'hostname',
      });
    }
  }
}

/** Flags of `tailscale set`, which `tailscale up` has too. */
function settingFlags(props: TailscaleNodeProps): string[] {
  const flag = (name: string, value: boolean | undefined) =>
    value === undefined ? [] : [value ? `--${name}` : `--${name}=false`];
  const text = (name: string, value: string | undefined) => (value === undefined ? [] : [`--${name}=${value}`]);
  return [
    ...text('hostname', props.hostname),
    ...flag('ssh', props.ssh),
    ...flag('accept-dns', props.acceptDns),
    ...flag('accept-routes', props.acceptRoutes),
    ...text('advertise-routes', props.routes?.join(',')),
    ...flag('snat-subnet-routes', props.snatSubnetRoutes),
    ...flag('advertise-exit-node', props.exitNode),
    ...flag('advertise-connector', props.appConnector),
    ...text('exit-node', props.useExitNode),
    ...flag('exit-node-allow-lan-access', props.exitNodeAllowLanAccess),
    ...flag('shields-up', props.shieldsUp),
    ...text('operator', props.operator),
  ];
}

/** A unit that has a network card forward UDP in larger pieces. */
function udpGro(interfaceName: string): Record<string, any> {
  return {
    description: `Faster UDP forwarding on ${interfaceName}, for Tailscale`,
    wants: ['network-online.target'],
    after: ['network-online.target'],
    wantedBy: ['multi-user.target'],
    path: [Nix.pkg('ethtool')],
    script: `ethtool -K ${interfaceName} rx-udp-gro-forwarding on rx-gro-list off\n`,
    serviceConfig: { Type: 'oneshot', RemainAfterExit: true },
  };
}

const BRAND = Symbol.for('cosmo-nix.TailscaleNode');
