import { Estate, System } from '../../app';
import { ReverseProxy } from '../../services';
import { Trouble, troubledWays, Way } from '../facts/ways';

/** The connections with one kind of trouble, without those of reverse proxies, which have rules of their own. */
export function troubledUses(estate: Estate, trouble: Trouble): readonly Way[] {
  return estate
    ._table(troubledWays)
    .filter((way) => way.trouble === trouble && !ReverseProxy.isReverseProxy(way.entry.user));
}

/** What a reader calls a connection: `the backup home on server`. */
export function useOf({ entry, from }: Way): string {
  return `${entry.purpose ?? entry.user.node.path} on ${from.systemName}`;
}

/** What a reader calls the server of a connection. */
export function serverOf({ server }: Way): string {
  return System.isSystem(server) ? server.systemName : server.node.path;
}
