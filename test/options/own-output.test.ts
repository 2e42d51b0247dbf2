import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judged } from '../support/judged';
import { codeBlocks, runProgram } from '../support/program';

const guide = resolve(__dirname, '../../docs/guide');
const pages = readdirSync(guide).filter((name) => name.endsWith('.md') && name !== 'README.md');

test('the check sees what is wrong', () => {
  const app = runProgram(`
    import { App, Host } from 'cosmo-nix';
    const app = new App();
    new Host(app, 'h', { stateVersion: '25.11', options: { services: { openssh: { enabel: true } } } });
  `);
  expect(judged(app).found).toEqual([expect.stringContaining('OPTION_UNKNOWN services.openssh.enabel')]);
});

describe.each(pages)('what the constructs of the guide write: %s', (page) => {
  test('has no option that is unknown or of another type', () => {
    const files = Object.fromEntries(
      codeBlocks(join(guide, page), 'file').map((block) => {
        const end = block.indexOf('\n');
        return [block.slice(0, end), block.slice(end + 1)];
      }),
    );
    for (const program of codeBlocks(join(guide, page), 'ts').filter((code) => code.includes('new App('))) {
      const { systems, found } = judged(runProgram(program, files));
      expect(systems).toBeGreaterThan(0);
      expect(found).toEqual([]);
    }
  });
});
