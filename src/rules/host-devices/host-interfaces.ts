import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import { System } from '../../app/system';
import { LibvirtHypervisor } from '../../guests';
import { Host } from '../../hosts';
import { Expr } from '../../nix';

/** The network interfaces of a machine, as far as its modules say. */
export interface HostInterfaces {
  /** Bridges and other interfaces that it makes. */
  readonly made: ReadonlySet<string>;
  /** Interfaces that stand in a bridge or bond, and in which. */
  readonly ports: ReadonlyMap<string, string>;
  /** Interfaces that the machine itself uses, and what for: the option that says it. */
  readonly used: ReadonlyMap<string, string>;
  /** Whether all of its modules can be looked into. */
  readonly known: boolean;
}

/** Bridges that programs make for themselves, by the option that enables them. */
const MADE_BY: Readonly<Record<string, readonly string[]>> = {
  docker0: ['virtualisation', 'docker', 'enable'],
  incusbr0: ['virtualisation', 'incus', 'enable'],
  lxdbr0: ['virtualisation', 'lxd', 'enable'],
  podman0: ['virtualisation', 'podman', 'enable'],
  virbr0: ['virtualisation', 'libvirtd', 'enable'],
};

/** The interfaces of a machine: looked up when the first rule asks. */
export function hostInterfaces(estate: Estate): (system: System) => HostInterfaces {
  const known = new Map<System, HostInterfaces>();
  return (system) => {
    let found = known.get(system);
    if (!found) known.set(system, (found = look(estate, system)));
    return found;
  };
}

function look(estate: Estate, system: System): HostInterfaces {
  const options = estate.optionsOf(system);
  const made = new Set<string>();
  const ports = new Map<string, string>();
  const used = new Map<string, string>();
  let known = options.unseen.length === 0;
  const use = (name: unknown, what: string) => {
    if (typeof name === 'string' && !used.has(name)) used.set(name, what);
  };
  for (const kind of ['bridges', 'bonds', 'vswitches']) {
    known &&= !options._at(['networking', kind]).some(({ value }) => Expr.isExpr(value));
    for (const { names, value } of options._at(['networking', kind, '*'])) {
      made.add(names[0]!);
      const members = isPlainSet(value) ? value.interfaces : undefined;
      const list = Array.isArray(members) ? members : isPlainSet(members) ? Object.keys(members) : [];
      for (const member of list) {
        if (typeof member === 'string') ports.set(member, names[0]!);
        use(member, `networking.${kind}.${names[0]}`);
      }
    }
  }
  known &&= !options._at(['systemd', 'network', 'netdevs']).some(({ value }) => Expr.isExpr(value));
  for (const { value } of options._at(['systemd', 'network', 'netdevs', '*', 'netdevConfig', 'Name'])) {
    if (typeof value === 'string') made.add(value);
  }
  for (const { names, value } of options._at(['systemd', 'network', 'networks', '*'])) {
    if (!isPlainSet(value)) continue;
    const { matchConfig, networkConfig, linkConfig } = value;
    if (isPlainSet(linkConfig) && linkConfig.Unmanaged === true) continue;
    const set = isPlainSet(networkConfig) ? (networkConfig.Bridge ?? networkConfig.Bond) : undefined;
    const [into] = [set, value.bridge, value.bond].flat().filter((master) => master !== undefined);
    for (const name of [isPlainSet(matchConfig) ? matchConfig.Name : undefined, value.name].flat()) {
      if (typeof name !== 'string' || /[*?[!]/.test(name)) continue;
      if (typeof into === 'string') ports.set(name, into);
      use(name, `systemd.network.networks.${names[0]}`);
    }
  }
  for (const { names, value } of options._at(['networking', 'interfaces', '*'])) {
    // Who says no more than that does without it.
    if (isPlainSet(value) && Object.keys(value).length === 1 && value.useDHCP === false) continue;
    use(names[0], `networking.interfaces.${names[0]}`);
  }
  for (const { names, value } of options._at(['networking', 'vlans', '*', 'interface'])) {
    use(value, `networking.vlans.${names[0]}`);
  }
  const profiles = ['networking', 'networkmanager', 'ensureProfiles', 'profiles', '*', 'connection', 'interface-name'];
  for (const { names, value } of options._at(profiles)) {
    use(value, `networking.networkmanager.ensureProfiles.profiles.${names[0]}`);
  }
  for (const [name, path] of Object.entries(MADE_BY)) {
    if (options._taken(path).some(({ value }) => value !== false)) made.add(name);
  }
  const hypervisor = Host.isHost(system) ? LibvirtHypervisor.find(system) : undefined;
  for (const network of hypervisor?.networks ?? []) {
    if (network._mode !== 'bridge') made.add(network.bridgeName);
  }
  return { made, ports, used, known };
}
