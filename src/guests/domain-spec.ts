import { LibvirtGuestProps } from './guest-props';
import { LibvirtInterface } from './interface';
import { XmlElement } from './xml';

/** A disk with all that follows from its guest. */
export interface DiskSpec {
  readonly device: 'disk' | 'cdrom';
  readonly type: 'file' | 'block';
  /** The path on the host; none for an empty CD drive. */
  readonly path?: string;
  readonly format: string;
  readonly bus: string;
  /** `vda`, `sda` … */
  readonly target: string;
  readonly cache?: string;
  readonly io?: string;
  readonly discard: boolean;
  readonly serial?: string;
  readonly readOnly: boolean;
  readonly bootOrder?: number;
  readonly ioThread?: number;
}

/** A network interface with its MAC address. */
export interface InterfaceSpec {
  readonly interface: LibvirtInterface;
  readonly mac: string;
}

/** What a domain definition is written from: the props with every default in place. */
export interface DomainSpec {
  readonly props: LibvirtGuestProps;
  readonly name: string;
  readonly uuid: string;
  readonly architecture: string;
  /** The guest's architecture is the host's, so KVM runs it. */
  readonly kvm: boolean;
  readonly memoryMib: number;
  readonly vcpus: number;
  readonly disks: readonly DiskSpec[];
  readonly interfaces: readonly InterfaceSpec[];
  /** Where the firmware with enrolled keys stands on the host. */
  readonly enrolledFirmware: { readonly code: string; readonly vars: string };
  /** Further elements, by the path of the element that they go into. */
  readonly extra: readonly { readonly into: readonly string[]; readonly elements: readonly XmlElement[] }[];
}
