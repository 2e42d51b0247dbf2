import type { RuleData } from '../app/rules/rule-data';

/** What stands before every example of a rule. */
export const PRELUDE = `const machine = {
  stateVersion: '25.11',
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
  allowNoLogin: true,
};
`;

/** The page of a rule, in Markdown. */
export function rulePage(rule: RuleData, level = 1): string {
  const head = '#'.repeat(level);
  return [
    `${head} ${rule.code}`,
    `**${prose(rule.title)}.** (${rule.severity})`,
    prose(sentence(rule.reason)),
    `Source: ${prose(rule.source)}.`,
    'Breaks it:',
    block(rule.breaks),
    'Does not:',
    block(rule.holds),
  ].join('\n\n');
}

/** A text that begins small and without a full stop, as a sentence. */
export function sentence(text: string): string {
  const said = text.charAt(0).toUpperCase() + text.slice(1);
  return said.endsWith('.') ? said : `${said}.`;
}

/** Text in Markdown, where `code` alone is marked up. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[<*[\]]/g, '\\$&')))
    .join('');
}

function block(code: string): string {
  return `\`\`\`ts\n${code.trim()}\n\`\`\``;
}
