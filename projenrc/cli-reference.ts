import { writeFileSync } from 'fs';
import { resolve } from 'path';
import { cliReference } from './cli-pages';
import { cosmoCommand } from '../src/cli/main';

/** Writes the reference of the command. */
writeFileSync(resolve(__dirname, '../docs/cli.md'), cliReference(cosmoCommand()));
