import { isIP } from 'net';
import { DnsEntry } from './dns-names';
import { DnsUpstream } from './dns-props';
import { DnsRecord, fullName } from './dns-record';
import { Listen } from './listen';
import { isPrivateName } from './support';
import { listed } from '../app/compact';

/** What a name server is to answer. */
export interface DnsSpec {
  readonly domain: string;
  readonly entries: readonly DnsEntry[];
  /** Records that are neither addresses nor aliases. */
  readonly records: readonly DnsRecord[];
  readonly upstreams: readonly DnsUpstream[];
  readonly listen: Listen;
  readonly allowFrom: readonly string[];
}

/** `services.unbound`. */
export function unboundOptions(spec: DnsSpec): Record<string, any> {
  const { domain, entries, records, upstreams, listen } = spec;
  const tls = upstreams.some(({ _tlsName: name }) => name !== undefined);
  const wildcards = entries.filter(({ name }) => name.startsWith('*.'));
  const data = [
    ...entries.flatMap(({ name, addresses }) =>
      addresses.map((address) => `"${bare(name)}. ${typeOf(address)} ${address}"`),
    ),
    ...records.map((record) => unboundRecord(record, domain)),
  ];
  const back = entries.filter(({ machine }) => machine);
  return {
    unbound: {
      enable: true,
      settings: {
        server: {
          interface: listen.addresses.length > 0 ? [...listen.addresses] : ['0.0.0.0', '::0'],
          'access-control': spec.allowFrom.map((network) => `${network} allow`),
          'local-zone': [
            // Below a domain that others serve too, only what is named here is answered here.
            `"${domain}." ${isPrivateName(domain) ? 'static' : 'transparent'}`,
            ...wildcards.map(({ name }) => `"${bare(name)}." redirect`),
          ],
          'local-data': listed(data),
          'local-data-ptr': listed(back.flatMap(({ name, addresses }) => addresses.map((one) => `"${one} ${name}."`))),
        },
        'forward-zone':
          upstreams.length > 0
            ? [
                {
                  name: '.',
                  'forward-addr': upstreams.map(({ _address: address, _port: port, _tlsName: name }) =>
                    name === undefined ? (port === 53 ? address : `${address}@${port}`) : `${address}@${port}#${name}`,
                  ),
                  'forward-tls-upstream': tls ? true : undefined,
                },
              ]
            : undefined,
      },
    },
  };
}

/** `services.dnsmasq`. */
export function dnsmasqOptions(spec: DnsSpec): Record<string, any> {
  const { domain, entries, records, upstreams, listen } = spec;
  const named = (name: string) => fullName(name, domain);
  const of = (kind: string, line: (record: DnsRecord) => string) =>
    listed(records.filter(({ _kind }) => _kind === kind).map(line));
  const byInterface = listen.addresses.length === 0 && listen.interfaces.length > 0;
  const plain = entries.filter(({ name }) => !name.startsWith('*.'));
  const wildcards = entries.filter(({ name }) => name.startsWith('*.'));
  return {
    dnsmasq: {
      enable: true,
      settings: {
        'no-resolv': true,
        'no-hosts': true,
        'domain-needed': true,
        'bogus-priv': true,
        'bind-dynamic': true,
        'listen-address': listed(listen.addresses),
        interface: byInterface ? ['lo', ...listen.interfaces] : undefined,
        domain,
        local: isPrivateName(domain) ? [`/${domain}/`] : undefined,
        server: upstreams.map(({ _address: address, _port: port }) => (port === 53 ? address : `${address}#${port}`)),
        'host-record': listed(plain.flatMap(hostRecords)),
        address: listed(wildcards.flatMap(({ name, addresses }) => addresses.map((one) => `/${bare(name)}/${one}`))),
        'txt-record': of('txt', ({ _name, _values: [text] }) => `${named(_name)},"${text}"`),
        'srv-host': of('srv', ({ _name, _values: [target], _numbers: [priority, weight, port] }) =>
          [named(_name), named(target!), port, priority, weight].join(','),
        ),
        'mx-host': of('mx', ({ _name, _values: [target], _numbers: [preference] }) =>
          [named(_name), named(target!), preference].join(','),
        ),
      },
    },
  };
}

function unboundRecord(
  { _kind: kind, _name: name, _values: [value], _numbers: numbers }: DnsRecord,
  domain: string,
): string {
  const named = (text: string) => fullName(text, domain);
  if (kind === 'txt') return `'${named(name)}. TXT "${value}"'`;
  return `"${named(name)}. ${kind.toUpperCase()} ${[...numbers, named(value!)].join(' ')}."`;
}

/** A line holds one address of each family. */
function hostRecords({ name, addresses }: DnsEntry): string[] {
  const v4 = addresses.filter((address) => isIP(address) === 4);
  const v6 = addresses.filter((address) => isIP(address) === 6);
  return Array.from({ length: Math.max(v4.length, v6.length) }, (_, i) =>
    [name, v4[i], v6[i]].filter((part) => part !== undefined).join(','),
  );
}

function bare(name: string): string {
  return name.replace(/^\*\./, '');
}

function typeOf(address: string): string {
  return isIP(address) === 6 ? 'AAAA' : 'A';
}
