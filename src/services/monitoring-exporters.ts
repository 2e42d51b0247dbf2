import { IConstruct } from 'constructs';
import { Aspects, Claims, Connections, IAspect, NixModule, Protocol } from '../app';
import { Host } from '../hosts';
import { ZfsPool } from '../storage';
import type { Monitoring } from './monitoring';
import { constructsOf, isReach, NoReach, Reach, reach } from './reach';
import { compact } from '../app/compact';

/** The ports of the exporters. */
export interface ExporterPorts {
  readonly node: number;
  readonly zfs: number;
}

/** A host as it is watched. */
export interface Watch {
  readonly host: Host;
  /** Its exporters; none where it is not known how they are reached. */
  readonly exporters: readonly ('node' | 'zfs')[];
  readonly way: Reach | NoReach;
}

/** What is told about the exporters of all hosts. */
export interface ExporterSpec {
  readonly monitoring: Monitoring;
  readonly ports: ExporterPorts;
  readonly collectors: readonly string[];
  readonly watches: (host: Host) => boolean;
  /** An address that the owner gave. */
  readonly told: (host: Host) => string | undefined;
}

/** Puts exporters on every host of the estate, once the tree is complete. */
export class Exporters implements IAspect {
  /** Hosts whose exporters somebody else made. */
  public readonly taken = new Map<Host, IConstruct>();
  private readonly hosts = new Map<Host, NixModule>();

  constructor(private readonly spec: ExporterSpec) {
    Aspects.of(spec.monitoring.node.root).add(this);
  }

  public visit(node: IConstruct): void {
    if (!Host.isHost(node) || this.hosts.has(node) || !this.spec.watches(node)) return;
    const { monitoring, ports } = this.spec;
    const before = node.node.tryFindChild('exporters');
    if (before) {
      this.taken.set(node, before);
      return;
    }
    const module = new NixModule(node, 'exporters', {
      description: `What ${monitoring.node.path} measures on ${node.systemName}`,
    });
    this.hosts.set(node, module);
    module._supply(() => this.options(this.watch(node)));
    const watch = this.watch(node);
    const address = isReach(watch.way) && watch.way.local ? '127.0.0.1' : undefined;
    for (const kind of watch.exporters) {
      Claims.of(module).tcpPort(ports[kind], { address, purpose: `the ${kind} exporter` });
      const _server = this.spec.told(node) === undefined ? node : undefined;
      const target = { host: (watch.way as Reach).host, port: ports[kind], protocol: Protocol.TCP, _server };
      Connections.of(monitoring)._add(target, { purpose: 'Prometheus', keyPath: 'hosts' });
    }
  }

  /** Every watched host. */
  public get all(): Watch[] {
    return [...this.hosts.keys()].map((host) => this.watch(host));
  }

  private watch(host: Host): Watch {
    const told = this.spec.told(host);
    const { monitoring, ports } = this.spec;
    const found = reach(monitoring.system, host, ports.node);
    const way = told === undefined ? found : { host: told, port: ports.node };
    if (!isReach(way)) return { host, exporters: [], way };
    let zfs = false;
    for (const at of constructsOf(host)) zfs ||= ZfsPool.isZfsPool(at);
    return { host, way, exporters: zfs ? ['node', 'zfs'] : ['node'] };
  }

  private options({ exporters, way }: Watch): Record<string, any> | undefined {
    if (!isReach(way)) return undefined;
    const { ports, collectors } = this.spec;
    const listenAddress = way.local ? '127.0.0.1' : undefined;
    const opened = exporters.map((kind) => ports[kind]).sort((a, b) => a - b);
    return compact({
      services: {
        prometheus: {
          exporters: {
            node: {
              enable: true,
              port: ports.node === 9100 ? undefined : ports.node,
              listenAddress,
              enabledCollectors: collectors.length > 0 ? [...collectors] : undefined,
            },
            zfs: exporters.includes('zfs')
              ? { enable: true, port: ports.zfs === 9134 ? undefined : ports.zfs, listenAddress }
              : undefined,
          },
        },
      },
      networking:
        way.interfaceName === undefined
          ? undefined
          : { firewall: { interfaces: { [way.interfaceName]: { allowedTCPPorts: opened } } } },
    });
  }
}
