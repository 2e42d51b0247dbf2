import { jobs } from './workflows';
import { Severity } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';

export const githubImageUnpinned: IRule = {
  code: 'GITHUB_IMAGE_UNPINNED',
  severity: Severity.WARNING,
  title: 'Images that jobs run in are named by digest',
  reason: 'a tag can come to mean another image, whose code runs with the rights of the workflow',
  source: 'GitHub Actions: security hardening; docker: image digests',
  breaks: `
new GithubWorkflow(app, 'images', {
  on: { push: {} },
  jobs: {
    lint: { extra: { container: 'ghcr.io/example/lint:latest' }, steps: [{ run: 'lint' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'images', {
  on: { push: {} },
  jobs: {
    lint: {
      extra: { container: \`ghcr.io/example/lint@sha256:\${'0'.repeat(64)}\` },
      steps: [{ run: 'lint' }],
    },
  },
});
`,
  check(estate, report) {
    for (const { workflow, id, job, keyPath } of estate._table(jobs)) {
      const { container, services } = job.extra ?? {};
      const images = { container, ...(isPlainSet(services) ? services : {}) };
      for (const [name, given] of Object.entries(images)) {
        const image: unknown = isPlainSet(given) ? given.image : given;
        if (typeof image !== 'string' || image === '' || /@sha256:|\$\{\{/.test(image)) continue;
        report.found(workflow, {
          message: `the job ${id} runs the image ${image}, which is named by no digest`,
          keyPath: `${keyPath}.extra.${name === 'container' ? name : `services.${name}`}`,
          mend: `name it by its digest: ${image.replace(/:[^:/]*$/, '')}@sha256:…`,
        });
      }
    }
  },
};
