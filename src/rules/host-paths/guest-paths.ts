import { IConstruct } from 'constructs';
import { Estate } from '../../app/rules/estate';
import { System } from '../../app/system';
import { LibvirtGuest, MicrovmGuest } from '../../guests';
import { Host } from '../../hosts';

/** A path of a machine that a guest needs. */
export interface GuestPath {
  readonly guest: LibvirtGuest | MicrovmGuest;
  readonly machine: Host;
  readonly path: string;
  readonly keyPath: string;
  readonly kind: 'disk' | 'cd' | 'share';
  /** How large the file may grow, in MiB, where that is known. */
  readonly sizeMib?: number;
  /** The construct that is mounted there, where it was given. */
  readonly source?: IConstruct;
}

/** The files and folders of the host that guests are made of; block devices left out. */
export function guestPaths(estate: Estate): readonly GuestPath[] {
  const found: GuestPath[] = [];
  for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
    const { machine } = guest;
    guest._spec.disks.forEach(({ path, device, type }, index) => {
      if (path === undefined || type !== 'file' || /^\/(dev|etc)\//.test(path)) return;
      const sizeMib = guest._props.disks?.[index]?._sizeMib;
      const kind = device === 'cdrom' ? 'cd' : 'disk';
      found.push({ guest, machine, path, keyPath: `disks[${index}]`, kind, sizeMib });
    });
    (guest._props.shares ?? []).forEach(({ source: path }, index) =>
      found.push({ guest, machine, path, keyPath: `shares[${index}].source`, kind: 'share' }),
    );
  }
  for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
    const { machine } = guest;
    const folder = stateDir(estate, guest);
    (guest._props.volumes ?? []).forEach(({ image, sizeMib, sizeGib }, index) => {
      if (image.startsWith('/dev/')) return;
      found.push({
        guest,
        machine,
        path: image.startsWith('/') ? image : `${folder}/${image}`,
        keyPath: `volumes[${index}].image`,
        kind: 'disk',
        sizeMib: sizeMib ?? (sizeGib === undefined ? undefined : sizeGib * 1024),
      });
    });
    (guest._props.shares ?? []).forEach(({ source }, index) => {
      const path = typeof source === 'string' ? source : source.mountPoint;
      if (path === undefined) return;
      const construct = System.isSystem(source) ? undefined : asConstruct(source);
      found.push({ guest, machine, path, keyPath: `shares[${index}].source`, kind: 'share', source: construct });
    });
  }
  return found;
}

/** The folder of a microvm on its machine. */
export function stateDir(estate: Estate, { machine, guestName }: MicrovmGuest): string {
  const set = estate.optionsOf(machine)._value(['microvm', 'stateDir']);
  return `${typeof set === 'string' ? set : '/var/lib/microvms'}/${guestName}`;
}

/** Something that is mounted, where it is a construct of the tree. */
export function asConstruct(value: unknown): IConstruct | undefined {
  const node = typeof value === 'object' && value !== null ? (value as { node?: unknown }).node : undefined;
  return node === undefined ? undefined : (value as IConstruct);
}
