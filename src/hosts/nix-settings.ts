import { IConstruct } from 'constructs';
import { compact, flag, listed } from '../app/compact';
import { packageExpr } from '../app/packages';
import { Refuse } from '../app/refuse';
import { checkInteger } from '../app/value-checks';
import { Expr } from '../nix';

/** A binary cache. */
export interface SubstituterProps {
  /** Its URL, such as `https://nix-community.cachix.org`. */
  readonly url: string;
  /**
   * The keys that its packages are signed with, as `name:base64`.
   * @default - none; only for cache.nixos.org, whose key Nix knows
   */
  readonly publicKeys?: string[];
}

/** When old generations and packages are removed: `nix.gc`. */
export interface GarbageCollectionProps {
  /**
   * When, as a calendar event of systemd.
   * @default "weekly"
   */
  readonly schedule?: string;
  /**
   * Generations older than this are removed, in days such as `30d`.
   * @default "30d"
   */
  readonly olderThan?: string;
  /**
   * Start at a random moment up to this long after the schedule, such as `45min`.
   * @default - at once
   */
  readonly randomizedDelay?: string;
  /**
   * Catch up on a run that was missed while the machine was off.
   * @default true
   */
  readonly persistent?: boolean;
}

/** What NixOS and nix-darwin can both be told of Nix: `nix.conf` and the daemon. */
export interface NixConfProps {
  /**
   * Features that are not final yet.
   * @default ["nix-command", "flakes"]
   */
  readonly experimentalFeatures?: string[];
  /**
   * Users and `@groups` whose word Nix takes: they may add any path to the
   * store, and so are as good as root.
   * @default - root alone
   */
  readonly trustedUsers?: string[];
  /**
   * Users and `@groups` that may use Nix.
   * @default - everyone
   */
  readonly allowedUsers?: string[];
  /**
   * Binary caches beside cache.nixos.org.
   * @default - none
   */
  readonly substituters?: SubstituterProps[];
  /**
   * How many builds run at once; 0 builds nothing here.
   * @default - as many as there are threads
   */
  readonly maxJobs?: number;
  /**
   * Threads for one build; 0 is all.
   * @default 0
   */
  readonly cores?: number;
  /**
   * Keep channels and `nix-channel`, which a flake has no use for.
   * @default - what NixOS and nix-darwin set (true)
   */
  readonly channels?: boolean;
  /**
   * Nix itself: an attribute path in `pkgs` such as `nixVersions.latest`, or an Expr.
   * @default - what NixOS and nix-darwin set
   */
  readonly package?: string | Expr;
  /**
   * Further settings of `nix.conf`, by their names there.
   * @default - none
   */
  readonly settings?: Record<string, any>;
}

/** Settings of Nix itself: `nix`. */
export interface NixSettingsProps extends NixConfProps {
  /**
   * Store identical files once, at every build.
   * @default false
   */
  readonly autoOptimiseStore?: boolean;
  /**
   * Remove old generations and packages on a schedule.
   * @default - never
   */
  readonly gc?: GarbageCollectionProps;
}

/** The cache whose key Nix knows. */
const OFFICIAL = /^https:\/\/cache\.nixos\.org\/?(\?.*)?$/;

/** @internal the options below `nix`. */
export function nixOptions(construct: IConstruct, props: NixSettingsProps, refuse: Refuse): Record<string, any> {
  const { channel, ...rest } = nixConfOptions(construct, props, refuse, {
    'auto-optimise-store': flag(props.autoOptimiseStore),
  });
  return compact({ nix: { channel, gc: props.gc && gcOptions(props.gc, refuse), ...rest } });
}

/**
 * @internal the options below `nix` that NixOS and nix-darwin share.
 * @param more settings of one of them alone
 */
export function nixConfOptions(
  construct: IConstruct,
  props: NixConfProps,
  refuse: Refuse,
  more: Record<string, any> = {},
): Record<string, any> {
  checkInteger(refuse, props.maxJobs, 'nix.maxJobs', 0);
  checkInteger(refuse, props.cores, 'nix.cores', 0);
  props.substituters?.forEach((cache, index) => checkSubstituter(cache, `nix.substituters[${index}]`, refuse));
  const caches = props.substituters ?? [];
  return {
    channel: { enable: props.channels },
    package: packageExpr(construct, props.package, 'nix.package'),
    settings: {
      'experimental-features': listed(props.experimentalFeatures ?? ['nix-command', 'flakes']),
      'allowed-users': listed(props.allowedUsers),
      'trusted-users': listed(props.trustedUsers),
      substituters: listed(caches.map((cache) => cache.url)),
      'trusted-public-keys': listed([...new Set(caches.flatMap((cache) => cache.publicKeys ?? []))]),
      ...more,
      'max-jobs': props.maxJobs,
      cores: props.cores,
      ...props.settings,
    },
  };
}

/** @internal what `nix-collect-garbage` is told of the age of generations. */
export function gcAge(olderThan: string | undefined, refuse: Refuse): string {
  const age = olderThan ?? '30d';
  if (!/^[1-9]\d*d$/.test(age)) {
    refuse('NIX_GC_AGE', `"${age}" is no age`, "give whole days: '30d'", 'nix.gc.olderThan', 'nix takes days alone');
  }
  return `--delete-older-than ${age}`;
}

function gcOptions(props: GarbageCollectionProps, refuse: Refuse): Record<string, any> {
  const options = gcAge(props.olderThan, refuse);
  return {
    automatic: true,
    dates: props.schedule ?? 'weekly',
    options,
    persistent: props.persistent === false ? false : undefined,
    randomizedDelaySec: props.randomizedDelay,
  };
}

function checkSubstituter(cache: SubstituterProps, keyPath: string, refuse: Refuse): void {
  if (!/^(https?|s3|ssh|ssh-ng|file):\/\/\S+$/.test(cache.url)) {
    refuse(
      'NIX_SUBSTITUTER',
      `"${cache.url}" is no binary cache`,
      'give its URL, such as https://….cachix.org',
      `${keyPath}.url`,
    );
  }
  const keys = cache.publicKeys ?? [];
  if (keys.length === 0 && !OFFICIAL.test(cache.url)) {
    refuse(
      'NIX_SUBSTITUTER_NO_KEY',
      `the binary cache ${cache.url} has no public key`,
      'give publicKeys, as the cache publishes them',
      `${keyPath}.publicKeys`,
      'without the key Nix asks the cache and then refuses every package of it',
    );
  }
  keys.forEach((key, index) => {
    const [, name, data] = /^([^:\s]+):([A-Za-z0-9+/]{43}=)$/.exec(key) ?? [];
    if (name !== undefined && data !== undefined) return;
    refuse(
      'NIX_PUBLIC_KEY',
      `"${key.length > 100 ? `${key.slice(0, 100)}…` : key}" is no public key of a binary cache`,
      'give name:base64, where base64 stands for 32 bytes; a secret key is longer and stays secret',
      `${keyPath}.publicKeys[${index}]`,
    );
  });
}
