import { Expr, Nix } from '../nix';

/** What differs between the units that define guests and networks. */
export interface LibvirtUnit {
  readonly description: string;
  readonly script: string | Expr;
  /** Units that come before it, beside libvirtd. */
  readonly after?: readonly string[];
  /** Units that come after it. */
  readonly before?: readonly string[];
  /** Folders that must be mounted. */
  readonly mounts?: readonly string[];
  /** Whether it calls programs of QEMU. */
  readonly qemu?: boolean;
}

/** A unit that speaks to libvirtd once, at boot and whenever what it does has changed. */
export function libvirtUnit(name: string, unit: LibvirtUnit): Record<string, any> {
  const { description, script, after = [], before = [], mounts = [], qemu = false } = unit;
  const first = ['libvirtd.service', ...after];
  return {
    systemd: {
      services: {
        [name]: {
          description,
          wantedBy: ['multi-user.target'],
          wants: first,
          after: first,
          ...(before.length > 0 ? { before } : {}),
          ...(mounts.length > 0 ? { unitConfig: { RequiresMountsFor: mounts.map(unitPath) } } : {}),
          path: [
            Nix.ref('config.virtualisation.libvirtd.package'),
            ...(qemu ? [Nix.ref('config.virtualisation.libvirtd.qemu.package')] : []),
          ],
          environment: { LC_ALL: 'C', LIBVIRT_DEFAULT_URI: 'qemu:///system' },
          serviceConfig: { Type: 'oneshot', RemainAfterExit: true },
          script,
        },
      },
    },
  };
}

/** A path as it stands in a list of a unit's settings. */
function unitPath(path: string): string {
  const escaped = path.replace(/%/g, '%%');
  return /[\s"'\\]/.test(path) ? `"${escaped.replace(/["\\]/g, '\\$&')}"` : escaped;
}
