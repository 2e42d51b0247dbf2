import { Dns } from './dns';
import type { Estate } from '../app/rules/estate';
import { FindingsByCode } from '../app/rules/findings-by-code';

/** What is wrong with the names that name servers of the estate answer for. */
export function dnsFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  for (const dns of estate._all(Dns.isDns)) dns._entries((code, finding) => found.add(code, dns, finding));
  return found;
}
