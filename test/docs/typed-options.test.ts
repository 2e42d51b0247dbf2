import { join, resolve } from 'node:path';
import { Editor } from '../options/editor';
import { codeBlocks } from '../support/program';

const PAGE = join(resolve(__dirname, '../../docs/guide'), 'typed-options.md');

/** The options that the page shows, as an options.json has them. */
const OPTIONS = {
  'boot.loader.timeout': { type: 'null or signed integer' },
  'networking.hostName': { type: 'string' },
  'services.tailscale.enable': { type: 'boolean' },
  'services.tailscale.package': { type: 'package' },
  'services.tailscale.port': { type: '16 bit unsigned integer; between 0 and 65535 (both inclusive)' },
  'services.tailscale.useRoutingFeatures': {
    type: 'one of "none", "client", "server", "both"',
    description: 'Lets this machine use subnet routers and exit nodes (`client`), be one (`server`), or both.',
    default: { _type: 'literalExpression', text: '"none"' },
    declarations: ['nixos/modules/services/networking/tailscale.nix'],
  },
};

const CURSOR = '▏';
const editor = new Editor({
  from: 'options.json',
  text: JSON.stringify(
    Object.fromEntries(Object.entries(OPTIONS).map(([name, rest]) => [name, { loc: name.split('.'), ...rest }])),
  ),
});

/** What stands in the box that is drawn below the code. */
function boxed(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^\s*│ ?(.*)$/.exec(line)?.slice(1) ?? []);
}

const pictures = codeBlocks(PAGE, 'editor').map((block) => block.trimEnd().split('\n'));

test('the page has pictures of each kind', () => {
  const kinds = pictures.map((lines) => lines.slice(1).join('').trim()[0]);
  expect([...new Set(kinds)].sort()).toEqual(['~', '┌', '╭']);
});

test.each(pictures.map((lines) => [lines[0]!, lines.slice(1)] as const))(
  '%s shows what an editor shows',
  (code, below) => {
    const program = code.replace(CURSOR, '|');
    const first = below.join('').trim()[0];
    if (first === '┌') {
      expect(editor.completions(program).sort()).toEqual(boxed(below));
      expect(below[0]!.indexOf('┌')).toBe(code.indexOf(CURSOR));
    } else if (first === '╭') {
      expect(editor.hover(program).split('\n')).toEqual(boxed(below));
    } else {
      const [marks, ...message] = below;
      const [start, length] = [marks!.indexOf('~'), marks!.trim().length];
      const words = code.slice(start, start + length);
      expect(editor.errors(program)).toEqual([`${words}: ${message.join('\n').trim()}`]);
    }
  },
);
