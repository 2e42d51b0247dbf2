import { App, Diagnostics } from '../app';
import type { Host } from './host';
import type { WslHost } from './wsl-host';
import type { WslHostProps } from './wsl-host-props';
import { isPlainSet } from '../app/option-tree';
import { plainOptions } from '../app/plain-options';
import { Refuse } from '../app/refuse';

/** Options that have no place on WSL, and why. */
const NOT_ON_WSL: readonly [path: readonly string[], what: string][] = [
  [['boot', 'loader'], 'a boot loader'],
  [['boot', 'zfs'], 'ZFS'],
  [['services', 'zfs'], 'ZFS'],
  [['boot', 'kernelPackages'], 'a kernel of its own'],
  [['fileSystems'], 'file systems of its own'],
  [['swapDevices'], 'swap of its own'],
  [['disko'], 'disks to part'],
  [['boot', 'initrd'], 'an initial RAM disk'],
  [['boot', 'kernelModules'], 'kernel modules of its own'],
  [['boot', 'extraModulePackages'], 'kernel modules of its own'],
  [['zramSwap'], 'swap of its own'],
  [['microvm', 'vms'], 'virtual machines'],
  [['virtualisation', 'libvirtd'], 'virtual machines'],
  [['virtualisation', 'libvirt'], 'virtual machines'],
  [['systemd', 'network'], 'networkd'],
  [['networking', 'useNetworkd'], 'networkd'],
  [['networking', 'networkmanager'], 'NetworkManager'],
  [['networking', 'interfaces'], 'addresses of its own'],
  [['networking', 'bridges'], 'bridges'],
  [['networking', 'defaultGateway'], 'a router of its own'],
  [['networking', 'wireless'], 'wireless networks'],
];

/** @internal find what a finished machine on WSL cannot be. */
export function checkWsl(host: WslHost, props: WslHostProps, found: Diagnostics): void {
  if (props.defaultUser !== undefined && host.users.length > 0 && !host.findUser(props.defaultUser)) {
    found.error({
      code: 'WSL_DEFAULT_USER',
      message: `Windows is to log in ${props.defaultUser}, and ${host.systemName} has no such user`,
      keyPath: 'defaultUser',
      mend: `give one of its users: ${host.users.map((user) => user.userName).join(', ')}`,
    });
  }
  const strangers = (props.sshAgentUserNames ?? []).filter((name) => !host.findUser(name));
  if (strangers.length > 0 && host.users.length > 0) {
    found.error({
      code: 'WSL_SSH_AGENT',
      message: `${strangers.join(', ')} are to use the SSH agent of Windows, and ${host.systemName} has no such users`,
      keyPath: 'sshAgentUserNames',
      why: 'NixOS-WSL refuses users that do not exist',
      mend: `give some of its users: ${host.users.map((user) => user.userName).join(', ')}`,
    });
  }
  const { networking = {} } = props;
  const resolves = networking.nameservers?.length || networking.resolved || setsResolver(host);
  if (!host.generatesResolvConf && !resolves) {
    found.warning({
      code: 'WSL_NO_RESOLVER',
      message: `nothing tells ${host.systemName} whom to ask for names: Windows does not write /etc/resolv.conf`,
      keyPath: 'wslConf.network.generateResolvConf',
      why: 'NixOS writes the file then, and without DNS servers nothing is found',
      mend: "give networking: { nameservers: ['1.1.1.1'] } or { resolved: true }",
    });
  }
  for (const module of host._modules) {
    const tree = module._props.source === undefined ? module._definitions() : undefined;
    for (const [path, what] of NOT_ON_WSL) {
      if (!sets(tree, path)) continue;
      found.error({
        code: 'WSL_CANNOT',
        message: `${host.systemName} runs on WSL, which has no place for ${what}`,
        keyPath: path.join('.'),
        why: 'Windows starts the kernel and gives it disks and a network',
        mend: 'leave it out, or use a Host',
        related: [module.node.path],
      });
    }
  }
}

