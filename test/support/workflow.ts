import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What GitHub's own parser has to say against each workflow: nothing where it takes it. */
export function complaints(...workflows: string[]): string[][] {
  const script = join(__dirname, 'check-workflow.mjs');
  const found = execFileSync(process.execPath, [script], { input: JSON.stringify(workflows), encoding: 'utf8' });
  return JSON.parse(found) as string[][];
}
