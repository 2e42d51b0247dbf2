import { Refuse } from '../app/refuse';
import { Expr } from '../nix';
import { AnyServiceProps, MEDIA_FACTS, MEDIA_SERVICES, MediaServiceName } from './media-catalogue';
import { MediaPlacement, MediaStackProps } from './media-props';

/** The services that are asked for, with what each is told. */
export function servicesOf(props: MediaStackProps): [MediaServiceName, AnyServiceProps][] {
  return MEDIA_SERVICES.flatMap((name): [MediaServiceName, AnyServiceProps][] =>
    props[name] === undefined ? [] : [[name, props[name] as AnyServiceProps]],
  );
}

/** Whether a service writes among the media. */
export function writesMedia([name, props]: [MediaServiceName, AnyServiceProps], downloads: boolean): boolean {
  const { access } = MEDIA_FACTS[name];
  return access === 'write' || props.writeMedia === true || (access === 'download' && !downloads);
}

/** Refuse what the props alone tell. */
export function checkMedia(props: MediaStackProps, refuse: Refuse): void {
  const services = servicesOf(props);
  const onHost = props.placement === MediaPlacement.HOST;
  if (services.length === 0) {
    refuse('MEDIA_EMPTY', 'the media stack has no service', 'give at least one: jellyfin: {}');
  }
  if (onHost || props.container) {
    for (const key of onHost ? (['container', 'containerProps'] as const) : (['containerProps'] as const)) {
      if (props[key] === undefined) continue;
      refuse(
        'MEDIA_CONTAINER',
        onHost ? `${key} is given, and the services run on the host` : 'a container is given, and props to make one',
        onHost ? `leave out ${key}, or placement` : 'give the props to the container itself',
        key,
      );
    }
  }
  const users = props.containerProps?.privateUsers;
  if (users !== undefined && users !== 'no' && users !== 'identity') {
    refuse(
      'MEDIA_PRIVATE_USERS',
      `the container has user ids of its own (${users})`,
      'leave privateUsers out',
      'containerProps.privateUsers',
      "the media, the state and the graphics card belong to the host's ids, and to nobody in the container",
    );
  }
  checkAccess(props, services, refuse);
  for (const [name, service] of services) checkService(name, service, props, refuse);
  const group = props.group ?? 'media';
  if (!/^[a-z_][a-z0-9_-]{0,30}$/.test(group)) {
    refuse('MEDIA_GROUP', `"${group}" cannot name a group`, 'use small letters, digits, - and _', 'group');
  }
  const gid = props.gid ?? 2000;
  if (!Number.isInteger(gid) || gid < 1000 || gid > 60000) {
    refuse(
      'MEDIA_GID',
      `${gid} is no number for the group`,
      'give a whole number from 1000 to 60000',
      'gid',
      'NixOS and systemd hand out the others by themselves',
    );
  }
}

function checkAccess(
  props: MediaStackProps,
  services: readonly [MediaServiceName, AnyServiceProps][],
  refuse: Refuse,
): void {
  const needing = services.find(([name]) => MEDIA_FACTS[name].access !== 'none');
  if (needing && (props.media ?? []).length === 0) {
    refuse(
      'MEDIA_MISSING',
      `${MEDIA_FACTS[needing[0]].title} is there, and no media`,
      "give the folders: media: [tank.addDataset('media', { mountPoint: '/mnt/media' })]",
      'media',
    );
  }
  if (
    props.downloads !== undefined &&
    !services.some(([name]) => /^(write|download)$/.test(MEDIA_FACTS[name].access))
  ) {
    refuse(
      'MEDIA_DOWNLOADS_UNUSED',
      'there is a folder for downloads, and no service that uses it',
      'leave downloads out, or give a downloader: sabnzbd: {}',
      'downloads',
    );
  }
  const player = services.some(([name]) => MEDIA_FACTS[name].access === 'read');
  if (props.gpu !== undefined && !player) {
    refuse('MEDIA_GPU_UNUSED', 'a graphics card is given, and neither Jellyfin nor Plex', 'leave gpu out', 'gpu');
  }
  if (props.gpu !== undefined && !/^\/dev\/dri\/(renderD\d+|by-path\/[A-Za-z0-9._-]+-render)$/.test(props.gpu)) {
    refuse(
      'MEDIA_GPU',
      `${props.gpu} is no render device`,
      "give the one of the card: '/dev/dri/renderD128' (ls /dev/dri)",
      'gpu',
      'cards (/dev/dri/card0) show pictures; render devices compute, and may be used by members of the group render',
    );
  }
  if (props.gpu === undefined && (props.gpuDrivers ?? []).length > 0) {
    refuse('MEDIA_GPU', 'drivers are given, and no graphics card', "give gpu: '/dev/dri/renderD128'", 'gpuDrivers');
  }
}

function checkService(name: MediaServiceName, service: AnyServiceProps, props: MediaStackProps, refuse: Refuse): void {
  const { title, settings } = MEDIA_FACTS[name];
  const own = props.placement !== MediaPlacement.HOST && !props.container;
  const network = props.containerProps?.privateNetwork ?? true;
  if (service.hostPort !== undefined && !(own && network)) {
    refuse(
      'MEDIA_HOST_PORT',
      `${title} has a port of the host that leads to it, and ${own || props.placement === MediaPlacement.HOST ? 'is on the network of the host' : 'runs in a container that others made'}`,
      own || props.placement === MediaPlacement.HOST
        ? 'leave hostPort out; interfaces opens its port'
        : 'give it to the container: forwardPorts',
      `${name}.hostPort`,
    );
  }
  if (service.settings !== undefined && settings === undefined) {
    refuse(
      'MEDIA_SETTINGS',
      `NixOS has no settings for ${title}`,
      'leave settings out: it keeps them in files of its own, which its web interface writes',
      `${name}.settings`,
    );
  }
  const secret = secretIn(service.settings, `${name}.settings`);
  if (secret !== undefined) {
    refuse(
      'MEDIA_SETTINGS_SECRET',
      `${secret} holds a secret in plain text`,
      "leave it out: the service makes its own keys; or give a file by the service's options, such as environmentFiles or secretFiles",
      secret,
      'settings are written to the Nix store, which everyone can read',
    );
  }
  if (service.acceleration !== undefined && props.gpu === undefined) {
    refuse(
      'MEDIA_GPU',
      `${title} is to transcode by ${service.acceleration}, and has no graphics card`,
      "give the stack gpu: '/dev/dri/renderD128'",
      `${name}.acceleration`,
      'without the device and the groups render and video it may not open the card',
    );
  }
}

const SECRET_KEY = /^(password|pass|pwd|api_?key|nzb_?key|secret|token)$/i;

function secretIn(value: unknown, path: string): string | undefined {
  if (value === null || typeof value !== 'object' || Expr.isExpr(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && inner !== '' && SECRET_KEY.test(key)) return `${path}.${key}`;
    const found = secretIn(inner, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
