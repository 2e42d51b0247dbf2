import { NixosContainerProps } from './container-props';
import { Refuse } from '../app/refuse';

/** Refuse a name and props that each can be judged by itself. */
export function checkContainer(name: string, props: NixosContainerProps, refuse: Refuse): void {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name)) {
    refuse(
      'CONTAINER_NAME',
      `"${name}" cannot name a container`,
      'use letters, digits and -, with a letter or digit at both ends; no _, which NixOS refuses',
      'containerName',
    );
  }
  if (name.length > 11) {
    refuse(
      'CONTAINER_NAME_TOO_LONG',
      `"${name}" has ${name.length} characters`,
      'give a name of at most 11 characters: containerName',
      'containerName',
      'its network interface on the host is called ve-NAME, and Linux cuts such names at 15 characters; rules that match the whole name then miss it',
    );
  }
  checkPorts(props, refuse);
  props.capabilities?.forEach((capability, index) => {
    if (/^(CAP_[A-Z0-9_]+|all)$/.test(capability)) return;
    refuse(
      'CONTAINER_CAPABILITY',
      `"${capability}" is no capability`,
      "give its full name, such as 'CAP_NET_ADMIN'",
      `capabilities[${index}]`,
    );
  });
  props.tmpfs?.forEach((path, index) => {
    if (/^\/[^\s:]+(:\S+)?$/.test(path)) return;
    refuse(
      'CONTAINER_TMPFS',
      `"${path}" is no place for a tmpfs`,
      "give an absolute path: '/var/cache:size=1G'",
      `tmpfs[${index}]`,
    );
  });
  props.extraFlags?.forEach((flag, index) => {
    if (/^-/.test(flag)) return;
    refuse(
      'CONTAINER_FLAG',
      `"${flag}" is no flag of systemd-nspawn`,
      "give it with its dashes: '--property=…'",
      `extraFlags[${index}]`,
    );
  });
  if (props.startTimeout !== undefined && !/^(infinity|(\d+(us|ms|s|sec|m|min|h|hr)? ?)+)$/.test(props.startTimeout)) {
    refuse(
      'CONTAINER_TIMEOUT',
      `"${props.startTimeout}" is no time span`,
      "give one such as '5min' or '90s'",
      'startTimeout',
    );
  }
  const { privateUsers } = props;
  if (privateUsers !== undefined && !/^(no|identity|pick|\d{1,10})$/.test(privateUsers)) {
    refuse(
      'CONTAINER_PRIVATE_USERS',
      `"${privateUsers}" is no choice of user ids`,
      "give 'pick', 'identity', 'no' or a number",
      'privateUsers',
    );
  }
  for (const key of ['memoryMib', 'cpuPercent'] as const) {
    const value = props[key];
    if (value === undefined || (Number.isInteger(value) && value > 0)) continue;
    refuse('CONTAINER_LIMIT', `${key} is ${value}`, 'give a whole number above 0', key);
  }
}

function checkPorts(props: NixosContainerProps, refuse: Refuse): void {
  const seen = new Set<string>();
  const check = (port: number, keyPath: string) => {
    if (Number.isInteger(port) && port >= 1 && port <= 65535) return;
    refuse('CONTAINER_PORT', `${port} is no port number`, 'give an integer from 1 to 65535', keyPath);
  };
  props.forwardPorts?.forEach(({ hostPort, containerPort, protocol }, index) => {
    check(hostPort, `forwardPorts[${index}].hostPort`);
    if (containerPort !== undefined) check(containerPort, `forwardPorts[${index}].containerPort`);
    const key = `${protocol ?? 'tcp'} ${hostPort}`;
    if (seen.has(key)) {
      refuse(
        'CONTAINER_PORT_TWICE',
        `the host's port ${key} is forwarded twice`,
        'leave one of the two out',
        `forwardPorts[${index}]`,
      );
    }
    seen.add(key);
  });
  props.allowedTcpPorts?.forEach((port, index) => check(port, `allowedTcpPorts[${index}]`));
  props.allowedUdpPorts?.forEach((port, index) => check(port, `allowedUdpPorts[${index}]`));
}
