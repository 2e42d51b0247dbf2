import { Construct } from 'constructs';
import { App, Claims, ClaimKind, FlakeOutput, NixModule, System } from '../app';
import { isPlainSet, mergeOptions } from '../app/option-tree';
import { Expr, Nix } from '../nix';
import { Host } from './host';
import { FORMATS, FormatFacts, ImageFormat } from './image-format';
import { WslHost } from './wsl-host';
import { Refuse, refuser } from '../app/refuse';
import { checkInteger } from '../app/value-checks';

/** Props of `HostImage`. */
export interface HostImageProps {
  /** What kind of image it is. */
  readonly format: ImageFormat;
  /**
   * Its name below `packages.PLATFORM` of the flake.
   * @default - HOST-FORMAT, such as `nas-raw-efi`
   */
  readonly imageName?: string;
  /**
   * Size of the disk in MiB, for `QCOW2`, `QCOW2_EFI`, `RAW` and `RAW_EFI`. The root file system grows to its disk
   * when the image starts.
   * @default - as large as what is on it
   */
  readonly diskMib?: number;
  /**
   * Options that hold in the image alone, beside the host's own: `{ proxmox: { qemuConf: { cores: 2 } } }`.
   * @default - none
   */
  readonly options?: Record<string, any>;
}

/**
 * An image of a host, as an output of the flake: a disk, an ISO, an SD card,
 * a tarball for WSL. It is built from the same description as the host:
 * `nix build path:nix-out#nas-raw-efi`.
 *
 * The image replaces the host's file systems by its own. It holds no keys and
 * no secrets: what needs them finds them when they are put on the machine.
 *
 * @example
 * import { Host, HostImage, ImageFormat } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // nix build path:nix-out#laddie-qcow2-efi
 * new HostImage(laddie, 'disk', { format: ImageFormat.QCOW2_EFI, diskMib: 20480 });
 */
export class HostImage extends Construct {
  /** The host. */
  public readonly host: Host;
  /** What kind of image it is. */
  public readonly format: ImageFormat;
  /** Its name below `packages.PLATFORM` of the flake. */
  public readonly imageName: string;
  /** @internal */
  public readonly _props: HostImageProps;

  /**
   * @throws `IMAGE_HOST` where it stands on no NixOS host of its own; `IMAGE_FORMAT` where the host, its platform or
   * the release has no such image; `IMAGE_NAME`, `IMAGE_SIZE`, `IMAGE_OPTIONS` for what the format does not take
   */
  constructor(scope: Construct, id: string, props: HostImageProps) {
    super(scope, id);
    this._props = props;
    const refuse = refuser(this);
    const system = System.of(this);
    if (!Host.isHost(system) || system.nested) {
      refuse(
        'IMAGE_HOST',
        `${system.node.path} is no NixOS host of its own, and nothing makes an image of it`,
        'make it below a Host or a WslHost: new HostImage(host, …)',
      );
    }
    this.host = system as Host;
    this.format = props.format;
    const facts = FORMATS[props.format];
    if (!facts) {
      refuse(
        'IMAGE_FORMAT',
        `"${String(props.format)}" is no format of images`,
        `give one of: ${Object.keys(ImageFormat).join(', ')}`,
        'format',
      );
    }
    this.imageName = props.imageName ?? `${this.host.systemName}-${props.format}`;
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(this.imageName)) {
      refuse('IMAGE_NAME', `"${this.imageName}" cannot name an image`, 'use letters, digits, - and _', 'imageName');
    }
    this.checkFormat(facts, refuse);
    this.addOptions(props, facts, refuse);
    Claims.of(this).add({
      kind: ClaimKind.OTHER,
      what: 'image',
      value: this.imageName,
      within: this.host.platform,
      keyPath: 'imageName',
    });
    new FlakeOutput(this, 'output', { path: ['packages', this.host.platform, this.imageName], value: this.image });
  }

  /**
   * The image: a derivation. For WSL the program that makes the tarball,
   * because that must run as root: `sudo ./result/bin/nixos-wsl-tarball-builder`.
   */
  public get image(): Expr {
    const build = this.host.configRef.attr('config', 'system', 'build');
    return this.format === ImageFormat.WSL_TARBALL ? build.attr('tarballBuilder') : build.attr('images', this.format);
  }

  private checkFormat(facts: FormatFacts, refuse: Refuse): void {
    const { host, format } = this;
    const no = (message: string, mend: string, why?: string) => refuse('IMAGE_FORMAT', message, mend, 'format', why);
    const tarball = format === ImageFormat.WSL_TARBALL;
    if (WslHost.isWslHost(host) && !tarball) {
      no(`${host.systemName} runs on WSL, which starts no ${format} image`, 'use ImageFormat.WSL_TARBALL');
    }
    if (tarball && !WslHost.isWslHost(host)) {
      no(`${host.systemName} does not run on WSL`, 'make it a WslHost, or choose another format');
    }
    const processor = host.platform.split('-')[0]!;
    if (facts.processors && !facts.processors.includes(processor)) {
      const other = facts.firmware === 'bios' ? 'QCOW2_EFI or RAW_EFI' : 'RAW_EFI or ISO';
      no(
        `a ${format} image is for ${facts.processors.join(', ')}, and ${host.systemName} is ${host.platform}`,
        `use ImageFormat.${other}`,
        facts.firmware === 'bios' ? 'it starts by BIOS firmware, which no other processor has' : undefined,
      );
    }
    const { release } = App.of(this);
    const since = facts.since ?? '25.05';
    if (!tarball && release !== 'unstable' && release < since) {
      no(
        `NixOS ${release} makes no ${format} images of hosts`,
        `build the estate from a newer release: new App({ release: '${since}' })`,
      );
    }
  }

  private addOptions(props: HostImageProps, facts: FormatFacts, refuse: Refuse): void {
    checkInteger(refuse, props.diskMib, 'diskMib', 1);
    if (props.diskMib !== undefined && !facts.sized) {
      refuse(
        'IMAGE_SIZE',
        `a ${props.format} image has no size that is set so`,
        "leave diskMib out; some formats have an option of their own: options: { proxmox: { qemuConf: { diskSize: '20480' } } }",
        'diskMib',
      );
    }
    const own: Record<string, any> = {};
    if (props.diskMib !== undefined) own.virtualisation = { diskSize: props.diskMib };
    if (facts.sized && facts.firmware === 'bios' && !isSet(props.options, ['boot', 'loader'])) {
      // GRUB is written to the disk of the image, not to those of the machine.
      own.boot = { loader: { grub: { devices: Nix.mkForce(['/dev/vda']) } } };
    }
    const options = mergeOptions(own, props.options ?? {}, this);
    if (Object.keys(options).length === 0) return;
    if (props.format === ImageFormat.WSL_TARBALL) {
      refuse(
        'IMAGE_OPTIONS',
        'the tarball for WSL is the host as it is',
        'give the options to the host',
        'options',
        'NixOS-WSL makes no variant for it',
      );
    }
    new NixModule(this, 'module', {
      description: `What holds in the ${props.format} image alone (${this.host.systemName})`,
      options: { image: { modules: { [props.format]: options } } },
    });
  }
}

/** @internal whether plain options set something at a path, or below it. */
export function isSet(options: Record<string, any> | undefined, path: readonly string[]): boolean {
  return path.reduce((at: any, key) => (isPlainSet(at) ? at[key] : undefined), options) !== undefined;
}
