/** Keywords and keys that programs know, for settings that NixOS and home-manager take as they are. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** sshd_config(5), as NixOS spells them. */
export const SSHD = words(`
  AcceptEnv AddressFamily AllowAgentForwarding AllowGroups AllowStreamLocalForwarding AllowTcpForwarding
  AllowUsers AuthenticationMethods AuthorizedKeysCommand AuthorizedKeysCommandUser AuthorizedKeysFile
  AuthorizedPrincipalsCommand AuthorizedPrincipalsCommandUser AuthorizedPrincipalsFile Banner
  CASignatureAlgorithms ChannelTimeout ChrootDirectory Ciphers ClientAliveCountMax ClientAliveInterval
  Compression DenyGroups DenyUsers DisableForwarding ExposeAuthInfo FingerprintHash ForceCommand GatewayPorts
  GSSAPIAuthentication GSSAPICleanupCredentials GSSAPIKeyExchange GSSAPIStoreCredentialsOnRekey
  GSSAPIStrictAcceptorCheck HostbasedAcceptedAlgorithms HostbasedAuthentication HostbasedUsesNameFromPacketOnly
  HostCertificate HostKey HostKeyAgent HostKeyAlgorithms IgnoreRhosts IgnoreUserKnownHosts Include IPQoS
  KbdInteractiveAuthentication KerberosAuthentication KerberosGetAFSToken KerberosOrLocalPasswd
  KerberosTicketCleanup KexAlgorithms ListenAddress LoginGraceTime LogLevel LogVerbose Macs MaxAuthTries
  MaxSessions MaxStartups ModuliFile PAMServiceName PasswordAuthentication PermitEmptyPasswords PermitListen
  PermitOpen PermitRootLogin PermitTTY PermitTunnel PermitUserEnvironment PermitUserRC PerSourceMaxStartups
  PerSourceNetBlockSize PerSourcePenalties PerSourcePenaltyExemptList PidFile Port PrintLastLog PrintMotd
  PubkeyAcceptedAlgorithms PubkeyAuthOptions PubkeyAuthentication RDomain RekeyLimit RefuseConnection
  RequiredRSASize RevokedKeys SecurityKeyProvider SetEnv SshdAuthPath SshdSessionPath StreamLocalBindMask
  StreamLocalBindUnlink StrictModes Subsystem SyslogFacility TCPKeepAlive TrustedUserCAKeys
  UnusedConnectionTimeout UseDns UsePAM VersionAddendum X11DisplayOffset X11Forwarding X11UseLocalhost
  XAuthLocation
`);

/** nix.conf(5). */
export const NIX = words(`
  accept-flake-config access-tokens allow-dirty allow-import-from-derivation allow-new-privileges
  allow-symlinked-store allow-unsafe-native-code-during-evaluation allowed-impure-host-deps allowed-uris
  allowed-users always-allow-substitutes auto-allocate-uids auto-optimise-store bash-prompt bash-prompt-prefix
  bash-prompt-suffix build-dir build-hook build-poll-interval build-users-group builders
  builders-use-substitutes commit-lock-file-summary commit-lockfile-summary compress-build-log connect-timeout
  cores debugger-on-trace diff-hook download-attempts download-buffer-size download-speed enforce-determinism
  eval-cache eval-cores eval-profile-file eval-profiler eval-profiler-frequency experimental-features
  external-builders extra-platforms extra-sandbox-paths fallback filter-syscalls flake-registry fsync-metadata
  fsync-store-paths gc-reserved-space hashed-mirrors http-connections http2 id-count ignore-try ignored-acls
  impersonate-linux-26 impure-env json-log-path keep-build-log keep-derivations keep-env-derivations keep-failed
  keep-going keep-outputs lazy-trees lint-absolute-path-literals lint-short-path-literals lint-url-literals
  log-lines max-build-log-size max-call-depth max-free max-jobs max-silent-time max-substitution-jobs min-free
  min-free-check-interval nar-buffer-size narinfo-cache-negative-ttl narinfo-cache-positive-ttl netrc-file
  nix-path plugin-files post-build-hook pre-build-hook preallocate-contents print-missing pure-eval repeat
  require-drop-supplementary-groups require-sigs restrict-eval run-diff-hook sandbox sandbox-build-dir
  sandbox-dev-shm-size sandbox-fallback sandbox-paths secret-key-files show-trace ssl-cert-file
  stalled-download-timeout start-id store substitute substituters sync-before-registering system system-features
  tarball-ttl timeout trace-function-calls trace-import-from-derivation trace-verbose trusted-public-keys
  trusted-substituters trusted-users upgrade-nix-store-path-url use-case-hack use-cgroups use-registries
  use-sqlite-wal use-xdg-base-directories user-agent-suffix warn-dirty warn-large-path-threshold
  warn-short-path-literals
`);

