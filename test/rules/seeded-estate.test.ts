import { Construct } from 'constructs';
import { exampleApp, runExample } from './example';
import { IRule } from '../../src';
import { ALL_RULES } from '../../src/rules';

/** Rules about options look at every module of a project that has imported some: their defects are in a project of their own. */
const imports = ({ files }: IRule): boolean => Object.keys(files ?? {}).some((path) => path.startsWith('options/'));

/** One estate with the defect of each of these rules in it, each below a scope of its own, and what is found there. */
function seeded(rules: readonly IRule[]): string[] {
  const app = exampleApp(Object.assign({}, ...rules.map(({ files }) => files)));
  for (const { code, breaks } of rules) runExample(breaks, new Construct(app, code));
  return app.check().map(({ severity, code }) => `${severity} ${code}`);
}

test.each([
  ['of hosts, networks, services, secrets and files', ALL_RULES.filter((rule) => !imports(rule))],
  ['of options that are imported', ALL_RULES.filter(imports)],
])('an estate with every defect %s reports each of them once, and nothing else', (_, rules) => {
  expect(rules.length).toBeGreaterThan(5);
  expect(seeded(rules).sort()).toEqual(rules.map(({ code, severity }) => `${severity} ${code}`).sort());
});
