import { IConstruct } from 'constructs';
import { sift } from './acknowledgements';
import { ClaimEntry, ClaimKind, Claims } from './claims';
import { Diagnostic, Diagnostics, Severity } from './diagnostics';
import { System } from './system';

/** Kinds that are unique in the estate; the others are unique in the System they are claimed in. */
const ESTATE_WIDE = new Set([
  ClaimKind.HOST_NAME,
  ClaimKind.HOST_ID,
  ClaimKind.IP_ADDRESS,
  ClaimKind.MAC_ADDRESS,
  ClaimKind.UUID,
  ClaimKind.OTHER,
]);
/** Kinds whose values are the same in either case. */
const CASELESS = new Set([
  ClaimKind.HOST_NAME,
  ClaimKind.HOST_ID,
  ClaimKind.MAC_ADDRESS,
  ClaimKind.UUID,
  ClaimKind.IP_ADDRESS,
]);
const RANK = { [Severity.ERROR]: 0, [Severity.WARNING]: 1, [Severity.INFO]: 2 };

/** The findings about a tree, without those that are acknowledged. */
export function checkTree(root: IConstruct): Diagnostic[] {
  return sortDiagnostics(sift(root, findings(root)).open);
}

/** All findings about a tree: what constructs report, their validations, and claims made twice; in one pass. */
export function findings(root: IConstruct): Diagnostic[] {
  const found: Diagnostic[] = [];
  const claims = new ClaimIndex(found);
  const stack: IConstruct[] = [root];
  while (stack.length > 0) {
    const construct = stack.pop()!;
    for (const message of construct.node.validate()) {
      found.push({ severity: Severity.ERROR, code: 'VALIDATION', message, path: construct.node.path });
    }
    const diagnostics = Diagnostics._peek(construct);
    if (diagnostics) found.push(...diagnostics._collect());
    const made = Claims._peek(construct);
    if (made) for (const entry of made._entries) claims.add(entry);
    const children = construct.node.children;
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
  return sortDiagnostics(found);
}

/** By severity, then place, then code; the same finding once. */
export function sortDiagnostics(found: readonly Diagnostic[]): Diagnostic[] {
  const keyed = new Map(
    found.map((d) => [[RANK[d.severity], d.path, d.code, d.keyPath ?? '', d.message].join('\0'), d]),
  );
  return [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, diagnostic]) => diagnostic);
}

/** Finds claims made twice, in one pass over them. */
class ClaimIndex {
  private readonly first = new Map<string, ClaimEntry>();
  private readonly ports = new Map<string, Map<string, ClaimEntry>>();

  constructor(private readonly found: Diagnostic[]) {}

  public add(entry: ClaimEntry): void {
    const { claim } = entry;
    const value = CASELESS.has(claim.kind) ? claim.value.toLowerCase() : claim.value;
    const realm = claim.within ?? this.realm(entry);
    const key = `${claim.kind}\0${claim.what ?? ''}\0${realm}\0${value}`;
    if (entry.address !== undefined) {
      this.addPort(key, entry, entry.address);
    } else {
      const before = this.first.get(key);
      if (!before) this.first.set(key, entry);
      else if (before.owner !== entry.owner) this.report(entry, before);
    }
  }

  private addPort(key: string, entry: ClaimEntry, address: string): void {
    let byAddress = this.ports.get(key);
    if (!byAddress) this.ports.set(key, (byAddress = new Map()));
    const before = byAddress.get(address) ?? byAddress.get('*') ?? (address === '*' ? first(byAddress) : undefined);
    if (!before) byAddress.set(address, entry);
    else if (before.owner !== entry.owner) this.report(entry, before);
    else byAddress.set(address, entry);
  }

  private realm({ claim, owner, address }: ClaimEntry): string {
    if (ESTATE_WIDE.has(claim.kind)) return '';
    const system = System.find(owner);
    if (!system) return '';
    return address !== undefined ? system._networkRealm().node.path : system.node.path;
  }

  private report(entry: ClaimEntry, before: ClaimEntry): void {
    const { claim, owner, address } = entry;
    const what = claim.kind === ClaimKind.OTHER ? (claim.what ?? 'thing') : claim.kind;
    const purpose = (of: ClaimEntry) => (of.claim.purpose ? ` (${of.claim.purpose})` : '');
    const on = address !== undefined ? ` on ${spell(address)}` : '';
    const other = before.address !== undefined && before.address !== address ? ` on ${spell(before.address)}` : '';
    this.found.push({
      severity: Severity.ERROR,
      code: `${what.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_TAKEN`,
      message: `the ${what} ${claim.value}${on} is taken${purpose(entry)}: ${before.owner.node.path || '(the app)'} has it${other}${purpose(before)}`,
      path: owner.node.path,
      keyPath: claim.keyPath,
      mend: `give one of the two another ${what}`,
      related: [before.owner.node.path],
    });
  }
}

function first<T>(map: ReadonlyMap<string, T>): T | undefined {
  for (const value of map.values()) return value;
  return undefined;
}

function spell(address: string): string {
  return address === '*' ? 'every address' : address;
}