/** logind.conf(5), [Login]. */
export const LOGIND = words(`
  NAutoVTs ReserveVT KillUserProcesses KillOnlyUsers KillExcludeUsers IdleAction IdleActionSec
  InhibitDelayMaxSec InhibitorsMax UserStopDelaySec SleepOperation HandlePowerKey HandlePowerKeyLongPress
  HandleRebootKey HandleRebootKeyLongPress HandleSuspendKey HandleSuspendKeyLongPress HandleHibernateKey
  HandleHibernateKeyLongPress HandleSecureAttentionKey HandleLidSwitch HandleLidSwitchExternalPower
  HandleLidSwitchDocked PowerKeyIgnoreInhibited SuspendKeyIgnoreInhibited HibernateKeyIgnoreInhibited
  LidSwitchIgnoreInhibited RebootKeyIgnoreInhibited HoldoffTimeoutSec RuntimeDirectorySize
  RuntimeDirectoryInodesMax SessionsMax RemoveIPC StopIdleSessionSec DesignatedMaintenanceTime WallMessages
`);

/** journald.conf(5), [Journal]. */
export const JOURNALD = words(`
  Storage Compress Seal SplitMode RateLimitIntervalSec RateLimitBurst SystemMaxUse SystemKeepFree
  SystemMaxFileSize SystemMaxFiles RuntimeMaxUse RuntimeKeepFree RuntimeMaxFileSize RuntimeMaxFiles MaxFileSec
  MaxRetentionSec SyncIntervalSec ForwardToSyslog ForwardToKMsg ForwardToConsole ForwardToWall ForwardToSocket
  TTYPath MaxLevelStore MaxLevelSyslog MaxLevelKMsg MaxLevelConsole MaxLevelWall MaxLevelSocket ReadKMsg Audit
  LineMax
`);

/** git-config(1): the keys of sections that are common. */
export const GIT: Readonly<Record<string, ReadonlySet<string>>> = {
  commit: words('cleanup gpgSign status template verbose'),
  core: words(`
    abbrev alternateRefsCommand alternateRefsPrefixes askPass attributesFile autocrlf bare bigFileThreshold
    checkRoundtripEncoding checkStat commentChar commentString commitGraph compression createObject
    deltaBaseCacheLimit editor eol excludesFile fileMode filesRefLockTimeout fsmonitor fsmonitorHookVersion fsync
    fsyncMethod fsyncObjectFiles gitProxy hideDotFiles hooksPath ignoreCase ignoreStat logAllRefUpdates
    looseCompression maxTreeDepth multiPackIndex notesRef packedGitLimit packedGitWindowSize packedRefsTimeout
    pager precomposeUnicode preferSymlinkRefs preloadIndex protectHFS protectNTFS quotePath
    repositoryFormatVersion restrictinheritedhandles safecrlf sharedRepository sparseCheckout sparseCheckoutCone
    splitIndex sshCommand symlinks trustctime unsetenvvars untrackedCache useReplaceRefs warnAmbiguousRefs
    whitespace worktree
  `),
  diff: words(`
    algorithm autoRefreshIndex colorMoved colorMovedWS context dirstat external guitool ignoreSubmodules
    indentHeuristic interHunkContext mnemonicPrefix noprefix orderFile relative renameLimit renames statGraphWidth
    submodule suppressBlankEmpty tool trustExitCode wordRegex wsErrorHighlight
  `),
  fetch: words(`
    all bundleCreationToken bundleURI fsckObjects negotiationAlgorithm output parallel prune pruneTags
    recurseSubmodules showForcedUpdates unpackLimit writeCommitGraph
  `),
  init: words('defaultBranch defaultObjectFormat defaultRefFormat templateDir'),
  interactive: words('diffFilter singleKey'),
  log: words(`
    abbrevCommit date decorate diffMerges excludeDecoration follow graphColors initialDecorationSet mailmap
    showRoot showSignature
  `),
  merge: words(`
    autoStash branchdesc conflictStyle defaultToUpstream directoryRenames ff guitool log renameLimit renames
    renormalize stat suppressDest tool verbosity verifySignatures
  `),
  pull: words('ff octopus rebase twohead'),
  push: words(`
    autoSetupRemote default followTags gpgSign negotiate pushOption recurseSubmodules useBitmaps
    useForceIfIncludes
  `),
  rebase: words(`
    abbreviateCommands autoSquash autoStash backend forkPoint instructionFormat maxLabelLength missingCommitsCheck
    rebaseMerges rescheduleFailedExec stat updateRefs
  `),
  rerere: words('autoUpdate enabled'),
  status: words(`
    aheadBehind branch displayCommentPrefix relativePaths renameLimit renames short showStash showUntrackedFiles
    submoduleSummary
  `),
  tag: words('forceSignAnnotated gpgSign sort'),
  user: words('email name signingKey useConfigOnly'),
};
