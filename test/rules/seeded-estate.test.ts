import { Construct } from 'constructs';
import { exampleApp, runExample } from './example';
import { ALL_RULES } from '../../src/rules';

test('an estate that breaks every rule once reports each of them once, and nothing else', () => {
  const app = exampleApp(Object.assign({}, ...ALL_RULES.map(({ files }) => files)));
  for (const { code, breaks } of ALL_RULES) runExample(breaks, new Construct(app, code));
  const found = app.check().map(({ severity, code }) => `${severity} ${code}`);
  expect(found.sort()).toEqual(ALL_RULES.map(({ severity, code }) => `${severity} ${code}`).sort());
});
