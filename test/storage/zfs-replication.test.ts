import { appOf, file, found, hostOf, newApp, refused } from './storage';
import { SecretFile } from '../../src/app';
import { Nix } from '../../src/nix';
import { ZfsPool } from '../../src/storage';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPCaa me@there';

function estate() {
  const app = newApp();
  const server = hostOf(app, 'server');
  const backup = hostOf(app, 'backup');
  const tank = new ZfsPool(server, 'tank', { datasets: { media: {}, secret: { encryption: {} } } });
  const vault = new ZfsPool(backup, 'vault', { datasets: { server: {} } });
  const [media, secret] = tank._datasets;
  return { app, server, backup, tank, vault, media: media!, secret: secret!, received: vault._datasets[0]! };
}

describe('replication', () => {
  test('to another host of the estate, which is made ready', () => {
    const { app, media, secret, received } = estate();
    const sshKey = SecretFile.of(Nix.ref('config.age.secrets.syncoid.path'));
    media.replicateTo(received, { sshKey, sshPublicKey: KEY, interval: 'daily' });
    secret.replicateTo(received, {
      sshKey,
      targetName: 'private',
      recursive: false,
      syncSnapshot: false,
      address: '10.0.0.2',
    });
    expect(found(app)).toEqual([]);
    expect(file(app, 'tank')).toMatchSnapshot('tank');
    expect(file(app, 'zfs')).toMatch(/syncoid = \{\n {6}enable = true;\n {6}interval = "daily";/);
    expect(file(app, 'vault-server-receive-server-tank-media', 'backup')).toMatchSnapshot('receive');
  });

  test('to another pool of the host', () => {
    const { app, server, tank } = estate();
    tank.replicateTo(new ZfsPool(server, 'copies'));
    expect(file(app, 'tank')).toMatch('target = "copies/tank";');
  });

  test('to anywhere, and to two places', () => {
    const { app, media } = estate();
    media.replicateTo('root@nas.example.com:pool/media');
    media.replicateTo('copies/media', {
      sendOptions: 'Lc',
      recvOptions: 'ux mountpoint',
      extraArgs: ['--compress=none'],
    });
    expect(file(app, 'tank')).toMatchSnapshot();
  });

  test('what is encrypted is sent raw, unless told otherwise', () => {
    const { app, secret } = estate();
    secret.replicateTo('copies/secret');
    expect(file(app, 'tank')).toMatch('sendOptions = "w";');
    const other = estate();
    other.secret.replicateTo('copies/secret', { raw: false });
    expect(file(other.app, 'tank')).not.toMatch('sendOptions');
  });

  test('two names that would be one unit', () => {
    const { app, tank, vault } = estate();
    for (const name of ['a/b', 'a-b']) tank.addDataset(name).replicateTo(vault, { targetName: name.replace('/', '_') });
    expect(found(app)).toEqual(['error ZFS_REPLICATION_UNIT_TWICE']);
  });

  test('two intervals', () => {
    const { app, media, secret } = estate();
    media.replicateTo('x/a', { interval: 'daily' });
    secret.replicateTo('x/b', { interval: 'hourly' });
    expect(found(app)).toEqual(['error ZFS_INTERVALS_DIFFER']);
  });
});

describe('refused', () => {
  test('into itself', () => {
    const { tank, media } = estate();
    expect(refused(() => tank.replicateTo(media))).toBe('ZFS_REPLICATION_INTO_ITSELF');
    expect(refused(() => media.replicateTo('tank/media'))).toBe('ZFS_REPLICATION_INTO_ITSELF');
    expect(refused(() => media.replicateTo('tank/media/copy'))).toBe('ZFS_REPLICATION_INTO_ITSELF');
  });

  test('over a dataset that is declared', () => {
    const { tank, media } = estate();
    expect(refused(() => media.replicateTo(tank, { targetName: 'secret' }))).toBe('ZFS_REPLICATION_OVER_DATASET');
  });

  test('over a dataset that is declared on another host', () => {
    const { media, vault } = estate();
    expect(refused(() => media.replicateTo(vault, { targetName: 'server' }))).toBe('ZFS_REPLICATION_OVER_DATASET');
  });

  test('twice the same', () => {
    const { media, vault } = estate();
    media.replicateTo(vault);
    expect(refused(() => media.replicateTo(vault))).toBe('ZFS_REPLICATION_TWICE');
  });

  test.each(['', 'host:', 'a b', '/tank/x'])('%j is no target', (target) => {
    expect(refused(() => estate().media.replicateTo(target))).toBe('ZFS_REPLICATION_TARGET');
  });

  test('a colon in a name', () => {
    const { tank, vault } = estate();
    expect(refused(() => tank.addDataset('a:b').replicateTo(vault))).toBe('ZFS_REPLICATION_COLON');
  });

  test('a key that is no secret', () => {
    expect(refused(() => estate().media.replicateTo('x/y', { sshKey: 'key' as any }))).toBe('ZFS_SSH_KEY');
  });

  test('a key that syncoid cannot see', () => {
    const sshKey = SecretFile.at('/root/.ssh/id_ed25519');
    expect(refused(() => estate().media.replicateTo('x/y', { sshKey }))).toBe('ZFS_SSH_KEY_HIDDEN');
  });

  test('a public key for nobody, or that is none', () => {
    const { media, vault } = estate();
    expect(refused(() => media.replicateTo('x/y', { sshPublicKey: KEY }))).toBe('ZFS_REPLICATION_KEY');
    expect(refused(() => media.replicateTo(vault, { sshPublicKey: '-----BEGIN' }))).toBe('ZFS_REPLICATION_KEY');
  });

  test('nothing is noted of what is refused', () => {
    const { media, vault } = estate();
    refused(() => media.replicateTo(vault, { sshPublicKey: 'x' }));
    expect(appOf(media.pool).render()['hosts/server/tank.nix']).toBeUndefined();
  });
});
