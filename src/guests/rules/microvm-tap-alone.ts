import type { SystemOptions } from '../../app/definitions/system-options';
import { Severity } from '../../app/diagnostics';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';
import { MicrovmGuest } from '../microvm-guest';
import { interfacesOf } from '../microvm-spec';

export const microvmTapAlone: IRule = {
  code: 'MICROVM_TAP_ALONE',
  severity: Severity.WARNING,
  title: 'Somebody sets up the host end of a microvm tap interface',
  reason: 'microvm.nix makes the interface and leaves it as it is: without a bridge or an address it leads nowhere',
  source: 'microvm.nix: "Network interfaces", tap',
  breaks: `
const tapper = new Host(app, 'tapper', { ...machine, networking: { backend: NetworkBackend.NETWORKD } });
new MicrovmGuest(tapper, 'castaway', {
  interfaces: [MicrovmInterface.tap({ addresses: ['10.110.9.2/24'] })],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  holds: `
const tapper = new Host(app, 'tapper', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new MicrovmGuest(tapper, 'castaway', {
  interfaces: [MicrovmInterface.tap({ bridge: 'br0', addresses: ['10.110.9.2/24'] })],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      interfacesOf(guest).forEach(({ interface: { _kind: kind, _source: bridge }, id }, index) => {
        if (kind !== 'tap' || bridge !== undefined || isSetUp(estate.optionsOf(guest.machine), id)) return;
        report.found(guest, {
          keyPath: `interfaces[${index}]`,
          message: `nothing on ${guest.machine.systemName} sets up ${id}, by which ${guest.guestName} is on the network`,
          mend: "give it a bridge: MicrovmInterface.tap({ bridge: 'br0' })",
        });
      });
    }
  },
};

/** Whether modules of the host speak of an interface, or may. */
function isSetUp(options: SystemOptions, id: string): boolean {
  if (options.unseen.length > 0 || options._at(['networking', 'interfaces', id]).length > 0) return true;
  for (const { value } of options._at(['networking', 'bridges', '*', 'interfaces'])) {
    if (!Array.isArray(value) || value.includes(id)) return true;
  }
  return options._at(['systemd', 'network', 'networks', '*']).some(({ value }) => {
    if (!isPlainSet(value)) return true;
    const match = isPlainSet(value.matchConfig) ? value.matchConfig.Name : undefined;
    return [match, value.name].flat().some((pattern) => typeof pattern === 'string' && globs(pattern, id));
  });
}

function globs(patterns: string, id: string): boolean {
  return patterns.split(/\s+/).some((pattern) => {
    const text = pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    return new RegExp(`^${text}$`).test(id);
  });
}
