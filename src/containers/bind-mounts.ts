import { IMountPoint } from '../app';
import { Refuse } from '../app/refuse';
import { Expr } from '../nix';
import { ContainerBindMount, ContainerDevice } from './container-props';

/** What a container sees of its host's files. */
export interface SeenFiles {
  /** `bindMounts` of the container. */
  readonly bindMounts: Record<string, any>;
  /** `allowedDevices` of the container. */
  readonly allowedDevices: Record<string, any>[];
  /** Paths of the host that must be mounted before it starts. */
  readonly required: string[];
}

/** Bind mounts and devices as NixOS has them. */
export function seenFiles(
  mounts: readonly ContainerBindMount[],
  devices: readonly (string | ContainerDevice)[],
  refuse: Refuse,
): SeenFiles {
  const bindMounts: Record<string, any> = {};
  const required = new Set<string>();
  const add = (mountPoint: string, keyPath: string, mount: Record<string, any>) => {
    if (bindMounts[mountPoint] !== undefined) {
      refuse('CONTAINER_BIND_MOUNT_TWICE', `two things are mounted at ${mountPoint}`, 'leave one of them out', keyPath);
    }
    bindMounts[mountPoint] = mount;
  };
  mounts.forEach((mount, index) => {
    const keyPath = `bindMounts[${index}]`;
    checkPath(mount.mountPoint, `${keyPath}.mountPoint`, refuse);
    const hostPath = hostPathOf(mount, `${keyPath}.hostPath`, refuse);
    if (typeof hostPath === 'string' && !/^\/(dev|proc|run|sys|nix)(\/|$)/.test(hostPath)) required.add(hostPath);
    add(mount.mountPoint, keyPath, { hostPath, isReadOnly: mount.readOnly === false ? false : undefined });
  });
  const allowedDevices = devices.map((device, index) => {
    const keyPath = `devices[${index}]`;
    const { node, modifier = 'rw' } = typeof device === 'string' ? { node: device } : device;
    checkPath(node, keyPath, refuse);
    if (!node.startsWith('/dev/') || !/^(?!.*(.).*\1)[rwm]{1,3}$/.test(modifier)) {
      refuse(
        'CONTAINER_DEVICE',
        node.startsWith('/dev/') ? `"${modifier}" allows nothing` : `${node} is no device`,
        "give a node below /dev, and 'r', 'w' and 'm' for what is allowed",
        keyPath,
      );
    }
    add(node, keyPath, { hostPath: node, isReadOnly: false });
    return { node, modifier };
  });
  return { bindMounts, allowedDevices, required: [...required] };
}

function hostPathOf(mount: ContainerBindMount, keyPath: string, refuse: Refuse): string | Expr {
  const given = mount.hostPath ?? mount.mountPoint;
  if (Expr.isExpr(given)) return given as Expr;
  const path = typeof given === 'string' ? given : (given as IMountPoint).mountPoint;
  if (typeof path !== 'string') {
    return refuse(
      'CONTAINER_BIND_MOUNT_UNMOUNTED',
      `what the container is to see at ${mount.mountPoint} is not mounted on the host`,
      'give it a mountPoint',
      keyPath,
    );
  }
  checkPath(path, keyPath, refuse);
  return path;
}

function checkPath(path: string, keyPath: string, refuse: Refuse): void {
  const parts = path.split('/').slice(1);
  if (
    path.startsWith('/') &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..') &&
    !/[\0\n:]/.test(path)
  ) {
    return;
  }
  refuse(
    'CONTAINER_BIND_MOUNT',
    `${JSON.stringify(path)} is no path that can be mounted in a container`,
    "give an absolute path without '..', ':' and a slash at its end; / itself cannot be mounted",
    keyPath,
  );
}
