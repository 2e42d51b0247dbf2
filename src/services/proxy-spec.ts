import { Listen } from './listen';
import { ProxyCertificate } from './proxy-certificate';
import { Rule, Site, Upstream } from './proxy-site';
import { Refuse } from '../app/refuse';

export type { Upstream } from './proxy-site';

/** A proxy as its program's options are made from it. */
export interface ProxySpec {
  readonly sites: readonly Site[];
  readonly certificates: ProxyCertificate;
  readonly listen: Listen;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly hardening: boolean;
  readonly maxBodyMib?: number;
  readonly extraConfig?: string;
  readonly upstream: (rule: Rule) => Upstream;
  readonly refuse: Refuse;
}

/** The headers of a site that `hardening` sets. */
export function hardeningHeaders(site: Site, { hardening }: ProxySpec): Record<string, string> {
  if (!hardening) return {};
  // A browser that is told so lets nobody past an authority that it does not know.
  const trusted = ['acme', 'tailscale'].includes(site.certificate._kind);
  return {
    ...(trusted ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
  };
}
