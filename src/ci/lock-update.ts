import { App } from '../app';
import { checkout, flakeWord, installNix } from './estate-jobs';
import { EstateWorkflowProps } from './estate-props';
import { GithubJob } from './github-job';
import { GithubAccess } from './github-permissions';

const PULL_REQUEST = `
if git diff --quiet HEAD -- "$LOCK"; then
  echo 'Every input is current.'
  exit 0
fi
git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
git switch --create "$BRANCH"
git add -- "$LOCK"
git commit --message "$TITLE"
gh auth setup-git
git push --force origin "HEAD:refs/heads/$BRANCH"
if [ -z "$(gh pr list --head "$BRANCH" --base "$BASE" --json number --jq '.[].number')" ]; then
  gh pr create --head "$BRANCH" --base "$BASE" --title "$TITLE" --body-file "$RUNNER_TEMP/update.txt"
else
  gh pr edit "$BRANCH" --body-file "$RUNNER_TEMP/update.txt"
fi
`.trimStart();

/** The job that updates `flake.lock` and makes, or renews, one pull request of it. */
export function lockUpdateJob(app: App, props: EstateWorkflowProps, checks: string): GithubJob {
  const { branch, inputs = [], tokenSecret } = props.lockUpdate ?? {};
  // Pull requests of GitHub's own token start no workflow, except one that is started by name.
  const starts = tokenSecret === undefined;
  return {
    name: 'Update flake.lock',
    runsOn: ['ubuntu-24.04'],
    permissions: {
      contents: GithubAccess.WRITE,
      pullRequests: GithubAccess.WRITE,
      ...(starts ? { actions: GithubAccess.WRITE } : {}),
    },
    steps: [
      checkout({ ...props }),
      installNix(props),
      {
        name: 'Update',
        shell: 'bash',
        run: `nix flake update ${[...inputs, '--flake', flakeWord(app)].join(' ')} 2>&1 | tee "$RUNNER_TEMP/update.txt"`,
      },
      {
        name: 'Make the pull request',
        shell: 'bash',
        env: {
          GH_TOKEN: starts ? '${{ github.token }}' : `\${{ secrets.${tokenSecret} }}`,
          LOCK: `${app.outdir}/flake.lock`,
          BASE: props.defaultBranch ?? 'main',
          BRANCH: branch ?? 'cosmo/flake-lock',
          TITLE: 'Update flake.lock',
          ...(starts ? { CHECKS: checks } : {}),
        },
        run: PULL_REQUEST + (starts ? 'gh workflow run "$CHECKS" --ref "$BRANCH"\n' : ''),
      },
    ],
  };
}
