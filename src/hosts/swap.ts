import { compact, flag } from '../app/compact';
import { Refuse } from '../app/refuse';
import { checkInteger, checkOneOf } from '../app/value-checks';

/** A swap device or swap file: one entry of `swapDevices`. */
export interface SwapDeviceProps {
  /** A block device such as `/dev/disk/by-uuid/…`, or a file such as `/var/lib/swapfile`. */
  readonly device: string;
  /**
   * Size of a swap file in MiB; it is made where it is missing.
   * @default - none; required for a file that does not exist
   */
  readonly sizeMib?: number;
  /**
   * From 0 to 32767; the highest is used first.
   * @default - the kernel's choice
   */
  readonly priority?: number;
  /**
   * Encrypt it with a new key at every boot. Excludes hibernation.
   * @default false
   */
  readonly randomEncryption?: boolean;
  /**
   * Tell the disk which blocks are free: `once`, `pages` or `both`.
   * @default - never
   */
  readonly discardPolicy?: string;
}

/** Compressed swap in memory: `zramSwap`. */
export interface ZramSwapProps {
  /**
   * Size before compression, in percent of memory.
   * @default - what NixOS sets (50)
   */
  readonly memoryPercent?: number;
  /**
   * How it is compressed, such as `zstd` or `lz4`.
   * @default - what NixOS sets (`zstd`)
   */
  readonly algorithm?: string;
  /**
   * The highest is used first.
   * @default - what NixOS sets (5)
   */
  readonly priority?: number;
}

/** @internal `swapDevices` and `zramSwap`. */
export function swapOptions(
  devices: readonly SwapDeviceProps[],
  zram: ZramSwapProps | undefined,
  refuse: Refuse,
): Record<string, any> {
  devices.forEach((device, index) => checkSwapDevice(devices, device, index, refuse));
  checkInteger(refuse, zram?.memoryPercent, 'zramSwap.memoryPercent', 1, 200);
  return {
    ...(devices.length > 0 ? { swapDevices: devices.map(swapDevice) } : {}),
    ...(zram
      ? {
          zramSwap: compact({
            enable: true,
            algorithm: zram.algorithm,
            memoryPercent: zram.memoryPercent,
            priority: zram.priority,
          }),
        }
      : {}),
  };
}

function swapDevice(props: SwapDeviceProps): Record<string, any> {
  return compact({
    device: props.device,
    size: props.sizeMib,
    priority: props.priority,
    randomEncryption: flag(props.randomEncryption),
    discardPolicy: props.discardPolicy,
  });
}

function checkSwapDevice(all: readonly SwapDeviceProps[], props: SwapDeviceProps, index: number, refuse: Refuse): void {
  const at = `swapDevices[${index}]`;
  if (!/^\/[^\0\n]+$/.test(props.device)) {
    refuse(
      'SWAP_DEVICE',
      `${JSON.stringify(props.device)} is neither a device nor a file`,
      'give an absolute path',
      `${at}.device`,
    );
  }
  if (all.findIndex((other) => other.device === props.device) !== index) {
    refuse('SWAP_TWICE', `${props.device} is given twice`, 'leave one out', `${at}.device`);
  }
  if (props.sizeMib !== undefined && props.device.startsWith('/dev/')) {
    refuse(
      'SWAP_SIZE',
      `${props.device} is a device and has the size that it has`,
      'leave sizeMib out, or give a file such as /var/lib/swapfile',
      `${at}.sizeMib`,
    );
  }
  if (props.randomEncryption && /^\/dev\/disk\/by-(uuid|label)\//.test(props.device)) {
    refuse(
      'SWAP_RANDOM_ENCRYPTION',
      `${props.device} is found by what encryption overwrites`,
      'name the partition by /dev/disk/by-partuuid or by-partlabel',
      `${at}.device`,
      'a new key at every boot erases the UUID and the label of the swap area; NixOS refuses this',
    );
  }
  checkInteger(refuse, props.sizeMib, `${at}.sizeMib`, 1);
  checkInteger(refuse, props.priority, `${at}.priority`, 0, 32767);
  checkOneOf(refuse, props.discardPolicy, ['once', 'pages', 'both'], `${at}.discardPolicy`);
}
