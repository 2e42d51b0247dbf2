import { CatalogueKind } from './catalogue';

/**
 * Options that modules may set and that catalogues leave out, since they are
 * internal or invisible in the manuals. Where a catalogue has one, it counts.
 */
export function hiddenOptions(kind: CatalogueKind): readonly string[] {
  return [...EVERYWHERE, ...(HIDDEN[kind] ?? [])];
}

const EVERYWHERE = ['_module', 'assertions', 'warnings', 'meta', 'lib'];

const HIDDEN: Readonly<Partial<Record<CatalogueKind, readonly string[]>>> = {
  nixos: [
    'boot.initrd.extraUtilsCommands',
    'boot.initrd.extraUtilsCommandsTest',
    'boot.initrd.systemd.managerEnvironment',
    'boot.kernel.features',
    'system.build',
    'system.checks',
    'system.extraSystemBuilderCmds',
    'system.fsPackages',
    'system.path',
    'system.requiredKernelConfig',
    'system.systemBuilderCommands',
  ],
  darwin: ['system.build', 'system.path', 'system.checks.text'],
  'home-manager': ['home.extraActivationPath', 'home.extraBuilderCommands', 'home.checks', 'nixpkgs'],
};

/** The same for modules of well-known flakes, where a catalogue has them: parts of disko's layouts have a `type`. */
export const HIDDEN_OF_FLAKES: readonly string[] = [
  ...['bcachefs_filesystems', 'disk', 'lvm_vg', 'mdadm', 'nodev', 'zpool'].map(
    (kind) => `disko.devices.${kind}.<name>.type`,
  ),
  'disko.devices.bcachefs_filesystems.<name>.subvolumes.<name>.type',
  'disko.testMode',
];

/** Options that take a whole configuration of their own kind, though catalogues call them submodules. */
const WHOLE_CONFIGURATIONS: ReadonlySet<string> = new Set([
  'specialisation.<name>.configuration',
  'virtualisation.vmVariant',
  'virtualisation.vmVariantWithBootLoader',
  'virtualisation.vmVariantWithDisko',
]);

/** Whether the option at a path of real names takes a whole configuration of the kind that it is in. */
export function isWholeConfiguration(path: readonly string[]): boolean {
  for (const one of WHOLE_CONFIGURATIONS) {
    const parts = one.split('.');
    if (parts.length === path.length && parts.every((part, i) => part === '<name>' || part === path[i])) return true;
  }
  return false;
}
