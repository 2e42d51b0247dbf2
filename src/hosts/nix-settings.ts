import { IConstruct } from 'constructs';
import { Expr } from '../nix';
import { compact, flag, listed } from './compact';
import { packageExpr } from './packages';
import { checkInteger, Refuse } from './refuse';

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

/** Settings of Nix itself: `nix`. */
export interface NixSettingsProps {
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
   * Store identical files once, at every build.
   * @default false
   */
  readonly autoOptimiseStore?: boolean;
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
   * Remove old generations and packages on a schedule.
   * @default - never
   */
  readonly gc?: GarbageCollectionProps;
  /**
   * Keep channels and `nix-channel`, which a flake has no use for.
   * @default - what NixOS sets (true)
   */
  readonly channels?: boolean;
  /**
   * Nix itself: an attribute path in `pkgs` such as `nixVersions.latest`, or an Expr.
   * @default - what NixOS sets
   */
  readonly package?: string | Expr;
  /**
   * Further settings of `nix.conf`, by their names there.
   * @default - none
   */
  readonly settings?: Record<string, any>;
}

/** The cache whose key Nix knows. */
const OFFICIAL = /^https:\/\/cache\.nixos\.org\/?(\?.*)?$/;

/** @internal the options below `nix`. */
export function nixOptions(construct: IConstruct, props: NixSettingsProps, refuse: Refuse): Record<string, any> {
  checkInteger(refuse, props.maxJobs, 'nix.maxJobs', 0);
  checkInteger(refuse, props.cores, 'nix.cores', 0);
  props.substituters?.forEach((cache, index) => checkSubstituter(cache, `nix.substituters[${index}]`, refuse));
  const caches = props.substituters ?? [];
  return compact({
    nix: {
      channel: { enable: props.channels },
      gc: props.gc && gcOptions(props.gc, refuse),
      package: props.package === undefined ? undefined : packageExpr(construct, props.package, 'nix.package'),
      settings: {
        'experimental-features': listed(props.experimentalFeatures ?? ['nix-command', 'flakes']),
        'allowed-users': listed(props.allowedUsers),
        'trusted-users': listed(props.trustedUsers),
        substituters: listed(caches.map((cache) => cache.url)),
        'trusted-public-keys': listed([...new Set(caches.flatMap((cache) => cache.publicKeys ?? []))]),
        'auto-optimise-store': flag(props.autoOptimiseStore),
        'max-jobs': props.maxJobs,
        cores: props.cores,
        ...props.settings,
      },
    },
  });
}

function gcOptions(props: GarbageCollectionProps, refuse: Refuse): Record<string, any> {
  const age = props.olderThan ?? '30d';
  if (!/^[1-9]\d*d$/.test(age)) {
    refuse('NIX_GC_AGE', `"${age}" is no age`, "give whole days: '30d'", 'nix.gc.olderThan', 'nix takes days alone');
  }
  return {
    automatic: true,
    dates: props.schedule ?? 'weekly',
    options: `--delete-older-than ${age}`,
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
