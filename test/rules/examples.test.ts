import { exampleApp, runExample } from './example';
import { ALL_RULES } from '../../src/rules';

/** What an example makes the checks report. */
function codesOf(text: string, files?: Record<string, string>): string[] {
  const app = exampleApp(files);
  runExample(text, app);
  return app.check().map(({ severity, code }) => `${severity} ${code}`);
}

describe.each(ALL_RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test('is found in the example that breaks it, once, and nothing else is', () => {
    expect(codesOf(rule.breaks, rule.files)).toEqual([`${rule.severity} ${code}`]);
  });

  test('nothing is found in the example that does not break it', () => {
    expect(codesOf(rule.holds, rule.files)).toEqual([]);
  });

  test('is told in whole sentences, without a full stop in what is printed beside other things', () => {
    expect(rule.title).toMatch(/^\p{Lu}[^]*[^.]$/u);
    expect(rule.reason).toMatch(/[^.]$/);
    expect(rule.source).not.toBe('');
  });
});
