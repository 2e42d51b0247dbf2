import { createHash } from 'crypto';
import { pathToFileURL } from 'url';
import type { Findings, Located, LocatedAcknowledged, Party } from './finding';
import { fileOf } from './json';
import { KnownRule, ruleOf } from './rules';
import { nameOf } from './text';
import { rulePage } from '../../rules/page';
import { asData } from '../error-data';
import { Place, sourceLine } from '../source-line';
import { version } from '../version';

/** SARIF's words for severities. */
const LEVELS: Readonly<Record<string, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};
/** What the project's root is called. */
const BASE = '%SRCROOT%';
const HOME = 'https://github.com/cosmo-nix/cosmo';

/** What else the log tells. */
export interface SarifOptions {
  readonly root: string;
  /** The file that stands for the program where the line of a finding is not known, from the root. */
  readonly program: string;
  /** What went wrong beside the estate. */
  readonly error?: unknown;
}

/** Findings as a log of SARIF 2.1.0. */
export function findingsSarif(found: Findings, options: SarifOptions): string {
  const all = [...found.open, ...found.acknowledged];
  const codes = [...new Set(all.map(({ finding }) => finding.code))].sort();
  const seen = new Map<string, number>();
  const run = {
    tool: {
      driver: {
        name: 'cosmo',
        version: version(),
        informationUri: HOME,
        rules: codes.map((code) => descriptor(code, ruleOf(code, found.rules), all)),
      },
    },
    invocations: [invocation(options.error)],
    originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(options.root).href.replace(/\/$/, '')}/` } },
    columnKind: 'utf16CodeUnits',
    results: all.map((one) => result(one, codes.indexOf(one.finding.code), options, seen)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor(code: string, rule: KnownRule | undefined, all: readonly Located[]): object {
  const base = { id: code, name: nameOfCode(code) };
  if (!rule) {
    const { finding } = all.find((one) => one.finding.code === code)!;
    return {
      ...base,
      shortDescription: { text: code },
      ...(finding.why ? { fullDescription: { text: finding.why } } : {}),
    };
  }
  return {
    ...base,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.reason },
    help: {
      text: `${rule.title}: ${rule.reason}. Source: ${rule.source}. cosmo explain ${code} says more.`,
      markdown: rulePage(rule),
    },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    ...(rule.topic ? { helpUri: `${HOME}/blob/main/docs/rules/${rule.topic}.md#${rule.code.toLowerCase()}` } : {}),
    properties: { source: rule.source },
  };
}

/** `TcpPortTaken` */
function nameOfCode(code: string): string {
  return code.toLowerCase().replace(/(?:^|_)(.)/g, (_all, letter: string) => letter.toUpperCase());
}

function invocation(error: unknown): object {
  if (error === undefined) return { executionSuccessful: true };
  const { code, message } = asData(error);
  const notification = { level: 'error', message: { text: String(message) }, descriptor: { id: String(code) } };
  return { executionSuccessful: false, toolExecutionNotifications: [notification] };
}

function result(
  one: Located | LocatedAcknowledged,
  ruleIndex: number,
  { root, program }: SarifOptions,
  seen: Map<string, number>,
): object {
  const { finding, places, related, also } = one;
  const { code, severity, message, why, mend, path, keyPath } = finding;
  const [place, ...callers] = places;
  const others = [
    ...related.map((party) => partyLocation(party, 'has part in it', root)),
    ...also.map((party) => partyLocation(party, party.message ?? 'the same here', root)),
    ...callers.map((caller) => ({ physicalLocation: physical(caller, root), message: { text: 'called from here' } })),
  ].map((location, index) => ({ id: index + 1, ...location }));
  const text = [message, why && `why: ${why}`, mend && `mend: ${mend}`].filter(Boolean).join('\n');
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text },
    locations: [
      {
        physicalLocation: place
          ? physical(place, root)
          : { artifactLocation: { uri: uriOf(program), uriBaseId: BASE }, region: { startLine: 1 } },
        logicalLocations: [logical(path, keyPath)],
      },
    ],
    ...(others.length > 0 ? { relatedLocations: others } : {}),
    partialFingerprints: { 'cosmoFinding/v1': fingerprint(finding, seen) },
    ...('reason' in one ? { suppressions: [{ kind: 'inSource', status: 'accepted', justification: one.reason }] } : {}),
  };
}

function partyLocation({ path, places: [place] }: Party, said: string, root: string): object {
  return {
    ...(place ? { physicalLocation: physical(place, root) } : {}),
    logicalLocations: [logical(path)],
    message: { text: `${nameOf(path)}: ${said}` },
  };
}

function physical(place: Place, root: string): object {
  const file = fileOf(place.file, root);
  const text = sourceLine(place);
  const artifactLocation =
    file === place.file ? { uri: pathToFileURL(file).href } : { uri: uriOf(file), uriBaseId: BASE };
  return { artifactLocation, region: { startLine: place.line, ...(text ? { snippet: { text } } : {}) } };
}

function logical(path: string, keyPath?: string): object {
  return {
    name: path.slice(path.lastIndexOf('/') + 1) || 'app',
    fullyQualifiedName: keyPath ? `${path}, ${keyPath}` : nameOf(path),
    kind: 'object',
  };
}

/** A relative path as a URI reference. */
function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** What makes a finding the same one in the next run: not its message, whose values may change. */
function fingerprint({ code, path, keyPath = '' }: Located['finding'], seen: Map<string, number>): string {
  const key = [code, path, keyPath].join('\0');
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  return createHash('sha256').update(`${key}\0${before}`).digest('hex').slice(0, 32);
}
