import { freshPool, hostOf, ids, newApp } from './storage';
import { SecretFile } from '../../src/app';
import { Nix } from '../../src/nix';
import { ZfsApply, ZfsKeyFormat, ZfsMount, ZfsPool, ZfsVdev } from '../../src/storage';
import { describeWithNix, nixParses } from '../support/nix';

describeWithNix('real Nix', () => {
  test('reads every file of an estate with much storage', async () => {
    const app = newApp();
    const server = hostOf(app, 'server');
    const keyFile = SecretFile.of(Nix.ref('config.age.secrets."tank key".path'));
    const tank = freshPool(
      {
        apply: ZfsApply.CREATE,
        comment: "it's ${data}",
        encryption: { keyFormat: ZfsKeyFormat.RAW, keyFile },
        layout: {
          data: [ZfsVdev.raidz2(ids('a', 'b', 'c', 'd')), ZfsVdev.raidz2(ids('e', 'f', 'g', 'h'))],
          log: [ZfsVdev.mirror(ids('i', 'j'))],
          spares: ids('k'),
        },
        datasets: {
          media: { mountPoint: '/mnt/media', properties: { 'org.example:note': "''${x}'' \\ $y" } },
          'with/parents': { mountPoint: '/with', mount: ZfsMount.ZFS, encryption: { keyFile } },
        },
        zvols: { vm: { size: '10G', fsType: 'ext4', mountPoint: '/vm' } },
        snapshots: { frequently: 4, hourly: 1, daily: 1, weekly: 1, monthly: 1, yearly: 1 },
      },
      'tank',
      server,
    );
    const vault = new ZfsPool(hostOf(app, 'backup'), 'vault', { mountPoint: '/vault', mount: ZfsMount.ZFS });
    tank.replicateTo(vault, { sshKey: keyFile, sshPublicKey: 'ssh-ed25519 AAAA' });
    const files = Object.entries(app.render()).filter(([path]) => path.endsWith('.nix'));
    expect(files.length).toBeGreaterThan(10);
    const parsed = await nixParses(files.map(([, text]) => text));
    expect(files.filter((_, index) => parsed[index] !== true).map(([path]) => path)).toEqual([]);
  });
});
