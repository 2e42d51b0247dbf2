import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';
import { WslHost } from '../wsl-host';

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

export const wslCannot: IRule = {
  code: 'WSL_CANNOT',
  severity: Severity.ERROR,
  title: 'A machine on WSL is given nothing that Windows does',
  reason: 'Windows starts the kernel and gives it disks and a network',
  source: 'NixOS-WSL: modules/wsl-distro.nix, which turns off the boot loader, the kernel and the console',
  breaks: `
const users = { ada: { admin: true } };
new WslHost(app, 'windowed', { stateVersion: '25.11', users, options: { virtualisation: { libvirtd: { enable: true } } } });
`,
  holds: `
const users = { ada: { admin: true } };
new WslHost(app, 'windowed', { stateVersion: '25.11', users, options: { virtualisation: { podman: { enable: true } } } });
`,
  check(estate, report) {
    for (const host of estate._all(WslHost.isWslHost)) {
      const options = estate.optionsOf(host);
      for (const [path, what] of NOT_ON_WSL) {
        const [first, ...others] = options._at(path).filter(({ conditional }) => !conditional);
        if (!first) continue;
        report.found(host, {
          message: `${host.systemName} runs on WSL, which has no place for ${what}`,
          keyPath: formatKeyPath(path),
          mend: 'leave it out, or use a Host',
          related: [...new Set([first, ...others].map(({ owner }) => owner))].filter((owner) => owner !== host),
        });
      }
    }
  },
};
