import { spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { guestWith, scriptOf } from './support';
import { App } from '../../src/app';
import { LibvirtDisk, LibvirtGuest, LibvirtGuestProps, LibvirtInterface, LibvirtNetwork } from '../../src/guests';
import { Nix } from '../../src/nix';
import { describeWithNix } from '../support/nix';
import { appWith, hostOf } from '../support/small-estate';

/** A virsh that keeps one guest in files: its UUID, its definition and its state. */
const VIRSH = `#!/bin/sh
cd "$STATE"; echo "virsh $*" >> log
case "$1" in
  domuuid) [ -e uuid ] && cat uuid ;;
  dumpxml) [ -e xml ] && cat xml ;;
  define) cat next > xml; echo "$UUID" > uuid ;;
  start) echo running > state ;;
  domstate) cat state ;;
  shutdown) [ -e stubborn ] || echo "shut off" > state ;;
  autostart) ;;
  *) exit 1 ;;
esac`;
const QEMU_IMG = `#!/bin/sh
echo "qemu-img $*" >> "$STATE/log"
for last; do case "$last" in *.qcow2|*.part) echo made > "$last" ;; esac; done`;

class Machine {
  public readonly state = mkdtempSync(join(tmpdir(), 'cosmo-virsh-'));
  private readonly bin = join(this.state, 'bin');

  constructor() {
    mkdirSync(this.bin);
    for (const [name, text] of Object.entries({ virsh: VIRSH, 'qemu-img': QEMU_IMG, sleep: '#!/bin/sh' })) {
      writeFileSync(join(this.bin, name), text);
      chmodSync(join(this.bin, name), 0o755);
    }
    this.set('next', '<domain/>');
    this.set('state', 'shut off');
  }

  public set(file: string, text: string): void {
    writeFileSync(join(this.state, file), `${text}\n`);
  }

  public get(file: string): string {
    return readFileSync(join(this.state, file), 'utf8').trim();
  }

  /** Run a guest's script; gives the exit code and the commands that changed something. */
  public run(guest: LibvirtGuest): { code: number | null; did: string[]; said: string } {
    this.set('log', '');
    const script = scriptOf(guest.machine, guest.guestName, `libvirt-guest-${guest.guestName}`);
    const env = { ...process.env, PATH: `${this.bin}:${process.env.PATH}`, STATE: this.state, UUID: guest.uuid };
    const { status, stderr } = spawnSync('bash', ['-e', '-c', script], { env, encoding: 'utf8' });
    const did = this.get('log')
      .split('\n')
      .filter((line) => / (define|start|shutdown|autostart|create|convert|resize) /.test(line));
    return { code: status, did: did.map((line) => line.replace(/\/\S*\/(\S+)/g, '$1')), said: stderr };
  }
}

const vm = (props: Partial<LibvirtGuestProps> = {}) => guestWith(props);

describeWithNix('the service of a guest', () => {
  test('defines a new guest and starts it; a second run changes nothing that runs', () => {
    const machine = new Machine();
    const define = expect.stringMatching(/^virsh define .*vm\.xml$/);
    expect(machine.run(vm())).toMatchObject({ code: 0, did: [define, 'virsh autostart vm', 'virsh start vm'] });
    expect(machine.run(vm())).toMatchObject({ code: 0, did: [define, 'virsh autostart vm'] });
    machine.set('next', '<domain>changed</domain>');
    expect(machine.run(vm())).toMatchObject({ code: 0, did: [define, 'virsh autostart vm'] });
    expect([machine.get('xml'), machine.get('state')]).toEqual(['<domain>changed</domain>', 'running']);
  });

  test('starts nothing that is not to start by itself, unless asked', () => {
    expect(new Machine().run(vm({ autostart: false })).did).toEqual([
      expect.anything(),
      'virsh autostart vm --disable',
    ]);
    expect(new Machine().run(vm({ autostart: false, startWhenNew: true })).did).toContain('virsh start vm');
    expect(new Machine().run(vm({ startWhenNew: false })).did).not.toContain('virsh start vm');
  });

  test('leaves another guest of that name alone', () => {
    const machine = new Machine();
    machine.set('uuid', '00000000-0000-4000-8000-000000000000');
    expect(machine.run(vm())).toMatchObject({
      code: 1,
      did: [],
      said: expect.stringContaining('another guest vm is defined'),
    });
  });

  test('restarts a running guest whose definition changed, where asked, and only then', () => {
    const machine = new Machine();
    const guest = vm({ restartOnChange: true });
    machine.run(guest);
    expect(machine.run(guest).did).not.toContain('virsh shutdown vm');
    machine.set('next', '<domain>changed</domain>');
    expect(machine.run(guest)).toMatchObject({ code: 0 });
    expect(machine.get('log')).toMatch(/virsh shutdown vm\n[^]*virsh start vm/);
    machine.set('state', 'shut off');
    machine.set('next', '<domain>again</domain>');
    expect(machine.run(guest).did).not.toContain('virsh start vm');
  });

  test('lets a guest run that does not shut down', () => {
    const machine = new Machine();
    const guest = vm({ restartOnChange: true, shutdownTimeoutSeconds: 2 });
    machine.run(guest);
    machine.set('stubborn', '');
    machine.set('next', '<domain>changed</domain>');
    expect(machine.run(guest)).toMatchObject({ code: 1, said: expect.stringContaining('did not shut down in 2 s') });
    expect(machine.get('state')).toBe('running');
  });

  test('makes images that are missing, and never writes to one that is there', () => {
    const machine = new Machine();
    const directory = join(machine.state, "vm's images");
    const guest = vm({
      disks: [
        LibvirtDisk.image({ directory, sizeGib: 1 }),
        LibvirtDisk.image({ directory, sizeMib: 512, from: Nix.pkg('image') }),
        LibvirtDisk.image({ directory, fileName: 'kept.qcow2' }),
      ],
    });
    expect(machine.run(guest).code).toBe(0);
    expect(machine.get('log')).toMatch(/qemu-img create -f qcow2 .*\/vm\.qcow2 1024M/);
    expect(machine.get('log')).toMatch(/qemu-img convert -O qcow2 \/nix\/image\.qcow2 .*vm-2\.qcow2\.part/);
    expect(machine.get('log')).toMatch(/qemu-img resize -f qcow2 .*vm-2\.qcow2\.part 512M/);
    expect(existsSync(join(directory, 'vm-2.qcow2'))).toBe(true);
    expect(existsSync(join(directory, 'vm-2.qcow2.part'))).toBe(false);
    expect(existsSync(join(directory, 'kept.qcow2'))).toBe(false);
    writeFileSync(join(directory, 'vm.qcow2'), 'mine');
    machine.run(guest);
    expect(machine.get('log')).not.toContain('qemu-img');
    expect(readFileSync(join(directory, 'vm.qcow2'), 'utf8')).toBe('mine');
  });
});

describe('the unit of a guest', () => {
  test('waits for its networks and for the folders of its images', () => {
    const app = appWith();
    const host = hostOf(app);
    const lab = new LibvirtNetwork(host, 'lab', { subnet: '192.168.50.0/24' });
    new LibvirtGuest(host, 'vm', {
      memoryGib: 1,
      disks: [LibvirtDisk.image({ sizeGib: 1, directory: '/tank/vm images' })],
      interfaces: [LibvirtInterface.network(lab)],
    });
    expect(app.render()['hosts/server/vm.nix']).toMatchSnapshot();
  });

  test('copies the own image of a guest by name', () => {
    const guest = vm({
      disks: [LibvirtDisk.image({ sizeGib: 9, fromGuestImage: true })],
      host: { stateVersion: '25.11', allowNoLogin: true },
    });
    expect(App.of(guest).render()['hosts/server/vm.nix']).toContain(
      'qemu-img convert -O qcow2 ${inputs.self.nixosConfigurations.vm.config.system.build.images.qemu-efi}/*.qcow2 ',
    );
  });
});
