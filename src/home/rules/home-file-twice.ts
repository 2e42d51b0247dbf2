import { homeFiles, PlacedFile } from './facts/home-files';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';

export const homeFileTwice: IRule = {
  code: 'HOME_FILE_TWICE',
  severity: Severity.WARNING,
  title: 'A file of a home is put in place by one of its parts',
  reason: 'home-manager joins two texts in an order of its own, and refuses two sources',
  source: 'home-manager: home.file, "Conflicting managed target files"',
  breaks: `
const [work, play] = ['work', 'play'].map(
  (name) => new HomeManagerProfile(app, name, { stateVersion: '25.11', files: { '.inputrc': { text: \`# \${name}\` } } }),
);
const user = new Host(app, 'both', { ...machine }).addUser('ada');
for (const profile of [work, play]) profile.attachTo(user);
`,
  holds: `
const work = new HomeManagerProfile(app, 'work', { stateVersion: '25.11', files: { '.inputrc': { text: '# work' } } });
const play = new HomeManagerProfile(app, 'play', { packages: ['nethack'] });
const user = new Host(app, 'both', { ...machine }).addUser('ada');
for (const profile of [work, play]) profile.attachTo(user);
`,
  check(estate, report) {
    for (const [home, files] of estate._table(homeFiles)) {
      for (const [path, all] of files) {
        const least = Math.min(...all.map(({ priority }) => priority));
        const [first, ...others] = all.filter(({ priority }) => priority === least);
        const other = others.find((one) => differ(first!, one));
        if (!first || !other) continue;
        report.found(other.owner, {
          message: `${first.owner.node.path} and ${other.owner.node.path} both put ${path} into the home of ${home.name}`,
          keyPath: other.keyPath,
          why:
            first.option === other.option ? undefined : 'home-manager refuses two options that put a file at one place',
          mend: 'leave one of them out; or let one go before the other with Nix.mkForce',
          related: first.owner === other.owner ? undefined : [first.owner],
          cause: `${path} ${first.owner.node.path} ${other.owner.node.path}`,
        });
      }
    }
  },
};

/** Whether two definitions of a file come from different parts of a home, and say different things. */
function differ(one: PlacedFile, other: PlacedFile): boolean {
  if ([...one.roots].some((root) => other.roots.has(root)) && one.option === other.option) return false;
  if (one.option !== other.option) return true;
  const [a, b] = [content(one), content(other)];
  return a !== undefined && b !== undefined && a !== b;
}

function content({ text, source }: PlacedFile): string | undefined {
  const value = text ?? source;
  return Expr.isExpr(value) ? (value as Expr).source() : typeof value === 'string' ? value : undefined;
}
