import { FeatureProps } from '../app';
import { HostProps } from '../hosts';
import { LibvirtDisk } from './disk';
import { LibvirtCpuTopology, LibvirtPciDevice, LibvirtShare, LibvirtUsbDevice } from './guest-devices';
import {
  LibvirtCpuMode,
  LibvirtCrashAction,
  LibvirtFirmware,
  LibvirtGraphics,
  LibvirtGuestOs,
  LibvirtHugepages,
  LibvirtSecureBoot,
  LibvirtVideo,
  LibvirtWatchdogAction,
} from './guest-enums';
import { LibvirtInterface } from './interface';

/** Props of `LibvirtGuest`. */
export interface LibvirtGuestProps extends FeatureProps {
  /**
   * The name of the libvirt domain.
   * @default - the construct's id
   */
  readonly guestName?: string;
  /**
   * The domain's UUID. Give the present one to take over a guest that is defined already.
   * @default - derived from the construct's path
   */
  readonly uuid?: string;
  /**
   * What the guest is for, as `virsh desc` shows it.
   * @default - none
   */
  readonly description?: string;
  /**
   * The guest's own NixOS system: it becomes a host of the flake, imports the
   * `base-guest` module, and is told its name, memory and processors.
   * @default - none: another operating system
   */
  readonly host?: HostProps;
  /**
   * What the guest runs, where the virtual machine differs for it.
   * @default LibvirtGuestOs.LINUX
   */
  readonly guestOs?: LibvirtGuestOs;
  /**
   * The processor architecture of a guest without `host`: `x86_64` or `aarch64`.
   * @default - that of `host`, or else of the machine it runs on
   */
  readonly architecture?: string;

  // --- memory and processors ---

  /**
   * Memory in MiB. Give one of `memoryMib` and `memoryGib`.
   * @default - none: one of the two is required
   */
  readonly memoryMib?: number;
  /**
   * Memory in GiB.
   * @default - none
   */
  readonly memoryGib?: number;
  /**
   * Memory in MiB that the guest starts with; the balloon takes the rest.
   * @default - all of it
   */
  readonly currentMemoryMib?: number;
  /**
   * Memory in pages of this size, set aside on the host at boot. Guest and
   * host then share less, and the guest's memory is never swapped.
   * @default - ordinary pages
   */
  readonly hugepages?: LibvirtHugepages;
  /**
   * Virtual processors.
   * @default - what `cpuTopology` multiplies to; else 1
   */
  readonly vcpus?: number;
  /**
   * What the processors look like.
   * @default - one socket with as many cores as there are processors
   */
  readonly cpuTopology?: LibvirtCpuTopology;
  /**
   * What processor the guest sees.
   * @default LibvirtCpuMode.HOST_PASSTHROUGH; CUSTOM with `maximum` for another architecture than the host's
   */
  readonly cpuMode?: LibvirtCpuMode;
  /**
   * The named processor model, such as `EPYC-Milan`, for `cpuMode` CUSTOM.
   * @default - none
   */
  readonly cpuModel?: string;
  /**
   * Processor features to add (`require`) or take away (`disable`) by name:
   * `{ hypervisor: 'disable' }`. Also `force`, `optional`, `forbid`.
   * @default - none
   */
  readonly cpuFeatures?: Record<string, string>;
  /**
   * The host's threads that each virtual processor runs on, in order: `['2', '10', '3', '11']`
   * or sets such as `2-3,10-11`. As many as there are processors.
   * @default - any
   */
  readonly vcpuPins?: string[];
  /**
   * The host's threads that QEMU itself runs on, such as `0-1`.
   * @default - any
   */
  readonly emulatorPins?: string;
  /**
   * Threads for input and output; virtio disks are dealt out to them in turn.
   * @default 0: the main thread does it
   */
  readonly ioThreads?: number;
  /**
   * Let the guest run guests of its own. On the host's processor alone; the
   * guest's system loads the KVM module for it.
   * @default false
   */
  readonly nestedVirtualisation?: boolean;

  // --- machine and firmware ---

