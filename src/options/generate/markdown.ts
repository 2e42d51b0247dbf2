/** Admonitions of the manuals' Markdown, and the word that stands for each. */
const ADMONITIONS: Record<string, string> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
  example: 'Example',
};

/**
 * The Markdown of Nix manuals as the Markdown that editors show: roles such as
 * `` {option}`a.b` `` become code, admonitions a bold word, links to options and
 * sections of the manual code or plain text.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\{[a-z-]{1,20}\}(?=`)/g, '')
    .replace(
      /^[^\S\n]*:{3,}[^\S\n]*\{\.(\w{1,20})[^}\n]{0,80}\}[^\S\n]*$/gm,
      (_, kind: string) => `**${ADMONITIONS[kind] ?? kind}**`,
    )
    .replace(/^[^\S\n]*:{3,}[^\S\n]*$/gm, '')
    .replace(/\[\]\(#opt-([^()\s]{1,200})\)/g, '`$1`')
    .replace(/\[([^[\]\n]{0,200})\]\(#[^()\s]{1,200}\)/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
