import { IMountPoint, System } from '../app';
import { Refuse } from '../app/refuse';
import { ContainerBindMount } from '../containers';
import { ZfsDataset, ZfsPool, ZfsSnapshotScope } from '../storage';
import { MEDIA_FACTS, MediaServiceName } from './media-catalogue';
import { MediaFolder, MediaPlacement, MediaStackProps } from './media-props';
import { folderOf } from './service-folder';

/** A folder of the host, and where the services see it. */
export interface SeenFolder {
  readonly hostPath: string;
  readonly mountPoint: string;
}

/** The folders of the media and of the downloads. */
export function mediaFolders(props: MediaStackProps, host: System, refuse: Refuse) {
  const seen = (given: string | IMountPoint | MediaFolder, keyPath: string): SeenFolder => {
    const whole = typeof given === 'object' && 'folder' in given ? given : { folder: given };
    const question = { host, code: 'MEDIA', what: 'the media', keyPath, refuse };
    const hostPath = folderOf(whole.folder, question);
    if (whole.mountPoint === undefined) return { hostPath, mountPoint: hostPath };
    const mountPoint = folderOf(whole.mountPoint, { ...question, keyPath: `${keyPath}.mountPoint` });
    if (props.placement === MediaPlacement.HOST && mountPoint !== hostPath) {
      refuse(
        'MEDIA_FOLDER',
        `${hostPath} is to be seen at ${mountPoint}, and the services run on the host`,
        'leave mountPoint out',
        `${keyPath}.mountPoint`,
      );
    }
    return { hostPath, mountPoint };
  };
  const media = (props.media ?? []).map((each, i) => seen(each, `media[${i}]`));
  const downloads = props.downloads === undefined ? undefined : seen(props.downloads, 'downloads');
  return { media, downloads };
}

/** Where the services' state is. */
export interface MediaState {
  /** Folders of the host that a container sees, one for each service. */
  readonly binds: ContainerBindMount[];
  /** The datasets that were made for it. */
  readonly datasets: ZfsDataset[];
}

/** Where a service's state is inside; Seerr's place follows from the release that the system was made with. */
function statePlace(name: MediaServiceName, stateVersion: string): string {
  return name === 'seerr' && stateVersion < '26.05' ? '/var/lib/private/jellyseerr' : MEDIA_FACTS[name].state;
}

/** Give the services' state its place. */
export function mediaState(
  props: MediaStackProps,
  services: readonly MediaServiceName[],
  about: { id: string; host: System; stateVersion: string },
  refuse: Refuse,
): MediaState {
  const { id, host, stateVersion } = about;
  const onHost = props.placement === MediaPlacement.HOST;
  const pool = ZfsPool.isZfsPool(props.state) ? props.state : undefined;
  if (props.stateSnapshots !== undefined && !pool) {
    refuse(
      'MEDIA_SNAPSHOTS',
      'snapshots of the state are asked for, and the stack makes no dataset for it',
      'give the pool: state: pool; or give the snapshots to the dataset that you made',
      'stateSnapshots',
    );
  }
  if (props.state === undefined) return { binds: [], datasets: [] };
  if (pool && pool.system !== host) {
    refuse(
      'MEDIA_ELSEWHERE',
      `the pool ${pool.poolName} is one of ${pool.system.systemName}, and the services run on ${host.systemName}`,
      'give a pool of the same host',
      'state',
    );
  }
  const made = pool?.addDataset(`${id}-state`, {
    ...(onHost ? {} : { mountPoint: `/var/lib/${id}-state` }),
    snapshots: {
      hourly: 24,
      daily: 14,
      ...(onHost ? { scope: ZfsSnapshotScope.RECURSIVE } : {}),
      ...props.stateSnapshots,
    },
  });
  const state = made ?? (props.state as string | IMountPoint);
  if (onHost) {
    if (!ZfsDataset.isZfsDataset(state)) {
      return refuse(
        'MEDIA_STATE',
        'on a host the state of each service is where NixOS has it, and a folder elsewhere cannot be put there',
        "give a dataset or a pool, in which each service has a dataset of its own: state: pool.addDataset('media-state')",
        'state',
      );
    }
    if (state.pool.system !== host) {
      folderOf(state, { host, code: 'MEDIA', what: 'the state', keyPath: 'state', refuse });
    }
    const datasets = services.map((name) => state.addDataset(name, { mountPoint: statePlace(name, stateVersion) }));
    return { binds: [], datasets: [...(made ? [made] : []), ...datasets] };
  }
  const folder = folderOf(state, { host, code: 'MEDIA', what: 'the state', keyPath: 'state', refuse });
  const binds = services.map((name) => ({
    mountPoint: statePlace(name, stateVersion),
    hostPath: `${folder}/${name}`,
    readOnly: false,
  }));
  return { binds, datasets: made ? [made] : [] };
}
