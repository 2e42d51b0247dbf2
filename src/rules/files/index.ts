import { importedFileMissing } from './imported-file-missing';
import type { IRule } from '../../app/rules/rule';

/** The rules about hand-written files that the output takes in. */
export const FILE_RULES: readonly IRule[] = [importedFileMissing];
