import {
  AgenixStore,
  AlertReceiver,
  App,
  Aspects,
  Backup,
  BackupRepository,
  CpuVendor,
  HardwareProfile,
  Host,
  HostKey,
  Lan,
  Monitoring,
  NetworkBackend,
  Secret,
  SecretContent,
  SshHardened,
} from 'cosmo-nix';
import { Shares } from './shares';
import { Storage } from './storage';

const ADA = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8';

const app = new App({ description: 'One NAS, and nothing else', release: '25.11' });
const lan = new Lan(app, 'home', {
  subnet: '192.168.1.0/24',
  gateway: '192.168.1.1',
  nameservers: ['192.168.1.1'],
  dhcpRange: { from: '192.168.1.100', to: '192.168.1.199' },
});
new AgenixStore(app, 'store', { adminKeys: { ada: ADA } });

const nas = new Host(app, 'nas', {
  stateVersion: '25.11',
  hostId: '4e98920d',
  memoryMib: 32 * 1024,
  hardware: {
    profile: HardwareProfile.NOT_DETECTED,
    cpu: CpuVendor.INTEL,
    availableKernelModules: ['ahci', 'nvme', 'xhci_pci', 'usbhid', 'sd_mod'],
  },
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: lan.interfaceAt(10) } },
  locale: { timeZone: 'Europe/Vienna' },
  nix: { gc: { olderThan: '30d' } },
});
new HostKey(nas, 'host-key', {
  publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMYaz90OA3ZOGeeJiVFdGgtgtMy6uQSfTmfid+pESn/B',
});
nas.addUser('ada', {
  admin: true,
  authorizedKeys: [ADA],
  hashedPasswordFile: new Secret(app, 'ada-password').on(nas),
});
// Who has files here, and does not log in.
nas.addUser('grace');

const storage = new Storage(nas, 'storage');

const shares = new Shares(nas, 'shares', { lan, interface: 'eno1' });
shares.add('photos', storage.photos, ['ada', 'grace']);
shares.add('documents', storage.documents, ['ada']);
shares.add('media', storage.media, ['ada', 'grace']);
shares.addTimeMachine('timemachine', storage.timeMachine, ['grace']);

// What cannot be bought again is kept in another place too.
new Backup(nas, 'offsite', {
  repository: BackupRepository.b2(
    'ada-backups',
    new Secret(app, 'b2-environment', { content: SecretContent.ENVIRONMENT }).on(nas),
    'nas',
  ),
  passwordFile: new Secret(app, 'restic-password').on(nas),
  datasets: [storage.photos, storage.documents],
  schedule: '*-*-* 03:00:00',
  keep: { daily: 7, weekly: 5, monthly: 12 },
  checkReadPercent: 2,
});

new Monitoring(nas, 'monitoring', {
  retention: '90d',
  alerts: { diskFreePercent: 15 },
  alertmanager: { receiver: AlertReceiver.telegram(4711, new Secret(app, 'telegram-token').on(nas)) },
  // Disks say so before they die.
  options: { services: { smartd: { enable: true } } },
});

Aspects.of(app).add(new SshHardened());

app.synth();
