// Reads workflows from the standard input, a JSON list of texts, as GitHub's own parser does,
// and prints what that finds: a JSON list of messages for each.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

// The package imports its schema without saying that it is JSON, which Node.js demands.
const sayJson = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`;
register(`data:text/javascript,${encodeURIComponent(sayJson)}`);
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');

const found = [];
for (const content of JSON.parse(readFileSync(0, 'utf8'))) {
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  found.push(context.errors.getErrors().map(({ message }) => message));
}
console.log(JSON.stringify(found));
