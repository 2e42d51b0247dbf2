import { Construct } from 'constructs';
import {
  Claims,
  CommandHealth,
  Connections,
  Endpoint,
  Feature,
  Host,
  Nix,
  PortHealth,
  Secret,
  UnitHealth,
} from 'cosmo-nix';

/** The ports of K3s that nodes reach one another by: its API, the two of etcd, the kubelets; flannel's VXLAN. */
const API = 6443;
const TCP = [API, 2379, 2380, 10250];
const UDP = [8472];

/** Props of `K3sCluster`. */
export interface K3sClusterProps {
  /** The interface by which the nodes reach one another. */
  readonly interface: string;
  /** What nodes show to be let in. */
  readonly token: Secret;
}

/** A cluster of K3s in which every node is a server: it lives on while most of them do. */
export class K3sCluster extends Construct {
  private readonly nodes: K3sNode[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: K3sClusterProps,
  ) {
    super(scope, id);
    // etcd decides by majority.
    this.node.addValidation({
      validate: () => (this.nodes.length % 2 === 1 ? [] : [`${this.nodes.length} nodes: give an odd number of them`]),
    });
  }

  /** Make a host a node of the cluster. The first one begins it, and the others join there. */
  public addNode(host: Host): K3sNode {
    const node = new K3sNode(host, 'k3s', { ...this.props, join: this.nodes[0]?.api });
    this.nodes.push(node);
    return node;
  }

  /** Have the cluster run something: objects of Kubernetes, kept on its first node. */
  public addManifest(name: string, objects: Record<string, any>[]): void {
    const [first] = this.nodes;
    if (!first) throw new Error('the cluster has no node yet: add one first');
    first.addOptions({ services: { k3s: { manifests: { [name]: { content: objects } } } } });
  }
}

/** Props of `K3sNode`. */
export interface K3sNodeProps extends K3sClusterProps {
  /**
   * The API of a node that is there.
   * @default - none: the cluster begins here
   */
  readonly join?: Endpoint;
}

/** A node, by the module that NixOS has for K3s. */
export class K3sNode extends Feature {
  /** Its API. */
  public readonly api: Endpoint;

  constructor(host: Host, id: string, props: K3sNodeProps) {
    super(host, id);
    const { join } = props;
    const by = { interface: props.interface };
    this.api = host.endpoint(API);
    this.addOptions({
      services: {
        k3s: {
          enable: true,
          role: 'server',
          tokenFile: props.token.on(host).path,
          ...(join ? { serverAddr: join.url('https') } : { clusterInit: true }),
          extraFlags: [`--node-ip=${host.addressOn(props.interface)}`, `--flannel-iface=${props.interface}`],
        },
      },
      // Pods reach services through it.
      networking: { firewall: { trustedInterfaces: ['cni0'] } },
    });
    // Nothing else on the host may have these ports, and the other nodes come in by them.
    for (const port of TCP) {
      Claims.of(this).tcpPort(port, { purpose: 'k3s' });
      host.firewall.allowTcp(port, by);
    }
    for (const port of UDP) {
      Claims.of(this).udpPort(port, { purpose: 'k3s' });
      host.firewall.allowUdp(port, by);
    }
    if (join) Connections.of(this).add(join, { purpose: 'the API of the node that it joins' });

    // A deployment is well when the node takes work again.
    new UnitHealth(this, 'unit', { unit: 'k3s' });
    new PortHealth(this, 'api', { port: API });
    new CommandHealth(this, 'ready', {
      command: ['k3s', 'kubectl', 'wait', '--for=condition=Ready', `node/${host.systemName}`, '--timeout=5s'],
      packages: [Nix.pkg('k3s')],
      says: 'the cluster says that the node is ready',
      timeout: 120,
    });
  }
}