/** Whether another construct or plain options have names resolved. */
function setsResolver(host: Host): boolean {
  return (
    plainOptions(host, ['networking', 'nameservers']).length > 0 ||
    plainOptions(host, ['services', 'resolved', 'enable']).includes(true) ||
    plainOptions(host, ['services', 'tailscale', 'enable']).includes(true)
  );
}

/** @internal refuse props that the estate's release of NixOS-WSL does not have, or that have no effect. */
export function checkWslProps(host: WslHost, props: WslHostProps, refuse: Refuse): void {
  const { release } = App.of(host);
  const newer: [given: boolean, since: string, keyPath: string][] = [
    [props.windowsSshAgent ?? false, '25.11', 'windowsSshAgent'],
    [props.wslConf?.boot?.initTimeoutMs !== undefined, '25.11', 'wslConf.boot.initTimeoutMs'],
    [props.extraDriverLibraries !== undefined, '26.11', 'extraDriverLibraries'],
  ];
  for (const [given, since, keyPath] of newer) {
    if (!given || release === 'unstable' || release >= since) continue;
    refuse(
      'WSL_RELEASE',
      `NixOS-WSL ${release} has no option for ${keyPath}`,
      `leave it out, or build the estate from a newer release: new App({ release: '${since}' })`,
      keyPath,
      `it came with ${since}`,
    );
  }
  const needs: [key: keyof WslHostProps, other: keyof WslHostProps][] = [
    ['usbipAutoAttach', 'usbip'],
    ['usbipAddressSnippet', 'usbip'],
    ['sshAgentUsers', 'windowsSshAgent'],
    ['sshAgentUserNames', 'windowsSshAgent'],
    ['sshAgentPackage', 'windowsSshAgent'],
    ['extraDriverLibraries', 'useWindowsDriver'],
  ];
  for (const [key, other] of needs) {
    if (props[key] === undefined || props[other]) continue;
    const code = other === 'usbip' ? 'WSL_USBIP' : other === 'useWindowsDriver' ? 'WSL_DRIVER' : 'WSL_SSH_AGENT';
    refuse(code, `${key} is given, but ${other} is off`, `add ${other}: true`, key);
  }
  if (props.sshAgentUsers !== undefined && props.sshAgentUserNames !== undefined) {
    refuse('WSL_SSH_AGENT', 'the users of the agent are given twice', 'leave out one', 'sshAgentUserNames');
  }
  props.usbipAutoAttach?.forEach((bus, index) => {
    if (/^\d+-\d+(\.\d+)*$/.test(bus)) return;
    refuse('WSL_USBIP', `"${bus}" is no bus id`, "give it as usbipd list has it: '4-1'", `usbipAutoAttach[${index}]`);
  });
  const { networking = {}, wslConf = {} } = props;
  for (const key of ['nameservers', 'searchDomains', 'resolved'] as const) {
    if (!networking[key] || wslConf.network?.generateResolvConf === false) continue;
    refuse(
      'WSL_RESOLV_CONF',
      `networking.${key} is given, and Windows writes /etc/resolv.conf`,
      'have Windows leave it: wslConf: { network: { generateResolvConf: false } }',
      `networking.${key}`,
    );
  }
  if (networking.extraHosts !== undefined && wslConf.network?.generateHosts !== false) {
    refuse(
      'WSL_HOSTS',
      'networking.extraHosts is given, and Windows writes /etc/hosts',
      'have Windows leave it: wslConf: { network: { generateHosts: false } }',
      'networking.extraHosts',
    );
  }
  for (const key of Object.keys(networking)) {
    if (['nameservers', 'searchDomains', 'resolved', 'extraHosts', 'domain'].includes(key)) continue;
    refuse(
      'WSL_NETWORK',
      `networking.${key} cannot be set on WSL`,
      'leave it out: Windows gives the machine its addresses (.wslconfig there)',
      `networking.${key}`,
    );
  }
}

function sets(tree: unknown, path: readonly string[]): boolean {
  let at = tree;
  for (const segment of path) {
    if (!isPlainSet(at)) return false;
    at = at[segment];
  }
  return at !== undefined;
}
