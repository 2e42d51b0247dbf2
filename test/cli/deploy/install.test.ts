import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { inside, ownMemory, Project, project } from './stand-ins';
import { layOutKey } from '../../../src/cli/deploy/host-key';
import { Session } from '../../../src/cli/deploy/session';
import { install } from '../../../src/cli/install';
import type { InstallOptions } from '../../../src/cli/install-command';
import { newSshKeyPair } from '../../../src/secrets/ssh-key-pair';

function run(at: Project, names: string[] = ['attic'], options: InstallOptions = {}, passed: string[] = []) {
  return inside(at, () => install(names, passed, { synth: false, hostKey: false, ...options }));
}

const anywhere = (script = '', files = {}) => project({ tools: { 'nixos-anywhere': script }, files });
const PAIR = newSshKeyPair('root@attic');
/** What nixos-anywhere is given, before it is gone: names, modes and the key. */
const LOOKS = `
while [ $# -gt 0 ]; do [ "$1" = --extra-files ] && cd "$2"; shift; done
/usr/bin/find . -printf '%P %m\\n' | /usr/bin/sort > ROOT/found
/bin/cat persist/etc/ssh/ssh_host_ed25519_key > ROOT/key
pwd > ROOT/folder`;

/** Where keys are laid, in these tests alone. */
const memory = ownMemory();
const before = process.env.XDG_RUNTIME_DIR;
beforeAll(() => void (process.env.XDG_RUNTIME_DIR = memory));
afterAll(
  () => void (before === undefined ? delete process.env.XDG_RUNTIME_DIR : (process.env.XDG_RUNTIME_DIR = before)),
);

/** What was left of them. */
const left = () => readdirSync(memory);

