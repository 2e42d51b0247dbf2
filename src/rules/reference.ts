import { PRELUDE, prose, rulePage } from './page';
import { libraryRules, topicOf } from '../app/rules/registry';
import { ruleData, RuleData } from '../app/rules/rule-data';

/** What topics are called whose folder does not say it. */
const TITLES: Readonly<Record<string, string>> = {
  capacity: 'Capacity: what hosts promise, and what they have',
  ci: 'CI',
  claims: 'Claims: what only one may have',
  home: 'Homes',
  policy: 'Policies',
  systemd: 'Units of systemd',
};

/** What stands at the head of each page. */
const GENERATED = '<!-- Written by npx projen docs:rules: change the rules, not this file. -->';

/** The reference of the rules: the name of a page to its text. */
export function rulesReference(): Record<string, string> {
  const topics = new Map<string, RuleData[]>();
  for (const rule of [...libraryRules().values()].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const topic = topicOf(rule.code)!;
    topics.set(topic, [...(topics.get(topic) ?? []), ruleData(rule)]);
  }
  const sorted = [...topics].sort(([a], [b]) => (titleOf(a) < titleOf(b) ? -1 : 1));
  const pages = sorted.map(([topic, rules]) => [`${topic}.md`, topicPage(topic, rules)]);
  return { 'README.md': indexPage(sorted), ...(Object.fromEntries(pages) as Record<string, string>) };
}

function indexPage(topics: readonly (readonly [string, readonly RuleData[]])[]): string {
  const count = topics.reduce((sum, [, rules]) => sum + rules.length, 0);
  const tables = topics.map(([topic, rules]) =>
    [
      `## [${titleOf(topic)}](${topic}.md)`,
      '',
      '| code | severity | what holds |',
      '| --- | --- | --- |',
      ...rules.map(
        ({ code, severity, title }) =>
          `| [${code}](${topic}.md#${code.toLowerCase()}) | ${severity} | ${cell(title)} |`,
      ),
      '',
    ].join('\n'),
  );
  return `${GENERATED}

# The rules

${count} rules hold for every estate; \`cosmo check\` and \`cosmo synth\` tell what breaks them. An error stops synthesis. A warning or a note (info) can be acknowledged, with a reason, and so can an error that a policy reports. [The guide](../guide/checks.md) tells how, and how to add rules of your own. \`cosmo explain CODE\` prints a rule in a terminal.

Each rule comes with an example that breaks it and the same example mended; the tests run both. Before each of them stand \`const app = new App()\` and this:

\`\`\`ts
${PRELUDE.trim()}
\`\`\`

${tables.join('\n')}`;
}

function topicPage(topic: string, rules: readonly RuleData[]): string {
  return `${GENERATED}

# ${titleOf(topic)}

Back to [all rules](README.md).

${rules.map((rule) => rulePage(rule, 2)).join('\n\n')}
`;
}

function titleOf(topic: string): string {
  return TITLES[topic] ?? topic.charAt(0).toUpperCase() + topic.slice(1).replace(/-/g, ' ');
}

function cell(text: string): string {
  return prose(text).replace(/\|/g, '\\|');
}
