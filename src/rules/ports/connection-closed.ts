import { troubledUses, useOf } from './used';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const connectionClosed: IRule = {
  code: 'CONNECTION_CLOSED',
  severity: Severity.WARNING,
  title: 'A service that others use is open to them',
  reason: 'the firewall drops what the others ask without a word: every attempt ends in a timeout',
  source: 'NixOS: networking.firewall',
  breaks: `
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const store = new Host(app, 'store', { ...machine, ...wired('10.128.1.5/24'), ssh: { openFirewall: false } });
const saver = new Host(app, 'saver', { ...machine, ...wired('10.128.1.6/24') });
new Backup(saver, 'home', {
  paths: ['/home'],
  repository: BackupRepository.sftp({ host: store.address, path: '/srv/backups' }),
  passwordFile: SecretFile.at('/run/keys/restic'),
  check: true,
  keep: { daily: 7 },
});
`,
  holds: `
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const store = new Host(app, 'store', { ...machine, ...wired('10.128.1.5/24'), ssh: { interfaces: ['eno1'] } });
const saver = new Host(app, 'saver', { ...machine, ...wired('10.128.1.6/24') });
new Backup(saver, 'home', {
  paths: ['/home'],
  repository: BackupRepository.sftp({ host: store.address, path: '/srv/backups' }),
  passwordFile: SecretFile.at('/run/keys/restic'),
  check: true,
  keep: { daily: 7 },
});
`,
  check(estate, report) {
    for (const use of troubledUses(estate, Trouble.CLOSED)) {
      const { entry, way } = use;
      const { machine, interfaceName, port } = way!;
      const on = interfaceName === undefined ? '' : ` on ${interfaceName}`;
      const allow = entry.target.protocol === 'udp' ? 'allowUdp' : 'allowTcp';
      report.found(entry.user, {
        message: `${useOf(use)} asks port ${port} of ${machine!.systemName}${on}, which the firewall there does not open`,
        keyPath: entry.keyPath,
        mend: `open it: ${machine!.systemName}.firewall.${allow}(${port}, { interface: ${interfaceName === undefined ? '…' : `'${interfaceName}'`} })`,
        related: [machine!],
        cause: `${machine!.node.path}\0${interfaceName}\0${port}\0${entry.target.protocol}`,
      });
    }
  },
};
