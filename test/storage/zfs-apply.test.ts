import { appOf, file, found, freshPool, hostOf } from './storage';
import { SecretFile } from '../../src/app';
import { Nix } from '../../src/nix';
import { ZfsApply, ZfsCanmount, ZfsMount, ZfsPool, ZfsPoolProps } from '../../src/storage';

const datasets: ZfsPoolProps['datasets'] = {
  media: { mountPoint: '/mnt/my-media', recordsize: '1M', properties: { 'org.example:note': "it's media" } },
  'media/films': { casesensitivity: 'insensitive' as any },
  var: { mountPoint: '/var', atime: false },
  managed: { mountPoint: '/managed', mount: ZfsMount.ZFS, canmount: ZfsCanmount.NOAUTO },
  secret: { encryption: { keyFile: SecretFile.of(Nix.ref('config.age.secrets.tank.path')) } },
  typed: { encryption: {} },
};
const props = (apply?: ZfsApply): ZfsPoolProps => ({
  apply,
  autotrim: true,
  rootProperties: { compression: 'zstd' },
  datasets,
  zvols: { vm: { size: '10G', sparse: true, volblocksize: '64K', compression: 'lz4' } },
});

describe('what is done to a pool that is there', () => {
  test('nothing unless asked', () => {
    const pool = new ZfsPool(hostOf(), 'tank', props());
    expect(file(appOf(pool), 'tank')).not.toMatch('systemd');
  });

  test('properties', () => {
    const pool = new ZfsPool(hostOf(), 'tank', props(ZfsApply.PROPERTIES));
    expect(found(appOf(pool))).toEqual([]);
    const text = file(appOf(pool), 'tank');
    expect(text).toMatchSnapshot();
    expect(text).not.toMatch('zfs create');
  });

  test('also missing datasets, before they are mounted', () => {
    const pool = new ZfsPool(hostOf(), 'tank', props(ZfsApply.CREATE));
    const text = file(appOf(pool), 'tank');
    expect(text).toMatchSnapshot();
    expect(text).not.toMatch('zfs list tank/typed');
    expect(text).not.toMatch(/destroy|rename|unmount/);
  });

  test('the same for a pool that disko made', () => {
    const text = file(appOf(freshPool({ apply: ZfsApply.PROPERTIES })), 'tank');
    expect(text).toMatch('zfs set compression=zstd atime=off xattr=sa acltype=posixacl tank || failed=1');
  });

  test('no unit where there is nothing to do', () => {
    const pool = new ZfsPool(hostOf(), 'tank', { apply: ZfsApply.PROPERTIES, datasets: { a: { mountPoint: '/a' } } });
    expect(file(appOf(pool), 'tank')).not.toMatch('systemd');
  });
});
