import { isMountPoint, Mounted, mountOf, persists, State, states } from './state';
import type { Estate } from '../../app/rules/estate';
import { NixosContainer } from '../../containers';

/** The state of a service in a container, with what it lies on. */
export interface ContainerState extends State {
  readonly container: NixosContainer;
  /** What it lies on; undefined for the container's own root. */
  readonly on?: Mounted;
}

/** The states of all services in containers. */
export function containerStates(estate: Estate): readonly ContainerState[] {
  return estate._all(NixosContainer.isNixosContainer).flatMap((container) => {
    const { inside } = container;
    const all = estate._table(states)(inside);
    if (all.length === 0 || persists(estate, inside)) return [];
    const mounts = containerMounts(container);
    return all.map((state) => ({ ...state, container, on: mountOf(state.folder, mounts) }));
  });
}

/** What a container sees of its host's files, and what it has in memory. */
function containerMounts({ _props: props }: NixosContainer): Mounted[] {
  const binds = (props.bindMounts ?? []).map(({ mountPoint, hostPath = mountPoint, readOnly }, index) => ({
    mountPoint,
    source: typeof hostPath === 'string' ? hostPath : isMountPoint(hostPath) ? hostPath.mountPoint : undefined,
    readOnly: readOnly !== false,
    keyPath: `bindMounts[${index}]`,
  }));
  const memory = (props.tmpfs ?? []).map((path, index) => ({
    mountPoint: path.split(':')[0]!,
    memory: true,
    keyPath: `tmpfs[${index}]`,
  }));
  return [...memory, ...binds];
}
