/** What is wrong with the props of a guest. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly mend: string;
  readonly keyPath: string;
  readonly why?: string;
}

/** A refusal. */
export function no(code: string, keyPath: string, message: string, mend: string, why?: string): Refusal {
  return { code, keyPath, message, mend, why };
}

/** Whether a number is whole and at least `least`, or not given. */
export function whole(value: number | undefined, least: number): boolean {
  return value === undefined || (Number.isInteger(value) && value >= least);
}
