import { ProxySpec } from './proxy-spec';
import { ProxyServer } from './reverse-proxy-props';
import { secretPath } from './support';
import { compact, listed } from '../app/compact';

/** `security.acme`: the certificates that are proved by DNS, and what nginx has proved by HTTP. */
export function acmeOptions(spec: ProxySpec, server: ProxyServer): Record<string, any> | undefined {
  const certs: Record<string, any> = {};
  for (const { hostName, aliases, certificate } of spec.sites) {
    const acme = certificate._acme;
    if (!acme || (server === ProxyServer.CADDY && !acme.dns)) continue;
    if (!acme.dns) {
      certs[hostName] = { email: acme.email, server: acme.server };
      continue;
    }
    const name = certificate._certificateName(hostName)!;
    const { dns } = acme;
    const wildcard = (dns.wildcards ?? []).includes(name);
    const covered = (one: string) => (wildcard ? one.slice(one.indexOf('.') + 1) === name : one === name);
    const before = (certs[name]?.extraDomainNames ?? []) as string[];
    const more = [hostName, ...aliases].filter((one) => !covered(one) && !before.includes(one));
    certs[name] = {
      domain: wildcard ? `*.${name}` : undefined,
      extraDomainNames: listed([...before, ...more]),
      email: acme.email,
      server: acme.server,
      dnsProvider: dns.provider,
      dnsResolver: dns.resolver,
      environmentFile:
        dns.environmentFile && secretPath(dns.environmentFile, 'certificates.dns.environmentFile', spec.refuse),
      credentialFiles:
        dns.credentialFiles &&
        Object.fromEntries(
          Object.entries(dns.credentialFiles).map(([key, file]) => [
            key,
            secretPath(file, `certificates.dns.credentialFiles.${key}`, spec.refuse) as unknown,
          ]),
        ),
      group: server,
    };
  }
  return Object.keys(certs).length > 0 ? compact({ acceptTerms: true, certs }) : undefined;
}
