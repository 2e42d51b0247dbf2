import { Expr } from '../nix';
import { libvirtUnit } from './libvirt-unit';
import { Line, linesOf } from '../app/lines';
import { shellWord } from '../app/shell';

/** An image file that the host makes where it is missing. */
export interface NewImage {
  readonly path: string;
  readonly format: string;
  readonly sizeMib?: number;
  /** What is copied: parts of a path; nothing for an empty image. */
  readonly from?: readonly (string | Expr)[];
}

/** What the service of a guest does. */
export interface GuestService {
  readonly name: string;
  readonly uuid: string;
  readonly unit: string;
  readonly definition: Expr;
  readonly images: readonly NewImage[];
  readonly autostart: boolean;
  readonly startWhenNew: boolean;
  readonly restartOnChange: boolean;
  readonly shutdownTimeoutSeconds: number;
  /** Units of the networks that the guest is on. */
  readonly networks: readonly string[];
  /** NixVirt defines the guest: the service makes its disks alone. */
  readonly imagesOnly: boolean;
}

/**
 * The service that defines a guest on its host. It touches no other guest,
 * makes missing disk images and never writes to one that is there, and lets a
 * running guest run.
 */
export function guestService(service: GuestService): Record<string, any> | undefined {
  const { name, unit, images, imagesOnly } = service;
  if (imagesOnly && images.length === 0) return undefined;
  const script = [...images.flatMap(makeImage), ...(imagesOnly ? [] : define(service))];
  const folders = [...new Set(images.map(({ path }) => path.slice(0, path.lastIndexOf('/')) || '/'))];
  return libvirtUnit(unit, {
    description: imagesOnly ? `Disk images of the libvirt guest ${name}` : `Definition of the libvirt guest ${name}`,
    script: linesOf(script),
    after: imagesOnly ? [] : service.networks.map((network) => `${network}.service`),
    before: imagesOnly ? ['nixvirt.service'] : [],
    mounts: folders,
    qemu: images.length > 0,
  });
}

/** A copy is made under another name first, so that half a copy is never taken for the disk. */
function makeImage({ path, format, sizeMib, from }: NewImage): Line[] {
  const target = shellWord(path);
  const folder = shellWord(path.slice(0, path.lastIndexOf('/')) || '/');
  const part = shellWord(`${path}.part`);
  const size = sizeMib !== undefined ? `${sizeMib}M` : '';
  const make: Line[] = from
    ? [
        [`  qemu-img convert -O ${format} `, ...from, ` ${part}`],
        ...(size !== '' ? [`  qemu-img resize -f ${format} ${part} ${size}`] : []),
        `  mv ${part} ${target}`,
      ]
    : [`  qemu-img create -f ${format} ${target} ${size}`];
  return [`if [ ! -e ${target} ]; then`, `  mkdir -p ${folder}`, ...make, 'fi'];
}

function define(service: GuestService): Line[] {
  const { uuid, definition, autostart, startWhenNew, restartOnChange } = service;
  const name = shellWord(service.name);
  return [
    `known=$(virsh domuuid ${name} 2> /dev/null || true)`,
    `if [ -n "$known" ] && [ "$known" != ${uuid} ]; then`,
    `  echo "another guest ${service.name} is defined, with the UUID $known" >&2`,
    '  exit 1',
    'fi',
    ...(restartOnChange ? [`before=$(virsh dumpxml --inactive ${name} 2> /dev/null || true)`] : []),
    ['virsh define ', definition],
    `virsh autostart ${name}${autostart ? '' : ' --disable'}`,
    ...(startWhenNew ? ['if [ -z "$known" ]; then', `  virsh start ${name}`, 'fi'] : []),
    ...(restartOnChange ? restart(service) : []),
  ];
}

/** Never by force: a guest that does not shut down in time goes on as it is. */
function restart({ name: given, shutdownTimeoutSeconds }: GuestService): Line[] {
  const name = shellWord(given);
  const off = `[ "$(virsh domstate ${name})" = "shut off" ]`;
  return [
    `after=$(virsh dumpxml --inactive ${name})`,
    `if [ -n "$known" ] && [ "$before" != "$after" ] && [ "$(virsh domstate ${name})" = running ]; then`,
    `  virsh shutdown ${name}`,
    `  for _ in $(seq ${shutdownTimeoutSeconds}); do`,
    `    if ${off}; then break; fi`,
    '    sleep 1',
    '  done',
    `  if ! ${off}; then`,
    `    echo "${given} did not shut down in ${shutdownTimeoutSeconds} s: its new definition waits for its next start" >&2`,
    '    exit 1',
    '  fi',
    `  virsh start ${name}`,
    'fi',
  ];
}
