import { IConstruct } from 'constructs';
import type { Audit } from './check';
import { noteRefusal } from './refusals';
import { formatKeyPath, NixError } from '../nix/error';
import { leaveOutStack } from '../nix/foreign';

/** What a `CosmoError` is made of. */
export interface CosmoErrorDetails {
  /** Stable code, such as `ZFS_TOO_FEW_DISKS`. */
  readonly code: string;
  /** What happened, with the values. */
  readonly message: string;
  /** Why it matters. */
  readonly why?: string;
  /** How to mend it. */
  readonly mend?: string;
  /** The construct it happened at. */
  readonly construct?: IConstruct;
  /** The construct's path, where there is no construct (yet). */
  readonly path?: string;
  /** The path inside the construct's options or props, such as `boot.loader.timeout`. */
  readonly keyPath?: string;
}

/**
 * The one error of the project: a stable code, what happened, where, why it
 * matters and how to mend it.
 *
 * @internal (errors do not pass through jsii; other languages see the message)
 */
export class CosmoError extends Error {
  /** Whether `error` is a `CosmoError`, of this or of another copy of the library. */
  public static isCosmoError(error: unknown): error is CosmoError {
    return error instanceof Error && BRAND in error;
  }

  /** A refusal of the Nix language layer, said again with the construct it concerns. */
  public static fromNix(error: NixError, construct?: IConstruct): CosmoError {
    return new CosmoError({
      code: error.code,
      message:
        error.problem +
        (error.position ? ` (line ${error.position.line}, column ${error.position.column})` : '') +
        (error.excerpt ? `\n${error.excerpt}` : ''),
      mend: error.mend,
      construct,
      keyPath: error.keyPath.length > 0 ? formatKeyPath(error.keyPath) : undefined,
    });
  }

  public readonly code: string;
  public readonly why?: string;
  public readonly mend?: string;
  public readonly path?: string;
  public readonly keyPath?: string;
  /** What the checks had found, where they were through. Node does not print it with the error. */
  declare public audit?: Audit;
  /** The stack, where the error itself goes without: to a program in another language. */
  declare public leftOut?: string;
  /** The part of the stack that led to the construct which refuses, where that is known. */
  declare public makers?: string;
  /** What happened, without the place and the mend. */
  public readonly problem: string;

  constructor(details: CosmoErrorDetails) {
    const path = details.path ?? (details.construct ? details.construct.node.path || '(the app)' : undefined);
    super(
      [
        `${details.code}: ${details.message}`,
        path !== undefined ? `  at ${path}${details.keyPath ? `, ${details.keyPath}` : ''}` : undefined,
        path === undefined && details.keyPath ? `  at ${details.keyPath}` : undefined,
        details.why ? `  why: ${details.why}` : undefined,
        details.mend ? `  mend: ${details.mend}` : undefined,
      ]
        .filter((line) => line !== undefined)
        .join('\n'),
    );
    this.name = 'CosmoError';
    this.code = details.code;
    this.problem = details.message;
    this.why = details.why;
    this.mend = details.mend;
    this.path = path;
    this.keyPath = details.keyPath;
    Object.defineProperty(this, 'audit', { value: undefined, writable: true });
    Object.defineProperty(this, 'makers', { value: undefined, writable: true });
    Object.defineProperty(this, 'leftOut', { value: leaveOutStack(this) });
    Object.defineProperty(this, BRAND, { value: true });
    noteRefusal(this);
  }

  /** What jsii hands to other languages: without the name of the class, which means nothing there. */
  public toString(): string {
    return this.message;
  }
}

const BRAND = Symbol.for('cosmo-nix.CosmoError');
