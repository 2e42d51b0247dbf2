import { IConstruct } from 'constructs';
import { noteAcknowledgement } from './acknowledgements';
import { App } from './app';
import { Diagnostic } from './diagnostics';
import { CosmoError } from './error';

/** A finding that was answered with a reason. */
export interface AcknowledgedFinding {
  /** What was found. */
  readonly finding: Diagnostic;
  /** Why it is meant. */
  readonly reason: string;
  /** Path of the construct that the acknowledgement was given for; empty for the app. */
  readonly acknowledgedAt: string;
}

/**
 * Exceptions to what the checks and policies of an estate find: each is given
 * for a construct, with a code and a reason, and stands in the program where
 * everyone can read it.
 *
 * @example
 * import { Aspects, Host, LockedDown, Policy } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * Aspects.of(laddie).add(new LockedDown());
 * laddie.addPackages('python3');
 * Policy.acknowledge(laddie, 'LOCKED_DOWN_PACKAGE', 'python3 runs the UPS script, until it is packaged');
 */
export class Policy {
  /**
   * Say that findings of one code, about a construct and all below it, are
   * meant: they are no longer reported. Warnings and notes can be
   * acknowledged, and errors that a policy reports; another error cannot.
   *
   * An acknowledgement that nothing needs any more is reported as the warning
   * `ACKNOWLEDGEMENT_UNUSED`.
   *
   * @param construct what the findings are about; the app for all of the estate
   * @param code of the findings, such as `LOCKED_DOWN_PORT`
   * @param reason why it is meant, for who reads it later
   * @throws `ACKNOWLEDGEMENT_REASON` where there is no reason; `ACKNOWLEDGEMENT_CODE` where the code is none, or is
   * acknowledged for the construct already
   */
  public static acknowledge(construct: IConstruct, code: string, reason: string): void {
    const text = typeof reason === 'string' ? reason.trim().replace(/\s+/g, ' ') : '';
    if (!/^[A-Z][A-Z0-9_]*$/.test(code)) {
      throw new CosmoError({
        code: 'ACKNOWLEDGEMENT_CODE',
        message: `"${code}" is no code of a finding`,
        mend: 'copy the code that is printed before the finding, such as LOCKED_DOWN_PORT',
        construct,
      });
    }
    if (!/\p{L}/u.test(text)) {
      throw new CosmoError({
        code: 'ACKNOWLEDGEMENT_REASON',
        message: `${code} is acknowledged without a reason`,
        why: 'whoever reads the program later cannot tell an exception that is meant from one that was forgotten',
        mend: "say why it is meant: Policy.acknowledge(construct, code, 'televisions are not in the tailnet')",
        construct,
      });
    }
    if (!noteAcknowledgement({ construct, code, reason: text })) {
      throw new CosmoError({
        code: 'ACKNOWLEDGEMENT_CODE',
        message: `${code} is acknowledged twice for ${construct.node.path || 'the app'}`,
        mend: 'give all reasons in one',
        construct,
      });
    }
  }

  /**
   * The findings about a construct, and all below it, that are acknowledged,
   * in the order of a check. The aspects and checks of the whole estate run.
   */
  public static acknowledged(scope: IConstruct): AcknowledgedFinding[] {
    const app = App.of(scope);
    const { path } = scope.node;
    return app
      ._audit()
      .acknowledged.filter(
        ({ finding }) => path === '' || finding.path === path || finding.path.startsWith(`${path}/`),
      );
  }

  private constructor() {}
}
