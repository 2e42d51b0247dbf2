import {
  AgenixStore,
  App,
  BackupRepository,
  Host,
  Match,
  ReverseProxy,
  Secret,
  Template,
  Testing,
  ZfsDataset,
  ZfsPool,
} from 'cosmo-nix';
import 'cosmo-nix/jest';
import { PaperlessService, PaperlessServiceProps } from '../src';

const ADMIN = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKOUhrYOC1FzgnZdaylePcqKUXGEvoLZkdFL9Ywfw+1S';

let app: App;
let attic: Host;
let documents: ZfsDataset;
let password: Secret;

beforeEach(() => {
  app = Testing.app({ release: '25.11' });
  new AgenixStore(app, 'secrets', { adminKeys: { ada: ADMIN } });
  attic = new Host(app, 'attic', { stateVersion: '25.11', allowNoLogin: true });
  const tank = new ZfsPool(attic, 'tank', { datasets: { root: { mountPoint: '/' } } });
  documents = tank.addDataset('documents', { mountPoint: '/srv/documents' });
  password = new Secret(app, 'paperless-admin');
});

function paperless(props: Partial<PaperlessServiceProps> = {}): PaperlessService {
  return new PaperlessService(attic, 'paperless', { documents, adminPassword: password.on(attic), ...props });
}

test('keeps its documents on the dataset, and waits for it', () => {
  paperless();
  expect(attic).toHaveOption('services.paperless', {
    enable: true,
    mediaDir: '/srv/documents',
    passwordFile: Match.expr('config.age.secrets.paperless-admin.path'),
    settings: { PAPERLESS_URL: Match.absent() },
  });
  expect(attic).toHaveOption('systemd.services.paperless-web.unitConfig.RequiresMountsFor', ['/srv/documents']);
});

test('reads documents in several languages', () => {
  paperless({ languages: ['deu', 'eng'] });
  expect(attic).toHaveOption('services.paperless.settings.PAPERLESS_OCR_LANGUAGE', 'deu+eng');
});

test('is served under its name by the proxy', () => {
  paperless({ hostName: 'paper.home.arpa', proxy: new ReverseProxy(attic, 'proxy') });
  const template = Template.of(attic);
  template.hasOption('services.paperless.settings.PAPERLESS_URL', 'https://paper.home.arpa');
  template.hasOption('services.caddy.virtualHosts.*', {
    extraConfig: Match.stringLike('*reverse_proxy*127.0.0.1:28981*'),
  });
});

test('is saved each night, from a snapshot', () => {
  const backup = {
    repository: BackupRepository.local('/mnt/usb', 'paperless'),
    passwordFile: new Secret(app, 'restic').on(attic),
  };
  paperless({ backup });
  const template = Template.of(attic);
  template.hasCount('Backup', 1);
  template.hasOption('services.restic.backups.*.paths', [Match.stringLike('/srv/documents/.zfs/snapshot/*')]);
});

test('gives way to what its owner says of the time zone', () => {
  const service = paperless();
  service.addOptions({ services: { paperless: { settings: { PAPERLESS_CONSUMER_POLLING: 60 } } } });
  attic.addOptions({ services: { paperless: { settings: { PAPERLESS_TIME_ZONE: 'Europe/Vienna' } } } });
  expect(attic).toHaveOption('services.paperless.settings.PAPERLESS_TIME_ZONE', 'Europe/Vienna');
  expect(attic).toHaveOption('services.paperless.settings.PAPERLESS_CONSUMER_POLLING', 60);
});

test.each([
  ['PAPERLESS_DOCUMENTS', () => ({ documents: new ZfsPool(attic, 'bare').addDataset('x') })],
  ['PAPERLESS_NAME', () => ({ proxy: new ReverseProxy(attic, 'proxy') })],
  ['PAPERLESS_LANGUAGE', () => ({ languages: ['English'] })],
])('refuses with %s', (code, props) => {
  expect(() => paperless(props())).toBeRefused(code);
});

test('its port is its own', () => {
  paperless({ port: 22 });
  expect(app).toHaveDiagnostic('SERVICE_PORT_TAKEN', {
    path: 'attic/paperless',
    message: Match.stringLike('port 22 *'),
  });
});

test('is what the official formatter and Nix make of it', () => {
  paperless({ hostName: 'paper.home.arpa', proxy: new ReverseProxy(attic, 'proxy') });
  expect(attic).toBeCanonicalNix();
  expect(attic).toEvaluate({ skipWithoutNix: process.env.CI === undefined });
});

test('is one file of its host', () => {
  paperless({ hostName: 'paper.home.arpa' });
  expect(Testing.synthSystem(attic)['hosts/attic/paperless.nix']).toMatchInlineSnapshot(`
   "# attic/paperless. Written by cosmo: change the estate, not this file.
   { config, lib, ... }:
   {
     services.paperless = {
       enable = true;
       address = "127.0.0.1";
       port = 28981;
       mediaDir = "/srv/documents";
       passwordFile = config.age.secrets.paperless-admin.path;
       settings = {
         PAPERLESS_OCR_LANGUAGE = "eng";
         PAPERLESS_URL = "https://paper.home.arpa";
         PAPERLESS_TIME_ZONE = lib.mkDefault "UTC";
       };
     };
     systemd.services.paperless-web.unitConfig.RequiresMountsFor = [ "/srv/documents" ];
   }
   "
  `);
});