  /**
   * The machine type: `q35` for the newest one, or one version of it, such as
   * `pc-q35-9.2`, for guests that mind new hardware (Windows).
   * @default "q35" (`virt` for aarch64)
   */
  readonly machine?: string;
  /**
   * What the guest boots from.
   * @default LibvirtFirmware.UEFI
   */
  readonly firmware?: LibvirtFirmware;
  /**
   * Secure Boot. Needs UEFI and q35.
   * @default LibvirtSecureBoot.OFF
   */
  readonly secureBoot?: LibvirtSecureBoot;
  /**
   * A TPM 2.0, emulated by swtpm.
   * @default false
   */
  readonly tpm?: boolean;

  // --- devices ---

  /**
   * Disks and CDs.
   * @default - none
   */
  readonly disks?: LibvirtDisk[];
  /**
   * Network interfaces.
   * @default - none
   */
  readonly interfaces?: LibvirtInterface[];
  /**
   * PCI devices of the host that the guest has for itself. The IOMMU is set up for them.
   * @default - none
   */
  readonly pciDevices?: LibvirtPciDevice[];
  /**
   * USB devices of the host that the guest has for itself.
   * @default - none
   */
  readonly usbDevices?: LibvirtUsbDevice[];
  /**
   * Folders of the host that the guest can mount, by virtiofs.
   * @default - none
   */
  readonly shares?: LibvirtShare[];
  /**
   * How the screen is shown. There is no password: definitions can be read by everyone on the host.
   * @default LibvirtGraphics.SPICE
   */
  readonly graphics?: LibvirtGraphics;
  /**
   * The address of the host that the screen is shown on.
   * @default "127.0.0.1": reached through SSH, as virt-manager does
   */
  readonly graphicsListen?: string;
  /**
   * The port that the screen is shown on.
   * @default - the next free one from 5900
   */
  readonly graphicsPort?: number;
  /**
   * The graphics card.
   * @default LibvirtVideo.VIRTIO; none where there is no screen
   */
  readonly video?: LibvirtVideo;
  /**
   * A serial console, reached by `virsh console`. A NixOS guest logs to it and lets one log in.
   * @default true
   */
  readonly serialConsole?: boolean;
  /**
   * The channel of the QEMU guest agent, by which the host shuts down and asks for addresses.
   * @default true
   */
  readonly guestAgent?: boolean;
  /**
   * A random number generator that is fed by the host's.
   * @default true
   */
  readonly rng?: boolean;
  /**
   * A memory balloon, by which memory can be taken back.
   * @default true; false with hugepages or PCI devices, where it cannot work
   */
  readonly balloon?: boolean;
  /**
   * A watchdog, and what happens when it is not fed.
   * @default - none
   */
  readonly watchdog?: LibvirtWatchdogAction;
  /**
   * The context id for vsock between host and guest, from 3.
   * @default - no vsock
   */
  readonly vsockCid?: number;
  /**
   * Further elements of the definition, as XML, by the element that they go into:
   * `{ devices: '<sound model="ich9"/>', 'features/kvm': '<hidden state="on"/>' }`.
   * `domain` is the root.
   * @default - none
   */
  readonly extraXml?: Record<string, string>;

  // --- life ---

  /**
   * Start the guest with the host.
   * @default true
   */
  readonly autostart?: boolean;
  /**
   * Start the guest when it is defined for the first time.
   * @default - as `autostart`
   */
  readonly startWhenNew?: boolean;
  /**
   * Where a rebuild changes the definition of a running guest, shut it down
   * and start it with the new one. Else that takes effect when the guest is
   * started the next time.
   * @default false
   */
  readonly restartOnChange?: boolean;
  /**
   * How many seconds a guest may take to shut down for `restartOnChange`. One
   * that takes longer is left running.
   * @default 120
   */
  readonly shutdownTimeoutSeconds?: number;
  /**
   * What happens when the guest's system crashes.
   * @default LibvirtCrashAction.DESTROY
   */
  readonly onCrash?: LibvirtCrashAction;

  // --- the guest's own system ---

  /**
   * Give the flake an image of the guest's system: `packages.PLATFORM.NAME-image`.
   * @default true where there is a `host`
   */
  readonly image?: boolean;
}
