/**
 * The CPUs that a libvirt CPU set names: `0-3,8,^2`; undefined where it is none.
 * See "cpuset" in https://libvirt.org/formatdomain.html#cpu-allocation.
 */
export function parseCpuSet(text: string): ReadonlySet<number> | undefined {
  const cpus = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\^)?(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
    if (!match) return undefined;
    const from = Number(match[2]);
    const to = match[3] === undefined ? from : Number(match[3]);
    if (to < from || (match[1] !== undefined && match[3] !== undefined)) return undefined;
    for (let cpu = from; cpu <= to; cpu++) {
      if (match[1] === undefined) cpus.add(cpu);
      else cpus.delete(cpu);
    }
  }
  return cpus.size > 0 ? cpus : undefined;
}
