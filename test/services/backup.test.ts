import {
  Backup,
  BackupProps,
  BackupRepository,
  Diagnostic,
  Nix,
  SecretContent,
  SecretFile,
  SharedModule,
  ZfsBackup,
  ZfsDataset,
  ZfsPool,
} from '../../src';
import { newApp, refusal } from '../support/estate';
import { describeWithNix, nixParses } from '../support/nix';
import { codes, file, hostOf } from '../support/small-estate';

const PASSWORD = SecretFile.of(Nix.ref('config.age.secrets.restic.path'));
const KEYS = SecretFile.at('/run/keys/b2');
const B2 = BackupRepository.b2('my-backups', KEYS, 'server');
const only = (found: readonly Diagnostic[], code: string) => found.filter((one) => one.code === code);

/** A server with two pools. */
function estate() {
  const app = newApp();
  const server = hostOf(app, 'server', { fileSystems: {} });
  const rpool = new ZfsPool(server, 'rpool');
  const root = rpool.addDataset('root', { mountPoint: '/' });
  const home = rpool.addDataset('home', { mountPoint: '/home' });
  const tank = new ZfsPool(server, 'tank');
  const media = tank.addDataset('media', { mountPoint: '/mnt/media' });
  const photos = media.addDataset('photos', { mountPoint: '/mnt/media/photos' });
  const vault = tank.addDataset('backups', { mountPoint: '/mnt/backups' });
  const add = (id: string, props: Partial<BackupProps>) =>
    new Backup(server, id, { repository: B2, passwordFile: PASSWORD, ...props });
  return { app, server, rpool, root, home, tank, media, photos, vault, add };
}

