import { IConstruct } from 'constructs';
import { CosmoError } from './error';
import { stackAbove } from './stack-above';

/** How grave a finding is. */
export enum Severity {
  /** Synthesis stops and nothing is written. */
  ERROR = 'error',
  /** Synthesis goes on; the owner should look. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}

/** A further place that a finding is about. */
export interface DiagnosticPlace {
  /** Path of the construct. */
  readonly path: string;
  /**
   * Path of the option or prop there.
   * @default - the construct as a whole
   */
  readonly keyPath?: string;
  /**
   * What was found there.
   * @default - what the finding says
   */
  readonly message?: string;
}

/** What a check found. */
export interface Diagnostic {
  /** How grave it is. */
  readonly severity: Severity;
  /** Stable code in capitals, such as `PORT_TAKEN_TWICE`. */
  readonly code: string;
  /** What was found, with the values. */
  readonly message: string;
  /** Path of the construct it concerns. */
  readonly path: string;
  /**
   * Path of the option or prop it concerns, such as `networking.hostName`.
   * @default - the construct as a whole
   */
  readonly keyPath?: string;
  /**
   * Why it matters.
   * @default - the message says it
   */
  readonly why?: string;
  /**
   * How to mend it.
   * @default - the message says it
   */
  readonly mend?: string;
  /**
   * Paths of other constructs that have part in it.
   * @default - none
   */
  readonly related?: string[];
  /**
   * Further places with the same cause: all of them are mended together.
   * @default - none
   */
  readonly also?: DiagnosticPlace[];
  /**
   * The policy that asks for it: such an error can be acknowledged, with a reason, by `Policy.acknowledge`.
   * @default - none: an error stops synthesis in any case
   */
  readonly policy?: string;
}

/** What a construct reports about itself; its path is added. */
export interface Finding {
  /** Stable code in capitals. */
  readonly code: string;
  /** What was found, with the values. */
  readonly message: string;
  /**
   * Path of the option or prop it concerns.
   * @default - the construct as a whole
   */
  readonly keyPath?: string;
  /**
   * Why it matters.
   * @default - the message says it
   */
  readonly why?: string;
  /**
   * How to mend it.
   * @default - the message says it
   */
  readonly mend?: string;
  /**
   * Paths of other constructs that have part in it.
   * @default - none
   */
  readonly related?: string[];
  /**
   * The policy that asks for it: such an error can be acknowledged, with a reason, by `Policy.acknowledge`.
   * @default - none: an error stops synthesis in any case
   */
  readonly policy?: string;
}

/** Something that looks at a finished tree: run once, after the aspects, before anything is rendered. */
export interface ICheck {
  /** Look, and report through `diagnostics`. */
  check(diagnostics: Diagnostics): void;
}

/**
 * The findings about one construct.
 *
 * @example
 * import { Diagnostics, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * if (!laddie.firewall.enabled) {
 *   Diagnostics.of(laddie).warning({
 *     code: 'HOUSE_FIREWALL_OFF',
 *     message: 'the firewall of laddie is off',
 *     mend: 'leave firewall.enable out',
 *   });
 * }
 */
export class Diagnostics {
  /** The findings about `construct`; the same object each time. */
  public static of(construct: IConstruct): Diagnostics {
    const holder = construct as { [SLOT]?: Diagnostics };
    return (holder[SLOT] ??= new Diagnostics(construct));
  }

  /** @internal the findings about a construct where it has any. */
  public static _peek(construct: IConstruct): Diagnostics | undefined {
    return (construct as { [SLOT]?: Diagnostics })[SLOT];
  }

  private readonly found: Diagnostic[] = [];
  private readonly checks: ((diagnostics: Diagnostics) => void)[] = [];

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Report what stops synthesis.
   *
   * @param finding what is found: its code, what it says, and how it is mended
   */
  public error(finding: Finding): void {
    this.add(Severity.ERROR, finding);
  }

  /**
   * Report what the owner should look at.
   *
   * @param finding what is found: its code, what it says, and how it is mended
   */
  public warning(finding: Finding): void {
    this.add(Severity.WARNING, finding);
  }

  /**
   * Report what is worth knowing.
   *
   * @param finding what is found: its code, what it says, and how it is mended
   */
  public info(finding: Finding): void {
    this.add(Severity.INFO, finding);
  }

  /**
   * Refuse at once what can be judged without the rest of the estate, as a constructor does with a value that cannot
   * work. The program ends there, and is told the line of its own that is to blame.
   *
   * @param finding what is wrong: its code, what it says, and how it is mended
   * @throws always: the finding, with the construct
   */
  public refuse(finding: Finding): void {
    const { code, message, keyPath, why, mend } = finding;
    const error = new CosmoError({ code, message, keyPath, why, mend, construct: this.construct });
    error.makers = stackAbove(this.construct.constructor);
    throw error;
  }

  /** Have `check` look once the tree is complete. */
  public addCheck(check: ICheck): void {
    this.checks.push((diagnostics) => check.check(diagnostics));
  }

  /**
   * @internal all that was reported before, and what the checks find now.
   * Findings of checks are not kept, so that a tree can be checked again.
   */
  public _collect(): readonly Diagnostic[] {
    const lasting = this.found.length;
    for (const check of this.checks) check(this);
    const all = [...this.found];
    this.found.length = lasting;
    return all;
  }

  private add(severity: Severity, finding: Finding): void {
    this.found.push({ severity, path: this.construct.node.path, ...finding });
  }
}

const SLOT = Symbol('cosmo-nix.diagnostics');
