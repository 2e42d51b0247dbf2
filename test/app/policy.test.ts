import { Construct, IConstruct } from 'constructs';
import { Aspects, Diagnostics, IAspect, Policy, Severity } from '../../src';
import { refusal } from '../support/estate';
import { appWith, codes, hostOf } from '../support/small-estate';

/** A policy that anybody could write: every construct of that name is wrong. */
class NotCalled implements IAspect {
  constructor(private readonly id: string) {}

  public visit(node: IConstruct): void {
    if (node.node.id !== this.id) return;
    Diagnostics.of(node).error({ code: 'CALLED_WRONGLY', message: `it is called ${this.id}`, policy: 'NotCalled' });
  }
}

function estate() {
  const app = appWith();
  const host = hostOf(app);
  const one = new Construct(new Construct(host, 'upper'), 'bad');
  Aspects.of(app).add(new NotCalled('bad'));
  return { app, host, one };
}

describe('an acknowledgement', () => {
  test('is needed where a policy finds an error', () => {
    const { app } = estate();
    expect(codes(app.check())).toEqual(['error CALLED_WRONGLY']);
    expect(refusal(() => app.render()).code).toBe('CHECK_FAILED');
  });

  test.each(['one', 'host', 'app'] as const)('takes the finding out, given for the construct or above it: %s', (at) => {
    const made = estate();
    Policy.acknowledge(made[at], 'CALLED_WRONGLY', '  it was\n called so first ');
    expect(made.app.check()).toEqual([]);
    expect(made.app.render()).toHaveProperty(['flake.nix']);
    expect(Policy.acknowledged(made.app)).toEqual([
      {
        finding: expect.objectContaining({
          code: 'CALLED_WRONGLY',
          path: 'server/upper/bad',
          severity: Severity.ERROR,
        }),
        reason: 'it was called so first',
        acknowledgedAt: made[at].node.path,
      },
    ]);
    expect(Policy.acknowledged(made.one)).toHaveLength(1);
    expect(Policy.acknowledged(hostOf(made.app, 'server2'))).toEqual([]);
  });

  test('holds for nothing beside the construct, and says that nothing needs it', () => {
    const { app, host } = estate();
    Policy.acknowledge(new Construct(host, 'up'), 'CALLED_WRONGLY', 'another one');
    expect(codes(app.check())).toEqual(['error CALLED_WRONGLY', 'warning ACKNOWLEDGEMENT_UNUSED']);
  });

  test('is reported once what it was for is mended', () => {
    const { app, host } = estate();
    Policy.acknowledge(host, 'CALLED_WRONGLY', 'not renamed yet');
    host.node.tryRemoveChild('upper');
    expect(app.check()).toEqual([
      expect.objectContaining({
        code: 'ACKNOWLEDGEMENT_UNUSED',
        path: 'server',
        message: 'nothing needs the acknowledgement of CALLED_WRONGLY any more: "not renamed yet"',
      }),
    ]);
  });

  test('answers warnings and notes of any check', () => {
    const app = appWith();
    const host = hostOf(app);
    Diagnostics.of(host).warning({ code: 'ODD', message: 'odd' });
    Diagnostics.of(host).info({ code: 'ODDER', message: 'odder' });
    Policy.acknowledge(host, 'ODD', 'it is so');
    Policy.acknowledge(app, 'ODDER', 'it is so');
    expect(app.check()).toEqual([]);
    expect(Policy.acknowledged(app).map(({ finding }) => finding.code)).toEqual(['ODD', 'ODDER']);
  });

  test('cannot answer an error of the estate itself', () => {
    const app = appWith();
    const host = hostOf(app);
    Diagnostics.of(host).error({ code: 'BROKEN', message: 'does not build' });
    Policy.acknowledge(host, 'BROKEN', 'I know');
    expect(codes(app.check())).toEqual(['error ACKNOWLEDGED_ERROR', 'error BROKEN']);
    expect(Policy.acknowledged(app)).toEqual([]);
  });

  test.each(['', '   ', '--', '123'])('needs a reason: %j is none', (reason) => {
    const { host } = estate();
    expect(refusal(() => Policy.acknowledge(host, 'CALLED_WRONGLY', reason)).code).toBe('ACKNOWLEDGEMENT_REASON');
  });

  test('needs the code of a finding', () => {
    const { host } = estate();
    expect(refusal(() => Policy.acknowledge(host, 'port 80', 'why')).code).toBe('ACKNOWLEDGEMENT_CODE');
  });

  test('is given once', () => {
    const { host } = estate();
    Policy.acknowledge(host, 'CALLED_WRONGLY', 'one reason');
    const again = refusal(() => Policy.acknowledge(host, 'CALLED_WRONGLY', 'another one'));
    expect(again.code).toBe('ACKNOWLEDGEMENT_CODE');
  });
});
