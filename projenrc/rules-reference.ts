import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import '../src';
import { rulesReference } from '../src/rules/reference';

/** Writes the reference of the rules, and removes pages of topics that are no more. */
const folder = resolve(__dirname, '../docs/rules');
const pages = rulesReference();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!(name in pages)) rmSync(join(folder, name));
for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
