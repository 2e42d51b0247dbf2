import { CosmoError } from '../app';

/**
 * An action, or a reusable workflow, that GitHub runs as it was at one
 * commit. A tag or a branch can be moved to other code at any time, and that
 * code would run with the workflow's rights: there is no way to name one here.
 *
 * @example
 * import { App, GithubAction, GithubWorkflow } from 'cosmo-nix';
 * declare const app: App;
 *
 * const typos = GithubAction.pinned('crate-ci/typos', 'v1.38.1', '80c8a4945eec0f6d464eaf9e65ed98ef085283d1');
 * new GithubWorkflow(app, 'spelling', {
 *   on: { pullRequest: {} },
 *   jobs: { check: { timeoutMinutes: 5, steps: [{ uses: GithubAction.CHECKOUT }, { uses: typos }] } },
 * });
 */
export class GithubAction {
  /** `actions/checkout` v7.0.1, of July 2026. */
  public static readonly CHECKOUT = GithubAction.pinned(
    'actions/checkout',
    'v7.0.1',
    '3d3c42e5aac5ba805825da76410c181273ba90b1',
  );
  /** `actions/setup-node` v7.0.0. */
  public static readonly SETUP_NODE = GithubAction.pinned(
    'actions/setup-node',
    'v7.0.0',
    '820762786026740c76f36085b0efc47a31fe5020',
  );
  /** `cachix/install-nix-action` v31.11.0, which installs Nix 2.35. */
  public static readonly INSTALL_NIX = GithubAction.pinned(
    'cachix/install-nix-action',
    'v31.11.0',
    '630ae543ea3a38a9a4166f03376c02c50f408342',
  );
  /** `cachix/cachix-action` v17. */
  public static readonly CACHIX = GithubAction.pinned(
    'cachix/cachix-action',
    'v17',
    '1eb2ef646ac0255473d23a5907ad7b04ce94065c',
  );

  /**
   * One of a public repository, at a commit.
   * @param name such as `actions/checkout`, `owner/repo/folder`, or `owner/repo/.github/workflows/x.yml`
   * @param version that the commit is: it stands beside it as a comment, where update bots find it
   * @param commit all 40 digits of its hash
   * @throws `GITHUB_ACTION` for another name, or a commit that is no whole hash
   */
  public static pinned(name: string, version: string, commit: string): GithubAction {
    if (!/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+(\/[A-Za-z0-9._/-]+)?$/.test(name)) {
      refuse(`"${name}" names no action`, "give owner/repository, such as 'actions/checkout'");
    }
    if (!/^[0-9a-f]{40}$/.test(commit)) {
      refuse(
        `"${commit}" is no whole commit hash`,
        `look the hash up: git ls-remote https://github.com/${name.split('/').slice(0, 2).join('/')} ${version || 'v1'}`,
        'a tag, a branch or a short hash can come to mean other code',
      );
    }
    if (!/^[\w.+/-]+$/.test(version)) {
      refuse(`"${version}" is no version`, "give the tag that the commit has, such as 'v4.2.0'");
    }
    return new GithubAction(`${name}@${commit}`, version);
  }

  /**
   * One of the repository itself.
   * @param path from its root, such as `./.github/actions/setup`
   * @throws `GITHUB_ACTION` for a path that does not start with `./`
   */
  public static local(path: string): GithubAction {
    if (!/^\.\/[\w./-]+$/.test(path) || path.split('/').includes('..')) {
      refuse(
        `"${path}" is no action of the repository`,
        "give a path from its root, such as './.github/actions/setup'",
      );
    }
    return new GithubAction(path);
  }

  /**
   * A container image, by its digest.
   * @param image such as `ghcr.io/owner/image`
   * @param digest `sha256:` and 64 digits
   * @throws `GITHUB_ACTION` for another digest
   */
  public static docker(image: string, digest: string): GithubAction {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) {
      refuse(
        `"${digest}" is no digest of an image`,
        'give sha256: and its 64 digits',
        'a tag can come to mean another image',
      );
    }
    return new GithubAction(`docker://${image}@${digest}`);
  }

  private constructor(
    /** What stands after `uses:`. */
    public readonly uses: string,
    /** The version that the commit is; undefined where there is none. */
    public readonly version?: string,
  ) {}
}

function refuse(message: string, mend: string, why?: string): never {
  throw new CosmoError({ code: 'GITHUB_ACTION', message, mend, why });
}
