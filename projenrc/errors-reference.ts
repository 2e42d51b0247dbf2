import { writeFileSync } from 'fs';
import { resolve } from 'path';
import '../src';
import { errorsReference } from './errors-page';

/** Writes the reference of what is refused. */
writeFileSync(resolve(__dirname, '../docs/errors.md'), errorsReference(resolve(__dirname, '../src')));
