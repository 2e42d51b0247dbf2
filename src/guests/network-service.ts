import { Expr } from '../nix';
import { libvirtUnit } from './libvirt-unit';
import { dhcpHost, NetworkSpec } from './network-xml';
import { writeXml } from './xml';
import { Line, linesOf } from '../app/lines';
import { shellWord } from '../app/shell';

/** The service that defines a network on its host. A network that runs is not interrupted. */
export function networkService(
  spec: NetworkSpec,
  unit: string,
  definition: Expr,
  autostart: boolean,
): Record<string, any> {
  const name = shellWord(spec.name);
  const script: Line[] = [
    `known=$(virsh net-uuid ${name} 2> /dev/null || true)`,
    `if [ -n "$known" ] && [ "$known" != ${spec.uuid} ]; then`,
    `  echo "another network ${spec.name} is defined, with the UUID $known" >&2`,
    '  exit 1',
    'fi',
    ['virsh net-define ', definition],
    `virsh net-autostart ${name}${autostart ? '' : ' --disable'}`,
  ];
  if (autostart) {
    script.push(`if ! virsh net-list --name | grep -qxF ${name}; then`, `  virsh net-start ${name}`, 'fi');
  }
  if (spec.dhcp && spec.hosts.length > 0) {
    script.push('# A network that runs learns of new fixed addresses; it knows the others.');
    for (const host of spec.hosts) {
      const xml = `'${writeXml(dhcpHost(host)).trim().replace(/'/g, '"')}'`;
      script.push(`virsh net-update ${name} add-last ip-dhcp-host ${xml} --live > /dev/null 2>&1 || true`);
    }
  }
  return libvirtUnit(unit, {
    description: `Definition of the libvirt network ${spec.name}`,
    script: linesOf(script),
  });
}
