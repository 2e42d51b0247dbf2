import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import '../src';
import { Assembly } from './assembly';
import { constructPages } from './construct-pages';

/** Writes a page for each construct, and removes those of constructs that are no more. */
const root = resolve(__dirname, '..');
const assembly = join(root, '.jsii');
if (!existsSync(assembly)) throw new Error('There is no .jsii to read: run npx projen compile first.');
const folder = join(root, 'docs/constructs');
const pages = constructPages(Assembly.read(assembly), root);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!(name in pages)) rmSync(join(folder, name));
for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
