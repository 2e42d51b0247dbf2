import { FeatureProps, IMountPoint, PackageSetProps } from '../app';
import { Expr } from '../nix';
import { ContainerNetworkingProps } from './container-network-props';

/** A file or folder of the host that a container sees. */
export interface ContainerBindMount {
  /** Where the container sees it: an absolute path. */
  readonly mountPoint: string;
  /**
   * Where it is on the host: an absolute path, something that is mounted there
   * (a ZFS dataset), or an Expr such as the path of a secret.
   * @default - the same path
   */
  readonly hostPath?: string | IMountPoint | Expr;
  /**
   * Whether the container may only read it.
   * @default true
   */
  readonly readOnly?: boolean;
}

/** A device of the host that a container may use. */
export interface ContainerDevice {
  /** Its node, such as `/dev/dri/renderD128`. */
  readonly node: string;
  /**
   * What is allowed: `r` to read, `w` to write, `m` to make the node.
   * @default "rw"
   */
  readonly modifier?: string;
}

/** Props of `NixosContainer`. */
export interface NixosContainerProps extends FeatureProps, PackageSetProps, ContainerNetworkingProps {
  /**
   * The name: at most 11 letters, digits and `-`.
   * @default - the construct's id
   */
  readonly containerName?: string;
  /**
   * The release that the container was first made with. Never change it.
   * @default - that of the host
   */
  readonly stateVersion?: string;
  /**
   * Options of the inside: plain data that may hold Exprs. For more, make constructs below `inside`.
   * @default - none
   */
  readonly config?: Record<string, any>;
  /**
   * Start it with the host.
   * @default true
   */
  readonly autoStart?: boolean;
  /**
   * Begin with an empty root at each start. What is to stay is bind-mounted.
   * @default false
   */
  readonly ephemeral?: boolean;
  /**
   * Files and folders of the host that it sees. It starts when they are mounted.
   * @default - none
   */
  readonly bindMounts?: ContainerBindMount[];
  /**
   * Devices of the host that it may use, by their node or with what is allowed: `['/dev/dri/renderD128']`.
   * @default - none
   */
  readonly devices?: (string | ContainerDevice)[];
  /**
   * Empty folders in memory: absolute paths, with mount options after a colon.
   * @default - none
   */
  readonly tmpfs?: string[];
  /**
   * Capabilities beside those that systemd-nspawn leaves: `['CAP_NET_ADMIN']`.
   * @default - none
   */
  readonly capabilities?: string[];
  /**
   * Give it `/dev/net/tun`, which VPNs such as Tailscale need.
   * @default false
   */
  readonly enableTun?: boolean;
  /**
   * User ids of its own: `pick`, `identity`, `no`, or the first of 65536 ids. Needs NixOS 25.05 or newer.
   * @default - "no": root in the container is root on the host, but for its capabilities
   */
  readonly privateUsers?: string;
  /**
   * Most memory in MiB: the kernel ends a process of the container beyond it.
   * @default - no limit
   */
  readonly memoryMib?: number;
  /**
   * Most processor time, in percent of one processor: 200 is two of them.
   * @default - no limit
   */
  readonly cpuPercent?: number;
  /**
   * How long a start may take, as systemd has it: `5min`.
   * @default "1min"
   */
  readonly startTimeout?: string;
  /**
   * Restart it where its definition on the host changes. A change of its inside alone is switched to without a restart.
   * @default true
   */
  readonly restartIfChanged?: boolean;
  /**
   * Further flags of systemd-nspawn.
   * @default - none
   */
  readonly extraFlags?: string[];
}
