import { Severity } from '../../app/diagnostics';

/** Codes of findings that no rule reports. */
export const OTHER_CODES: Readonly<
  Record<string, { readonly severity: Severity; readonly title: string; readonly text: string }>
> = {
  ACKNOWLEDGED_ERROR: {
    severity: Severity.ERROR,
    title: 'An error is acknowledged that no reason can mend',
    text: 'Warnings and notes can be acknowledged, and errors that a policy reports. What is reported here would not build, or not work, whatever the reason: mend it, and take the acknowledgement out.',
  },
  ACKNOWLEDGEMENT_UNUSED: {
    severity: Severity.WARNING,
    title: 'Nothing needs an acknowledgement any more',
    text: 'An exception that stays behind would hide the next finding of its kind. Take it out; or correct its code, or the construct that it is given for.',
  },
  PROP_UNKNOWN: {
    severity: Severity.WARNING,
    title: 'The program gives a prop that nothing reads',
    text: 'It changes nothing: most often its name is misspelt, or it belongs a level deeper. Only programs in TypeScript and JavaScript that the command runs are told of it.',
  },
  RULE_FAILED: {
    severity: Severity.ERROR,
    title: 'A rule failed itself',
    text: 'What it would have found is not known. Where the rule is one of the project, mend it; one of the library is an error of the library.',
  },
  VALIDATION: {
    severity: Severity.ERROR,
    title: 'A construct does not hold its own validation',
    text: 'A construct of the project has added it by node.addValidation(); its message says what is wrong.',
  },
};
