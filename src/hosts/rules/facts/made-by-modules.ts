import { SystemOptions } from '../../../app/definitions/system-options';

/** Users and groups whose module in NixOS has another name. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  acme: ['security.acme'],
  'agate-users': ['services.agate'],
  clickhouse: ['services.clickhouse'],
  git: ['services.forgejo', 'services.gitea', 'services.gitolite', 'services.gitlab', 'services.gogs'],
  gitlab: ['services.gitlab'],
  hass: ['services.home-assistant'],
  keys: ['sops', 'age', 'deployment'],
  'libvirt-qemu': ['virtualisation.libvirtd'],
  'matrix-synapse': ['services.matrix-synapse'],
  microvm: ['microvm'],
  mysql: ['services.mysql', 'services.mariadb'],
  'nix-serve': ['services.nix-serve'],
  'nix-ssh': ['nix.sshServe'],
  pipewire: ['services.pipewire'],
  postgres: ['services.postgresql'],
  'qemu-libvirtd': ['virtualisation.libvirtd'],
  'systemd-journal-remote': ['services.journald'],
  unifi: ['services.unifi'],
  www: ['services.httpd'],
  wwwrun: ['services.httpd'],
};

/** Where options of modules that make users and groups stand. */
const PARENTS = ['services', 'programs', 'virtualisation', 'hardware', 'security', 'networking'];

/**
 * Whether a module of NixOS that is used may make a user or group of that
 * name: the module is called so, or one of its options names it.
 */
export function madeByModules(options: SystemOptions, name: string): boolean {
  if (MODULES[name]?.some((path) => options._at(path.split('.')).length > 0)) return true;
  for (const parent of PARENTS) {
    for (const { names, value } of options._at([parent, '*'])) {
      const module = names[0]!;
      if (module === name || (module.length > 3 && name.startsWith(module))) return true;
      if (isNamed(value, name)) return true;
    }
  }
  return options._at(['systemd', 'services', '*', 'serviceConfig', '*']).some(({ names, value }) => {
    return (names[1] === 'User' || names[1] === 'Group') && value === name;
  });
}

/** Whether the options of a module say that it runs as that user or group. */
function isNamed(value: unknown, name: string): boolean {
  if (value === null || typeof value !== 'object') return false;
  const { user, group } = value as Record<string, unknown>;
  return user === name || group === name;
}
