import { githubDeployCancelled } from './github-deploy-cancelled';
import { githubImageUnpinned } from './github-image-unpinned';
import { githubJob } from './github-job';
import { githubMatrix } from './github-matrix';
import { githubNeeds } from './github-needs';
import { githubNoCheckout } from './github-no-checkout';
import { githubNoNix } from './github-no-nix';
import { githubPermissionMissing } from './github-permission-missing';
import { githubPullRequestTarget } from './github-pull-request-target';
import { githubReference } from './github-reference';
import { githubRunner } from './github-runner';
import { githubRunnerPlatform } from './github-runner-platform';
import { githubRunnerRetired } from './github-runner-retired';
import { githubScheduleNever } from './github-schedule-never';
import { githubScheduleOften } from './github-schedule-often';
import { githubSecretPullRequest } from './github-secret-pull-request';
import { githubSecretUndeclared } from './github-secret-undeclared';
import { githubSystemMissed } from './github-system-missed';
import { githubSystemUnknown } from './github-system-unknown';
import { registerRules } from '../../app/rules/registry';

registerRules('ci', [
  githubDeployCancelled,
  githubImageUnpinned,
  githubJob,
  githubMatrix,
  githubNeeds,
  githubNoCheckout,
  githubNoNix,
  githubPermissionMissing,
  githubPullRequestTarget,
  githubReference,
  githubRunnerPlatform,
  githubRunnerRetired,
  githubRunner,
  githubScheduleNever,
  githubScheduleOften,
  githubSecretPullRequest,
  githubSecretUndeclared,
  githubSystemMissed,
  githubSystemUnknown,
]);