describe('cosmo install', () => {
  test('calls nixos-anywhere, after it has told which disks are erased', async () => {
    const at = anywhere();
    const { code, stdout, stderr } = await run(at, ['attic'], { yes: true });
    expect([code, at.calls()]).toEqual([0, [`nixos-anywhere|--flake|${at.flake}#attic|--target-host|root@192.0.2.1`]]);
    expect(stdout).toContain(
      `attic (nixos-anywhere)\n  nixos-anywhere --flake '${at.flake}#attic' --target-host root@192.0.2.1\n`,
    );
    expect(stdout).toMatch(/1 system: 1 installed\n$/);
    expect(stderr).toBe(
      'this erases of attic:\n  /dev/disk/by-id/ata-data  data\n  /dev/disk/by-id/nvme-main  main\n  and the pool tank made anew\nattic: nixos-anywhere\n',
    );
  });

  test('hands on where, and how', async () => {
    const at = anywhere();
    const options = { yes: true, targetHost: 'nixos@192.0.2.9', buildOn: 'remote', phases: 'kexec, disko' };
    await run(at, ['attic'], { ...options, generateHardwareConfig: 'nixos-facter=a/facter.json' }, ['-p', '2222']);
    expect(at.calls()).toEqual([
      `nixos-anywhere|--flake|${at.flake}#attic|--target-host|nixos@192.0.2.9|--build-on|remote|--phases|kexec,disko|--generate-hardware-config|nixos-facter|${at.root}/a/facter.json|-p|2222`,
    ]);
  });

  test('takes nixos-anywhere from nixpkgs where there is none', async () => {
    const at = project();
    await run(at, ['attic'], { yes: true });
    expect(at.calls()[0]).toContain(`run|--inputs-from|${at.flake}|nixpkgs#nixos-anywhere|--|--flake|`);
  });

  test('erases nothing unasked', async () => {
    const at = anywhere();
    const { code, stderr } = await run(at);
    expect(code).toBe(2);
    expect(stderr).toContain('/dev/disk/by-id/nvme-main');
    expect(stderr).toContain('INSTALL_UNCONFIRMED: its disks would be erased, and nobody can be asked here');
    expect(at.calls()).toEqual([]);
  });

  test('asks for nothing where nothing is erased', async () => {
    const at = anywhere();
    const { code, stderr } = await run(at, ['cellar'], { phases: 'kexec,install' });
    expect([code, at.calls().length]).toEqual([0, 1]);
    expect(stderr).not.toContain('erases');
  });

  test('wants disks to install to', async () => {
    const { code, stderr } = await run(anywhere(), ['cellar'], { yes: true });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('INSTALL_NO_DISKS: the estate lays out no disk of cellar'),
    ]);
  });

  test('--dry-run lists the disks and the command, and asks and runs nothing', async () => {
    const at = anywhere();
    const { code, stdout } = await run(at, ['attic'], { dryRun: true, json: true });
    expect([code, at.calls()]).toEqual([0, []]);
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      verb: 'install',
      disks: [
        { name: 'data', device: '/dev/disk/by-id/ata-data' },
        { name: 'main', device: '/dev/disk/by-id/nvme-main' },
      ],
      pools: ['tank'],
      steps: [{ systems: ['attic'] }],
    });
  });

  test('fails where nixos-anywhere does', async () => {
    const { code, stdout } = await run(anywhere('exit 1'), ['attic'], { yes: true });
    expect([code, stdout]).toEqual([4, expect.stringContaining('nixos-anywhere ended with exit code 1')]);
  });

  describe('the host key', () => {
    const withKey = (privateKey: string, script = LOOKS) => anywhere(script, { 'host.key': privateKey });

    test('is given to the machine where its SSH server has it, seen by nobody else, and gone afterwards', async () => {
      const at = withKey(PAIR.privateKey);
      const { code, stdout } = await run(at, ['attic'], { yes: true, hostKey: 'host.key' });
      expect(code).toBe(0);
      expect(stdout).toContain("--extra-files '<folder with the host key>'");
      expect(readFileSync(join(at.root, 'found'), 'utf8').trim().split('\n')).toEqual([
        '755', // The folder itself, which becomes the root of the machine.
        'persist 755',
        'persist/etc 755',
        'persist/etc/ssh 755',
        'persist/etc/ssh/ssh_host_ed25519_key 600',
      ]);
      expect(readFileSync(join(at.root, 'key'), 'utf8')).toBe(PAIR.privateKey);
      const folder = readFileSync(join(at.root, 'folder'), 'utf8').trim();
      expect(folder.startsWith(memory)).toBe(true);
      expect(at.calls()[0]).toContain(`|--extra-files|${folder}`);
      expect([existsSync(folder), left()]).toEqual([false, []]);
    });

    test('is gone also where nixos-anywhere fails', async () => {
      const { code } = await run(withKey(PAIR.privateKey, `${LOOKS}\nexit 9`), ['attic'], {
        yes: true,
        hostKey: 'host.key',
      });
      expect([code, left()]).toEqual([4, []]);
    });

    test('must be one', async () => {
      const at = withKey('no key');
      expect((await run(at, ['attic'], { yes: true, hostKey: 'host.key' })).stderr).toContain('INSTALL_KEY');
      expect((await run(at, ['attic'], { yes: true, hostKey: 'nowhere' })).stderr).toContain(
        'INSTALL_KEY: there is no',
      );
      expect([at.calls(), left()]).toEqual([[], []]);
    });

    test('must be the private half of the public one', () => {
      const { root } = withKey(PAIR.privateKey);
      const [privateFile, publicFile] = [join(root, 'host.key'), join(root, 'host.pub')];
      const session = new Session();
      const lay = () => layOutKey({ privateFile, publicFile, path: '/etc/ssh/key' }, undefined, session);
      writeFileSync(publicFile, `${newSshKeyPair('other').publicKey}\n`);
      expect(lay).toThrow(/INSTALL_KEY: .* is not the private half of/);
      expect(left()).toEqual([]);
      writeFileSync(publicFile, `${PAIR.publicKey}\n`);
      const folder = lay();
      expect(readFileSync(join(folder, 'etc/ssh/key.pub'), 'utf8')).toBe(`${PAIR.publicKey}\n`);
      session.close();
      expect(left()).toEqual([]);
    });
  });

  test('refuses what is no NixOS machine, and several', async () => {
    const at = anywhere();
    expect((await run(at, ['mac'])).stderr).toContain('INSTALL_KIND: mac is a Mac');
    expect((await run(at, ['ada@laptop'])).stderr).toContain('INSTALL_KIND: ada@laptop is a home');
    expect((await run(at, ['attic', 'cellar'])).stderr).toContain('INSTALL_SEVERAL');
    expect((await run(at, ['*a*'])).stderr).toContain('INSTALL_SEVERAL');
    expect((await run(at, ['atic'])).stderr).toContain('did you mean "attic"?');
  });

  test('refuses what nixos-anywhere does not know, and a place that is not known', async () => {
    const at = anywhere();
    const phases = await run(at, ['attic'], { phases: 'kexec,disk' });
    expect(phases.stderr).toContain('INSTALL_PHASE: nixos-anywhere has no phase "disk"\n  mend: did you mean "disko"?');
    const hardware = await run(at, ['attic'], { generateHardwareConfig: 'facter.json' });
    expect(hardware.stderr).toContain('INSTALL_HARDWARE');
    expect((await run(at, ['bare'], { phases: 'kexec' })).stderr).toContain(
      'INSTALL_ADDRESS: nothing says where bare is',
    );
    expect(at.calls()).toEqual([]);
  });
});
