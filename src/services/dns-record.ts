import { isIP } from 'net';
import { CosmoError } from '../app';

/** @internal what a record says. */
export type DnsRecordKind = 'address' | 'alias' | 'txt' | 'srv' | 'mx';

/**
 * A record of the domain name system, beside the names that follow from the estate. A name without a dot stands in the domain of the `Dns`.
 *
 * @example
 * import { Dns, DnsRecord, DnsUpstream, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new Dns(laddie, 'dns', {
 *   interfaces: ['br0'],
 *   upstreams: [DnsUpstream.tls('9.9.9.9', 'dns.quad9.net')],
 *   records: [DnsRecord.address('printer', '192.168.1.5'), DnsRecord.alias('files', 'laddie')],
 * });
 */
export class DnsRecord {
  /**
   * A name with its IPv4 or IPv6 addresses.
   * @param name the name; one without a dot stands in the domain of the `Dns`
   * @param addresses IPv4 and IPv6 addresses, one at least
   * @throws `DNS_ADDRESS` for what is no address, `DNS_NAME` for what is no name
   */
  public static address(name: string, ...addresses: string[]): DnsRecord {
    if (addresses.length === 0) refuse('DNS_ADDRESS', `${name} is given no address`, "give one: '192.168.1.5'");
    for (const address of addresses) {
      if (isIP(address) !== 0 && !address.includes('%')) continue;
      refuse('DNS_ADDRESS', `"${address}" is no address`, "give one without a prefix length: '192.168.1.5'");
    }
    return new DnsRecord('address', checkName(name, true), addresses);
  }

  /**
   * Another name for one that the estate knows: a host, a container, a record.
   * @param name the name; one without a dot stands in the domain of the `Dns`
   * @param target the name that it stands for
   * @throws `DNS_NAME`
   */
  public static alias(name: string, target: string): DnsRecord {
    return new DnsRecord('alias', checkName(name, false), [checkName(target, false)]);
  }

  /**
   * A text of at most 255 characters.
   * @param name the name; one without a dot stands in the domain of the `Dns`
   * @param text the text
   * @throws `DNS_NAME`, `DNS_TEXT`
   */
  public static text(name: string, text: string): DnsRecord {
    if (text.length > 255 || /[^\x20-\x7e]|["'\\]/.test(text)) {
      refuse('DNS_TEXT', `the text of ${name} cannot be a record`, 'give at most 255 plain characters, without quotes');
    }
    return new DnsRecord('txt', checkName(name, false, true), [text]);
  }

  /**
   * Where a service is: `_imaps._tcp`.
   * @param name the service and its protocol, such as `_imaps._tcp`
   * @param target the name of the machine that it runs on
   * @param port the port that it listens on
   * @param priority which machine is asked first: the lowest number
   * @param weight the share of those with the same priority
   * @throws `DNS_NAME`, `DNS_NUMBER`
   */
  public static service(
    name: string,
    target: string,
    port: number,
    priority: number = 0,
    weight: number = 0,
  ): DnsRecord {
    for (const value of [port, priority, weight]) checkNumber(value);
    return new DnsRecord('srv', checkName(name, false, true), [checkName(target, false)], [priority, weight, port]);
  }

  /**
   * Who takes mail for a name.
   * @param name the name; one without a dot stands in the domain of the `Dns`
   * @param target the name of the server that takes the mail
   * @param preference which server is asked first: the lowest number
   * @throws `DNS_NAME`, `DNS_NUMBER`
   */
  public static mail(name: string, target: string, preference: number = 10): DnsRecord {
    checkNumber(preference);
    return new DnsRecord('mx', checkName(name, false), [checkName(target, false)], [preference]);
  }

  private constructor(
    /** @internal */
    public readonly _kind: DnsRecordKind,
    /** @internal */
    public readonly _name: string,
    /** @internal */
    public readonly _values: readonly string[],
    /** @internal */
    public readonly _numbers: readonly number[] = [],
  ) {}
}

/** @internal a record's name in full: one that has no dot behind `*.` and `_service.` stands in the domain. */
export function fullName(given: string, domain: string): string {
  const name = given.toLowerCase();
  const rest = name.replace(/^(?:\*\.)?(?:_[^.]+(?:\.|$))*/, '');
  return rest.includes('.') ? name : `${name}.${domain}`;
}

/** @internal whether a text is a name, in lower case or not; `_` begins the names of services. */
export function isDnsName(name: string, services: boolean = false): boolean {
  const label = services ? /^_?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i : /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
  return name.length <= 253 && name.split('.').every((each) => label.test(each)) && isIP(name) === 0;
}

function checkName(given: string, wildcard: boolean, services: boolean = false): string {
  const name = wildcard ? given.replace(/^\*\./, '') : given;
  if (!isDnsName(name, services)) {
    refuse(
      'DNS_NAME',
      `"${given}" is no name`,
      "give letters, digits and -, and dots in between: 'printer', 'nas.home.arpa'",
    );
  }
  return given.toLowerCase();
}

function checkNumber(value: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= 65535) return;
  refuse('DNS_NUMBER', `${value} cannot stand in a record`, 'give a whole number from 0 to 65535');
}

function refuse(code: string, message: string, mend: string): never {
  throw new CosmoError({ code, message, mend, keyPath: 'records' });
}
