import { resolve } from 'node:path';
import { codeBlocks, runProgram } from '../support/program';

test('the policy that the page on the tailnet shows is the one that its program makes', () => {
  const page = resolve(__dirname, '../../docs/guide/tailnet.md');
  const [program] = codeBlocks(page, 'ts');
  const [shown] = codeBlocks(page, 'jsonc');
  expect(runProgram(program!).renderProjectFiles()['policy.hujson']).toBe(shown);
});
