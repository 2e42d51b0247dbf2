import '../../src/rules';
import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { App } from '../../src/app';
import { LibvirtGuest, LibvirtGuestProps } from '../../src/guests';
import { Host, HostProps } from '../../src/hosts';
import { nixEval } from '../support/nix';
import { appWith, hostOf } from '../support/small-estate';

/** A guest on a host of its own. */
export function guestWith(props: Partial<LibvirtGuestProps> = {}, machine: Partial<HostProps> = {}): LibvirtGuest {
  return new LibvirtGuest(hostOf(appWith(), 'server', machine), 'vm', { memoryGib: 2, ...props } as LibvirtGuestProps);
}

/** What a NixOS guest needs at least. */
export const NIXOS: HostProps = { stateVersion: '25.11', allowNoLogin: true };

/** The app that a construct stands in, rendered into a folder. */
export function renderTo(app: App): string {
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-guests-'));
  for (const [path, text] of Object.entries(app.render())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The definition of a guest. */
export function definitionOf(guest: LibvirtGuest): string {
  return App.of(guest).render()[`hosts/${guest.machine.systemName}/${guest.guestName}.xml`]!;
}

/** The script of a service, as Nix sees it. */
export function scriptOf(machine: Host, module: string, unit: string): string {
  const path = join(renderTo(App.of(machine)), 'hosts', machine.systemName, `${module}.nix`);
  const args =
    '{ config.virtualisation.libvirtd = { package = "/p"; qemu.package = "/q"; }; pkgs.image = "/nix/image.qcow2"; inputs = { }; }';
  return nixEval(`(import ${path} ${args}).systemd.services.${unit}.script`) as string;
}

/** Reads XML with a real parser and gives its problem; undefined where there is none. */
export function xmlProblem(text: string): string | undefined {
  const program = 'import sys, xml.dom.minidom as d; d.parseString(sys.stdin.buffer.read())';
  const { status, stderr } = spawnSync('python3', ['-c', program], { input: text, encoding: 'utf8' });
  return status === 0 ? undefined : stderr;
}

/** Whether a program is here. */
export function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
