import { Refused, refusedIn } from './error-codes';
import { OTHER_CODES } from '../src/cli/explain/other-codes';
import { prose, sentence } from '../src/rules/page';

/** The parts of the page, by the folder of `src` that refuses. */
const PARTS: readonly (readonly [title: string, folders: readonly string[]])[] = [
  ['The estate: inputs, outputs, modules, options', ['app', 'options']],
  ['Values and Nix expressions', ['nix']],
  ['Hosts', ['hosts']],
  ['Storage', ['storage']],
  ['Guests', ['guests']],
  ['Containers', ['containers']],
  ['Homes', ['home']],
  ['The network', ['network']],
  ['Secrets', ['secrets']],
  ['Services', ['services']],
  ['Files', ['files']],
  ['CI', ['ci']],
  ['Policies', ['policy', 'rules']],
  ['Deployment', ['deploy']],
  ['Testing', ['testing']],
  ['Adopting, ejecting, projects, graphs', ['adopt', 'eject', 'projects', 'graph', 'init']],
  ['The command', ['cli']],
];

/** docs/errors.md: every code that something is refused by, and no rule reports. */
export function errorsReference(src: string): string {
  const all = refusedIn(src);
  const missing = all.filter(({ file }) => !PARTS.some(([, folders]) => folders.includes(folderOf(file))));
  if (missing.length > 0) throw new Error(`errors-page.ts has no part for ${missing[0]!.file}`);
  const seen = new Set<string>();
  const parts = PARTS.flatMap(([title, folders]) => {
    const own = all.filter(({ code, file }) => folders.includes(folderOf(file)) && !seen.has(code));
    const codes = [...new Set(own.map(({ code }) => code))].sort();
    codes.forEach((code) => seen.add(code));
    const sections = codes.map((code) =>
      entry(
        code,
        all.filter((one) => one.code === code),
      ),
    );
    return codes.length > 0 ? [`## ${title}`, ...sections] : [];
  });
  const others = Object.entries(OTHER_CODES).flatMap(([code, { severity, title, text }]) =>
    seen.has(code) ? [] : [`### ${code}`, `**${prose(sentence(title))}** (${severity})`, prose(text)],
  );
  return [
    '# Errors',
    '<!-- Written by npx projen docs:errors from the sources: change the messages there. -->',
    `What constructs, the language and the command refuse at once, by ${seen.size} codes; [the rules](rules/README.md) are what is checked once the estate is there. An error says its code, what is wrong, where, why it matters and how to mend it; \`cosmo explain CODE\` tells more in a terminal. Below, \`…\` stands for what the message names.`,
    ...parts,
    '## Findings that no rule reports',
    ...others,
  ]
    .join('\n\n')
    .concat('\n');
}

function entry(code: string, places: readonly Refused[]): string {
  const said = places.map(({ message, mend, why }) => {
    const parts = [
      message && prose(sentence(capital(message))),
      why && prose(sentence(capital(why))),
      mend && `*Mend it:* ${prose(mend)}${/[.!?]$/.test(mend) ? '' : '.'}`,
    ];
    return parts.filter((part) => part !== undefined && part !== '').join(' ');
  });
  const lines = [...new Set(said.filter((line) => line !== ''))];
  const text = lines.length > 1 ? lines.map((line) => `- ${line}`).join('\n') : lines[0];
  return `### ${code}\n\n${text ?? 'The message says what is refused, and how to mend it.'}`;
}

function capital(text: string): string {
  return /^[a-z]+ /.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : 'app';
}
