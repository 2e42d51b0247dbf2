import { Diagnostic, Severity } from '../../app/diagnostics';

/** What a check of the doctor found: as those of the estate, but its path is a file or a program. */
export type DoctorFinding = Omit<Diagnostic, 'related' | 'also' | 'policy'>;

/** What a finding says. */
export interface Said {
  /** What it is about: a file from the project's root, or a program. */
  readonly at: string;
  readonly what: string;
  readonly why?: string;
  readonly mend?: string;
}

/** Something that does not work as it is. */
export function error(code: string, said: Said): DoctorFinding {
  return make(Severity.ERROR, code, said);
}

/** Something that works, or will only fail later. */
export function warning(code: string, said: Said): DoctorFinding {
  return make(Severity.WARNING, code, said);
}

/** Something worth knowing. */
export function note(code: string, said: Said): DoctorFinding {
  return make(Severity.INFO, code, said);
}

function make(severity: Severity, code: string, { at, what, why, mend }: Said): DoctorFinding {
  return { severity, code, message: what, path: at, why, mend };
}
