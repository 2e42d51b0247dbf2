import { Estate } from '../../app';
import { ReverseProxy } from '../../services';
import { Trouble, troubledWays, Way } from '../facts/ways';

/** A route of a proxy that does not work. */
export interface TroubledRoute extends Way {
  readonly proxy: ReverseProxy;
}

/** The routes of proxies with one kind of trouble. */
export function troubledRoutes(estate: Estate, trouble: Trouble): TroubledRoute[] {
  return estate._table(troubledWays).flatMap((way) => {
    const { user } = way.entry;
    return way.trouble === trouble && ReverseProxy.isReverseProxy(user) ? [{ ...way, proxy: user }] : [];
  });
}
