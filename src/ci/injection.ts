/** What in an expression others than the repository's owners can write, and how it reads. */
const UNTRUSTED: readonly (readonly [RegExp, string])[] = [
  [/\bgithub\s*(?:\.\s*event\b|\[\s*'event'\s*\])/i, 'github.event'],
  [/\bgithub\s*(?:\.\s*head_ref\b|\[\s*'head_ref'\s*\])/i, 'github.head_ref'],
  [/\bgithub\s*(?:\.\s*ref(?:_name)?\b|\[\s*'ref(?:_name)?'\s*\])/i, 'github.ref'],
  [/\bgithub\s*\.\s*\*/, 'github.*'],
  [/\btojson\s*\(\s*github\s*\)/i, 'toJSON(github)'],
  [/(?<![.\w-])inputs\s*[.[]/i, 'inputs'],
  [/\bsteps\s*\.\s*[\w-]+\s*\.\s*outputs\b/i, 'the outputs of a step'],
  [/\bneeds\s*\.\s*[\w-]+\s*\.\s*outputs\b/i, 'the outputs of a job'],
  [/\bsecrets\s*[.[]/i, 'a secret'],
];

/**
 * What a script must not have put into its text: an expression that somebody
 * else can write to, or a secret. GitHub puts the value in before a shell
 * reads the line, so `$(…)` in the title of a pull request would run.
 */
export function injected(script: string): string | undefined {
  for (const [, expression] of script.matchAll(/\$\{\{(.*?)\}\}/gs)) {
    // Text in quotes is no part of an expression, except as a key.
    const bare = expression!.replace(/'(?!\s*\])(?:[^']|'')*'(?!\s*\])/g, "''");
    for (const [pattern, name] of UNTRUSTED) if (pattern.test(bare)) return name;
  }
  return undefined;
}
