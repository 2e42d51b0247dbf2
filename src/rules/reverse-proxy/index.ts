import { proxyClosed } from './proxy-closed';
import { proxyEmpty } from './proxy-empty';
import { proxyLoopback } from './proxy-loopback';
import { proxyNoTailscale } from './proxy-no-tailscale';
import { proxyPortClosed } from './proxy-port-closed';
import { proxyPortUnserved } from './proxy-port-unserved';
import { proxyToItself } from './proxy-to-itself';
import { proxyUnreachable } from './proxy-unreachable';
import type { IRule } from '../../app/rules/rule';

/** The rules about reverse proxies and what they lead to. */
export const PROXY_RULES: readonly IRule[] = [
  proxyClosed,
  proxyEmpty,
  proxyLoopback,
  proxyNoTailscale,
  proxyPortClosed,
  proxyPortUnserved,
  proxyToItself,
  proxyUnreachable,
];
