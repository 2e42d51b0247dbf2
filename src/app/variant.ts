import { Construct } from 'constructs';
import { Expr } from '../nix';
import { CosmoError } from './error';
import { NixModule } from './nix-module';
import { System } from './system';

/** A variant of a System: its own modules on top of (or in place of) those of the System it stands in. */
abstract class Variant extends System {
  /** The System it is a variant of. */
  protected readonly base: System;

  constructor(scope: Construct, id: string, folder: string) {
    const base = System.of(scope);
    super(scope, id, { kind: base.kind, systemName: id, folder: `${base.folder}/${folder}` });
    this.base = base;
  }

  /** The same as that of the System it is a variant of. */
  public get configRef(): Expr {
    return this.base.configRef;
  }

  /** @internal */
  public _networkRealm(): System {
    return this.base._networkRealm();
  }
}

/** Props of `Specialisation`. */
export interface SpecialisationProps {
  /**
   * Options of the specialisation.
   * @default - none
   */
  readonly options?: Record<string, any>;
  /**
   * Whether it builds on the System's own configuration.
   * @default true
   */
  readonly inheritParentConfig?: boolean;
}

/**
 * A specialisation: a second configuration of a NixOS System, to be chosen
 * at boot or switched to. Constructs below it contribute to it alone.
 * See `specialisation.<name>` of NixOS.
 *
 * @example
 * import { Host, NixModule, Specialisation } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // A second entry in the boot menu; what is made below it is for it alone.
 * const desktop = new Specialisation(laddie, 'desktop');
 * new NixModule(desktop, 'screen', { options: { services: { xserver: { enable: true } } } });
 */
export class Specialisation extends Variant {
  /** @throws `SPECIALISATION_NAME` for what cannot be the name of one */
  constructor(scope: Construct, id: string, props: SpecialisationProps = {}) {
    super(scope, id, `specialisation-${id}`);
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id)) {
      throw new CosmoError({
        code: 'SPECIALISATION_NAME',
        message: `"${id}" cannot be the name of a specialisation`,
        why: 'the name becomes part of a boot entry and of a path',
        mend: 'use letters, digits, - and _',
        construct: this,
      });
    }
    if (props.options) new NixModule(this, '$options', { options: props.options, fileName: 'options' });
    new NixModule(scope, `$specialisation-${id}`, {
      fileName: `specialisation-${id}-entry`,
      options: {
        specialisation: {
          [id]: {
            ...(props.inheritParentConfig === false ? { inheritParentConfig: false } : {}),
            configuration: Expr._outputFile(this.folder),
          },
        },
      },
    });
  }
}

/** Props of `VmVariant`. */
export interface VmVariantProps {
  /**
   * Virtual processors.
   * @default - what NixOS sets (1)
   */
  readonly vcpus?: number;
  /**
   * Memory in MiB.
   * @default - what NixOS sets (1024)
   */
  readonly memoryMib?: number;
  /**
   * Size of the disk in MiB.
   * @default - what NixOS sets (1024)
   */
  readonly diskMib?: number;
  /**
   * Further options of the variant.
   * @default - none
   */
  readonly options?: Record<string, any>;
}

/**
 * What differs when the System is built as a virtual machine to try it
 * (`nixos-rebuild build-vm`). See `virtualisation.vmVariant` of NixOS.
 *
 * @example
 * import { Host, VmVariant } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // Tried out by: nixos-rebuild build-vm --flake path:nix-out#laddie
 * new VmVariant(laddie, 'vm', { vcpus: 2, memoryMib: 4096 });
 */
export class VmVariant extends Construct {
  /** @throws `VM_VARIANT_SIZE` for what is no whole number above 0 */
  constructor(scope: Construct, id: string, props: VmVariantProps) {
    super(scope, id);
    const sizes = {
      ...(props.vcpus !== undefined ? { cores: whole(this, 'vcpus', props.vcpus) } : {}),
      ...(props.memoryMib !== undefined ? { memorySize: whole(this, 'memoryMib', props.memoryMib) } : {}),
      ...(props.diskMib !== undefined ? { diskSize: whole(this, 'diskMib', props.diskMib) } : {}),
    };
    const module = new NixModule(this, 'module', {
      options: { virtualisation: { vmVariant: { virtualisation: sizes } } },
    });
    if (props.options) module.addOptions({ virtualisation: { vmVariant: props.options } });
  }
}

function whole(construct: Construct, key: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new CosmoError({
    code: 'VM_VARIANT_SIZE',
    message: `${value} is no size`,
    mend: 'give a whole number above 0',
    construct,
    keyPath: key,
  });
}
