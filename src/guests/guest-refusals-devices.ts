import { isIP } from 'net';
import { LibvirtGraphics } from './guest-enums';
import { LibvirtGuestProps } from './guest-props';
import { bootOrders } from './guest-resolve';
import { formatPciAddress, isDeviceId, parsePciAddress, shareTag } from './passthrough';
import { no, Refusal, whole } from './refusal';

/** PCI and USB devices, vsock, and the boot order. */
export function* devices(props: LibvirtGuestProps): Generator<Refusal> {
  const orders = bootOrders(props);
  const twice = orders.find((order, i) => orders.indexOf(order) !== i);
  if (twice !== undefined) {
    yield no('GUEST_BOOT_ORDER', 'disks', `two devices have the place ${twice} in the boot order`, 'give each its own');
  }
  const seen = new Set<string>();
  for (const { address, id, romFile, bootOrder } of props.pciDevices ?? []) {
    const parsed = parsePciAddress(address);
    if (!parsed) {
      yield no(
        'GUEST_PCI',
        'pciDevices',
        `"${address}" is no PCI address`,
        'give it as lspci -D prints it: 0000:01:00.0',
      );
      return;
    }
    if (seen.has(formatPciAddress(parsed))) {
      yield no('GUEST_PCI', 'pciDevices', `${address} is handed through twice`, 'leave one out');
    }
    seen.add(formatPciAddress(parsed));
    if (id !== undefined && !isDeviceId(id)) {
      yield no(
        'GUEST_PCI',
        'pciDevices',
        `"${id}" is no vendor and device`,
        'give them as lspci -n prints them: 10de:2684',
      );
    }
    if (romFile !== undefined && !romFile.startsWith('/')) {
      yield no('GUEST_PCI', 'pciDevices', `"${romFile}" is no absolute path`, 'begin with /');
    }
    if (!whole(bootOrder, 1)) {
      yield no('GUEST_PCI', 'pciDevices', `${bootOrder} is no place in an order`, 'give a whole number from 1');
    }
  }
  for (const { id } of props.usbDevices ?? []) {
    if (!isDeviceId(id)) {
      yield no(
        'GUEST_USB',
        'usbDevices',
        `"${id}" is no vendor and product`,
        'give them as lsusb prints them: 1a86:55d4',
      );
    }
    if (seen.has(id.toLowerCase())) {
      yield no('GUEST_USB', 'usbDevices', `${id} is handed through twice`, 'leave one out');
    }
    seen.add(id.toLowerCase());
  }
  if (props.vsockCid !== undefined && !(whole(props.vsockCid, 3) && props.vsockCid < 2 ** 32 - 1)) {
    yield no(
      'GUEST_VSOCK',
      'vsockCid',
      `${props.vsockCid} is no context id of a guest`,
      'give a whole number from 3: 0 to 2 mean the host',
    );
  }
}

/** Folders of the host. */
export function* shares(props: LibvirtGuestProps): Generator<Refusal> {
  const tags = new Set<string>();
  for (const share of props.shares ?? []) {
    const tag = shareTag(share);
    if (!/^\/[^\0\n]*$/.test(share.source)) {
      yield no('GUEST_SHARE', 'shares', `"${share.source}" is no absolute path`, 'begin with /');
    }
    if (!/^[A-Za-z0-9_.-]{1,35}$/.test(tag)) {
      yield no(
        'GUEST_SHARE',
        'shares',
        `"${tag}" cannot be the tag of a share`,
        'give a tag of at most 35 letters, digits, . _ and -',
      );
    }
    if (tags.has(tag)) {
      yield no('GUEST_SHARE', 'shares', `two shares have the tag "${tag}"`, 'give one of them another tag');
    }
    tags.add(tag);
    if (share.mountPoint === undefined) continue;
    if (!props.host) {
      yield no(
        'GUEST_SHARE',
        'shares',
        `${share.source} is to be mounted, and the estate does not describe the guest's system`,
        'leave mountPoint out, and mount it in the guest',
      );
    }
    if (!share.mountPoint.startsWith('/')) {
      yield no('GUEST_SHARE', 'shares', `"${share.mountPoint}" is no absolute path`, 'begin with /');
    }
  }
}

/** The screen. */
export function* screen(props: LibvirtGuestProps): Generator<Refusal> {
  const { graphics, graphicsListen: listen, graphicsPort: port, video } = props;
  if (graphics === LibvirtGraphics.NONE && (listen !== undefined || port !== undefined || video !== undefined)) {
    yield no(
      'GUEST_GRAPHICS',
      'graphics',
      'a guest without a screen has settings for one',
      'leave them out, or graphics: NONE',
    );
  }
  if (listen !== undefined && isIP(listen) === 0) {
    yield no(
      'GUEST_GRAPHICS',
      'graphicsListen',
      `"${listen}" is no address`,
      'give an address of the host, such as 127.0.0.1',
    );
  }
  if (port !== undefined && !(whole(port, 5900) && port <= 65535)) {
    yield no(
      'GUEST_GRAPHICS',
      'graphicsPort',
      `a screen cannot be shown on port ${port}`,
      'give one from 5900 to 65535',
    );
  }
}
