import { findings, located } from './located';
import { Severity } from '../../../src';
import { CosmoError } from '../../../src/app';
import { githubCommands, githubError, githubSummary } from '../../../src/cli/report/github';
import { findingsSarif } from '../../../src/cli/report/sarif';

const OPTIONS = { root: '/project', program: 'my main.ts' };

/** What SARIF 2.1.0 asks of the objects that are written. */
interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: Record<string, any>[] } };
    readonly invocations: { readonly executionSuccessful: boolean; readonly toolExecutionNotifications?: any[] }[];
    readonly originalUriBaseIds: Record<string, { readonly uri: string }>;
    readonly results: Record<string, any>[];
  }[];
}

function log(...args: Parameters<typeof findingsSarif>): Log['runs'][number] & Log {
  const told = JSON.parse(findingsSarif(...args)) as Log;
  return { ...told, ...told.runs[0]! };
}

describe('SARIF', () => {
  const one = located(
    {
      severity: Severity.ERROR,
      code: 'TCP_PORT_TAKEN',
      message: 'port 80 is taken',
      keyPath: 'a',
      why: 'w',
      mend: 'm',
      related: ['cellar'],
      also: [{ path: 'shed', message: 'and here' }],
    },
    [12, 30],
  );

  test('has what a log must have', () => {
    const told = log(findings([one]), OPTIONS);
    expect(told.$schema).toBe('https://json.schemastore.org/sarif-2.1.0.json');
    expect(told.version).toBe('2.1.0');
    expect(told.runs).toHaveLength(1);
    expect(told.tool.driver.name).toBe('cosmo');
    expect(told.invocations).toEqual([{ executionSuccessful: true }]);
    expect(told.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///project/' } });
  });

  test('describes the rules of its findings', () => {
    const own = { code: 'OWN', severity: Severity.INFO, title: 'T', reason: 'R', source: 'S', breaks: 'b', holds: 'h' };
    const told = log(findings([one, located({ code: 'OWN' }), located({ why: 'slow' })], { rules: [own] }), OPTIONS);
    const [ownRule, plain, port] = told.tool.driver.rules;
    expect(port).toMatchObject({
      id: 'TCP_PORT_TAKEN',
      name: 'TcpPortTaken',
      shortDescription: { text: 'One service listens on a TCP port of an address' },
      defaultConfiguration: { level: 'error' },
      helpUri: expect.stringMatching(/docs\/rules\/claims\.md#tcp_port_taken$/) as string,
      help: { markdown: expect.stringMatching(/^# TCP_PORT_TAKEN\n/) as string },
    });
    expect(ownRule).toMatchObject({
      id: 'OWN',
      fullDescription: { text: 'R' },
      defaultConfiguration: { level: 'note' },
    });
    expect(plain).toEqual({
      id: 'SO_SO',
      name: 'SoSo',
      shortDescription: { text: 'SO_SO' },
      fullDescription: { text: 'slow' },
    });
    for (const { ruleId, ruleIndex } of told.results) {
      expect(told.tool.driver.rules[ruleIndex as number]!.id).toBe(ruleId);
    }
  });

  test('tells where: the line, the construct, all others, and where it was called from', () => {
    const [result] = log(findings([one]), OPTIONS).results;
    expect(result).toMatchObject({
      ruleId: 'TCP_PORT_TAKEN',
      level: 'error',
      message: { text: 'port 80 is taken\nwhy: w\nmend: m' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'main.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12 },
          },
          logicalLocations: [{ name: 'attic', fullyQualifiedName: 'attic, a' }],
        },
      ],
    });
    expect(
      result!.relatedLocations.map((place: any) => [
        place.id,
        place.physicalLocation.region.startLine,
        place.message.text,
      ]),
    ).toEqual([
      [1, 40, 'cellar: has part in it'],
      [2, 50, 'shed: and here'],
      [3, 30, 'called from here'],
    ]);
  });

  test('names the program where the line is not known, and files outside of the project in full', () => {
    const outside = { ...located({}), places: [{ file: '/else where/a.ts', line: 3 }] };
    const uris = log(findings([located({}), outside]), OPTIONS).results.map(
      (result) => result.locations[0].physicalLocation.artifactLocation,
    );
    expect(uris).toEqual([{ uri: 'my%20main.ts', uriBaseId: '%SRCROOT%' }, { uri: 'file:///else%20where/a.ts' }]);
  });

  test.each([
    [Severity.ERROR, 'error'],
    [Severity.WARNING, 'warning'],
    [Severity.INFO, 'note'],
  ])('calls %s %s', (severity, level) => {
    expect(log(findings([located({ severity })]), OPTIONS).results[0]!.level).toBe(level);
  });

  test('has what is acknowledged as suppressed, with the reason', () => {
    const acknowledged = [{ ...located({ code: 'MEANT' }, [4]), reason: 'it is meant', acknowledgedAt: '' }];
    const [result] = log(findings([], { acknowledged }), OPTIONS).results;
    expect(result!.suppressions).toEqual([{ kind: 'inSource', status: 'accepted', justification: 'it is meant' }]);
  });

  test('knows a finding again whose values have changed, and tells two of one place apart', () => {
    const prints = (messages: string[]) =>
      log(findings(messages.map((message) => located({ message }))), OPTIONS).results.map(
        (result) => result.partialFingerprints['cosmoFinding/v1'] as string,
      );
    const [first, second] = prints(['a', 'b']);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
    expect(prints(['c', 'd'])).toEqual([first, second]);
  });

  test('says what went wrong beside the estate', () => {
    const { invocations } = log(findings([]), { ...OPTIONS, error: new Error('no Nix') });
    expect(invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'Error: no Nix' } }],
    });
  });
});

describe('GitHub', () => {
  test('commands escape what would end them', () => {
    const one = {
      ...located({ message: '100 % of\na: b, c', severity: Severity.INFO }),
      places: [{ file: '/project/a,b:c%.ts', line: 3 }],
    };
    expect(githubCommands(findings([one]), '/project')).toBe(
      '::notice file=a%2Cb%3Ac%25.ts,line=3,title=SO_SO::100 %25 of%0Aa: b, c%0Aat attic\n',
    );
  });

  test('commands without a line have no file', () => {
    expect(githubCommands(findings([located({ severity: Severity.ERROR })]), '/project')).toBe(
      '::error title=SO_SO::not ideal%0Aat attic\n',
    );
  });

  test('commands tell what went wrong beside the estate', () => {
    const error = new CosmoError({ code: 'APP_UNKNOWN', message: 'nothing says which program', mend: 'name it' });
    expect(githubError(error)).toBe('::error title=APP_UNKNOWN::nothing says which program%0Amend: name it\n');
  });

  test('the summary has a row a cause, in which no character means anything', () => {
    const found = findings([located({ message: 'a|b <i> *c* `d`\ne', mend: 'do' }, [3]), located({ path: 'b' }, [3])]);
    expect(githubSummary(found, '/project')).toBe(`### cosmo: 2 warnings

| | code | at | line | finding |
| --- | --- | --- | --- | --- |
| warning | SO_SO | attic and 1 more | \`main.ts:3\` | a\\|b &lt;i> \\*c\\* \\\`d\\\`<br>e<br>mend: do |

`);
    expect(githubSummary(findings([]), '/project')).toBe('### cosmo: nothing found\n\n');
  });
});