describe('Backup', () => {
  test('backs datasets up from a snapshot, with those below them', () => {
    const { app, media, home, add } = estate();
    const backup = add('offsite', {
      datasets: [media, home],
      exclude: ['*.part', '/mnt/media/tmp', '/home/*/.cache', '!/home/ada/.cache/keep'],
      keep: { daily: 7, weekly: 5, monthly: 12 },
    });
    expect(file(app, 'hosts/server/offsite.nix')).toMatchInlineSnapshot(`
     "{ config, ... }:
     {
       services.restic.backups.offsite = {
         repository = "b2:my-backups:server";
         initialize = true;
         passwordFile = config.age.secrets.restic.path;
         environmentFile = "/run/keys/b2";
         paths = [
           "/mnt/media/.zfs/snapshot/restic-offsite"
           "/mnt/media/photos/.zfs/snapshot/restic-offsite"
           "/home/.zfs/snapshot/restic-offsite"
         ];
         exclude = [
           "*.part"
           "/mnt/media/.zfs/snapshot/restic-offsite/tmp"
           "/home/.zfs/snapshot/restic-offsite/*/.cache"
           "!/home/.zfs/snapshot/restic-offsite/ada/.cache/keep"
         ];
         backupPrepareCommand = ''
           /run/booted-system/sw/bin/zfs destroy tank/media@restic-offsite 2> /dev/null || true
           /run/booted-system/sw/bin/zfs destroy tank/media/photos@restic-offsite 2> /dev/null || true
           /run/booted-system/sw/bin/zfs destroy rpool/home@restic-offsite 2> /dev/null || true
           /run/booted-system/sw/bin/zfs snapshot tank/media@restic-offsite tank/media/photos@restic-offsite
           /run/booted-system/sw/bin/zfs snapshot rpool/home@restic-offsite
           ls /mnt/media/.zfs/snapshot/restic-offsite > /dev/null
           ls /mnt/media/photos/.zfs/snapshot/restic-offsite > /dev/null
           ls /home/.zfs/snapshot/restic-offsite > /dev/null
         '';
         backupCleanupCommand = ''
           /run/booted-system/sw/bin/zfs destroy tank/media@restic-offsite 2> /dev/null || true
           /run/booted-system/sw/bin/zfs destroy tank/media/photos@restic-offsite 2> /dev/null || true
           /run/booted-system/sw/bin/zfs destroy rpool/home@restic-offsite 2> /dev/null || true
         '';
         pruneOpts = [
           "--keep-daily 7"
           "--keep-weekly 5"
           "--keep-monthly 12"
         ];
         timerConfig = {
           OnCalendar = "daily";
           Persistent = true;
           RandomizedDelaySec = "60m";
         };
       };
     }
     "
    `);
    expect(backup.unit).toBe('restic-backups-offsite.service');
    expect(Backup.isBackup(backup)).toBe(true);
    expect(codes(app.check())).toEqual(['warning BACKUP_NEVER_CHECKED']);
  });

  test('writes all that it is told', () => {
    const { app, add } = estate();
    add('nightly', {
      repository: BackupRepository.sftp({ host: 'nas', path: '/srv/restic', user: 'backup', sshKey: KEYS, port: 2222 }),
      paths: ['/etc', '/var/lib'],
      schedule: '*-*-* 03:00:00',
      randomizedDelayMinutes: 0,
      persistent: false,
      keep: { last: 3, hourly: 24, yearly: 2, within: '14d' },
      checkReadPercent: 5,
      initialize: false,
      environmentFile: SecretFile.at('/run/keys/env'),
      inhibitsSleep: true,
      extraArgs: ['--one-file-system'],
      override: { 'services.restic.backups.nightly.user': 'backup' },
    });
    expect(file(app, 'hosts/server/nightly.nix')).toMatchSnapshot();
  });

  test.each<[string, BackupRepository]>([
    [
      'repository = "s3:https://s3.example.com/backups/a"',
      BackupRepository.s3('https://s3.example.com/backups/a', KEYS),
    ],
    ['repository = "rest:https://backup.home.example/"', BackupRepository.rest('https://backup.home.example')],
    ['repository = "b2:my-backups:server"', B2],
    ['repository = "sftp:root@[fd00::1]:restic"', BackupRepository.sftp({ host: 'fd00::1', path: 'restic' })],
    ['RequiresMountsFor = [ "/mnt/usb/restic" ]', BackupRepository.local('/mnt/usb', 'restic')],
  ])('knows the repository %s', (text, repository) => {
    const { app, add } = estate();
    add('a', { repository, paths: ['/etc'], check: true });
    expect(file(app, 'hosts/server/a.nix')).toContain(text);
    expect(file(app, 'hosts/server/a.nix')).toContain('runCheck = true');
  });

  test('hands an SSH key over that only Nix knows, and reads datasets as they are', () => {
    const { app, media, add } = estate();
    const repository = BackupRepository.sftp({ host: 'nas', path: 'r', sshKey: PASSWORD });
    add('a', { repository, datasets: [media], snapshot: false });
    const text = file(app, 'hosts/server/a.nix');
    expect(text).toContain("ssh root@nas -i ${config.age.secrets.restic.path} -s sftp'");
    expect(text).toMatch(/paths = \[\s+"\/mnt\/media"\s+"\/mnt\/media\/photos"/);
    expect(text).not.toContain('snapshot');
  });

  test('changes with the dataset', () => {
    const build = (mountPoint: string) => {
      const { app, tank, add } = estate();
      add('a', { datasets: [tank.addDataset('docs', { mountPoint })] });
      return file(app, 'hosts/server/a.nix');
    };
    expect(build('/srv/papers')).toBe(build('/srv/docs').replaceAll('/srv/docs', '/srv/papers'));
    expect(build('/srv/docs')).toContain('"/srv/docs/.zfs/snapshot/restic-a"');
  });

  test('warns of a repository on the pool that it saves', () => {
    const { app, media, root, vault, add } = estate();
    add('bad', { repository: BackupRepository.local(vault, 'restic'), datasets: [media] });
    add('good', { repository: BackupRepository.local(vault, 'other'), datasets: [root] });
    add('path', { repository: BackupRepository.local('/mnt/backups/third'), paths: ['/mnt/media/photos'] });
    const found = only(app.check(), 'BACKUP_SAME_POOL');
    expect(codes(found)).toEqual(['warning BACKUP_SAME_POOL', 'warning BACKUP_SAME_POOL']);
    expect(found[0]).toMatchObject({ path: 'server/bad', related: ['server/tank'] });
  });

  test('finds what goes into one repository twice', () => {
    const { app, home, root, photos, add } = estate();
    add('a', { datasets: [home] });
    add('b', { paths: ['/home/ada'] });
    // The root is another dataset than what is mounted below it, and another repository is a second copy.
    add('c', { datasets: [root] });
    add('d', { datasets: [home], repository: BackupRepository.rest('https://backup.home.example') });
    expect(only(app.check(), 'BACKUP_TWICE').map(({ path, related }) => [path, related])).toEqual([
      ['server/b', ['server/a']],
    ]);
    add('e', { paths: ['/mnt'], datasets: [photos] });
    expect(only(app.check(), 'BACKUP_TWICE').map(({ message }) => message)).toContain(
      '/mnt is backed up twice: as a path, and in a dataset',
    );
  });

  test('finds a repository in what it saves', () => {
    const { app, root, vault, add } = estate();
    add('a', { repository: BackupRepository.local('/var/restic'), datasets: [root] });
    add('b', { repository: BackupRepository.local('/srv/restic'), paths: ['/srv'] });
    add('c', { repository: BackupRepository.local('/opt/restic'), paths: ['/opt'], exclude: ['/opt/restic'] });
    add('d', { repository: BackupRepository.local(vault), datasets: [root] });
    expect(only(app.check(), 'BACKUP_INTO_ITSELF').map(({ path }) => path)).toEqual(['server/a', 'server/b']);
  });

  test.each<[string, string, (all: ReturnType<typeof estate>) => unknown]>([
    ['BACKUP_NAME', 'a space in the name', (e) => e.add('a b', { paths: ['/etc'] })],
    ['BACKUP_NOTHING', 'nothing', (e) => e.add('a', {})],
    ['BACKUP_PATH', 'a relative path', (e) => e.add('a', { paths: ['etc'] })],
    ['BACKUP_PATH', 'a slash at the end', (e) => e.add('a', { paths: ['/etc/'] })],
    ['BACKUP_DATASET', 'what is not mounted', (e) => e.add('a', { datasets: [e.tank.addDataset('x')] })],
    [
      'BACKUP_DATASET',
      'a dataset of another host',
      (e) => {
        const other = new ZfsPool(hostOf(e.app, 'nas'), 'pool').addDataset('x', { mountPoint: '/x' });
        return e.add('a', { datasets: [other] });
      },
    ],
    ['BACKUP_TWICE', 'a path in another', (e) => e.add('a', { paths: ['/etc', '/etc/nixos'] })],
    ['BACKUP_TWICE', 'a path twice', (e) => e.add('a', { paths: ['/etc', '/etc'] })],
    ['BACKUP_TWICE', 'a dataset in another', (e) => e.add('a', { datasets: [e.media, e.photos] })],
    ['BACKUP_KEEP', 'nothing kept', (e) => e.add('a', { paths: ['/etc'], keep: {} })],
    ['BACKUP_KEEP', 'no time', (e) => e.add('a', { paths: ['/etc'], keep: { within: 'a week' } })],
    ['NUMBER_OUT_OF_RANGE', 'half a day', (e) => e.add('a', { paths: ['/etc'], keep: { daily: 0.5 } })],
    ['NUMBER_OUT_OF_RANGE', 'more than all', (e) => e.add('a', { paths: ['/etc'], checkReadPercent: 101 })],
    ['NUMBER_OUT_OF_RANGE', 'a negative delay', (e) => e.add('a', { paths: ['/etc'], randomizedDelayMinutes: -1 })],
    ['BACKUP_CHECK', 'no check that reads', (e) => e.add('a', { paths: ['/etc'], check: false, checkReadPercent: 5 })],
    ['BACKUP_SCHEDULE', 'no time of day', (e) => e.add('a', { paths: ['/etc'], schedule: ' ' })],
    [
      'BACKUP_SYSTEM',
      'a System that is no NixOS',
      (e) => new Backup(new SharedModule(e.app, 's'), 'a', { repository: B2, passwordFile: PASSWORD, paths: ['/etc'] }),
    ],
  ])('refuses with %s: %s', (code, _what, run) => {
    expect(refusal(() => run(estate())).code).toBe(code);
  });

  test('refuses secrets of another form', () => {
    const environment = SecretFile.at('/run/keys/a', SecretContent.ENVIRONMENT);
    const value = SecretFile.at('/run/keys/a', SecretContent.VALUE);
    const code = (props: Partial<BackupProps>) => refusal(() => estate().add('a', { paths: ['/etc'], ...props })).code;
    expect(code({ passwordFile: environment })).toBe('SECRET_CONTENT');
    expect(code({ repository: BackupRepository.b2('my-backups', value) })).toBe('SECRET_CONTENT');
    const sftp = BackupRepository.sftp({ host: 'nas', path: 'r', sshKey: environment });
    expect(code({ repository: sftp })).toBe('SECRET_CONTENT');
  });

  test('refuses a password in plain text', () => {
    const { app, add } = estate();
    add('a', { paths: ['/etc'], passwordFile: 'hunter2' as never });
    expect(refusal(() => app.render()).code).toBe('SECRET_NO_FILE');
  });

  test.each<[string, (dataset: ZfsDataset) => unknown]>([
    ['a relative path', () => BackupRepository.local('backups')],
    ['what is not mounted', (dataset) => BackupRepository.local(dataset)],
    ['a folder with a slash', () => BackupRepository.local('/b', '/restic')],
    ['no host', () => BackupRepository.sftp({ host: 'a b', path: 'r' })],
    ['no user', () => BackupRepository.sftp({ host: 'a', path: 'r', user: 'a b' })],
    ['a path with spaces', () => BackupRepository.sftp({ host: 'a', path: 'r s' })],
    ['no port', () => BackupRepository.sftp({ host: 'a', path: 'r', port: 0 })],
    ['a server without a bucket', () => BackupRepository.s3('https://s3.example.com', KEYS)],
    ['a password in a URL', () => BackupRepository.rest('https://ada:pw@backup.example')],
    ['no URL', () => BackupRepository.rest('backup')],
    ['no bucket', () => BackupRepository.b2('a b', KEYS)],
    ['a folder with a colon', () => BackupRepository.b2('my-backups', KEYS, 'a:b')],
  ])('refuses a repository at %s', (_what, run) => {
    const { tank } = estate();
    expect(refusal(() => run(tank.addDataset('unmounted'))).code).toBe('BACKUP_REPOSITORY');
  });
});

describe('ZfsBackup', () => {
  test('sends datasets to another pool by syncoid', () => {
    const { app, server, rpool, home, vault } = estate();
    new ZfsBackup(server, 'local', {
      sources: [rpool.addDataset('docs', { mountPoint: '/docs' }), home],
      target: vault,
    });
    expect(file(app, 'hosts/server/rpool.nix')).toMatch(/"rpool\/home" = \{\s+target = "tank\/backups\/home"/);
    expect(codes(app.check())).toEqual([]);
  });

  test('sends them to a machine that the estate does not know', () => {
    const { app, server, home } = estate();
    new ZfsBackup(server, 'away', { sources: [home], target: 'zfs@away:pool/server', interval: 'daily', raw: true });
    expect(file(app, 'hosts/server/rpool.nix')).toContain('target = "zfs@away:pool/server/home"');
    expect(file(app, 'hosts/server/rpool.nix')).toContain('sendOptions = "w"');
  });

  test('warns of a target on the same pool', () => {
    const { app, server, media, vault } = estate();
    new ZfsBackup(server, 'local', { sources: [media], target: vault });
    expect(codes(app.check())).toEqual(['warning BACKUP_SAME_POOL']);
  });

  test('refuses nothing, what is no dataset, and what is part of another', () => {
    const { server, media, photos, rpool } = estate();
    const code = (sources: any[], recursive?: boolean) =>
      refusal(() => new ZfsBackup(server, `b${sources.length}${recursive}`, { sources, target: rpool, recursive }))
        .code;
    expect(code([])).toBe('BACKUP_NOTHING');
    expect(code(['tank'])).toBe('BACKUP_SOURCE');
    expect(code([photos, media])).toBe('BACKUP_TWICE');
    expect(code([media, media, photos], false)).toBe('BACKUP_TWICE');
    expect(
      () => new ZfsBackup(server, 'ok', { sources: [media, photos], target: rpool, recursive: false }),
    ).not.toThrow();
  });
});

describeWithNix('the files of a backup', () => {
  test('are Nix', async () => {
    const { app, media, add } = estate();
    add('a', { datasets: [media] });
    const texts = Object.entries(app.render()).flatMap(([path, text]) => (path.endsWith('.nix') ? [text] : []));
    expect(await nixParses(texts)).toEqual(texts.map(() => true));
  });
});
