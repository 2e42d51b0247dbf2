import { App } from '../app';
import type { WslHost } from './wsl-host';
import type { WslHostProps } from './wsl-host-props';
import { Refuse } from '../app/refuse';

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
