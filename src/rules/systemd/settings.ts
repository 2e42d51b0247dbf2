/**
 * The settings that systemd reads in each section of a unit file: systemd.directives(7).
 */

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Of processes: systemd.exec(5), systemd.kill(5). */
const EXEC = words(`
  WorkingDirectory RootDirectory RootImage RootImageOptions RootImagePolicy RootHash RootHashSignature RootVerity
  RootEphemeral ExtensionDirectories ExtensionImages ExtensionImagePolicy MountImages MountImagePolicy User Group
  SupplementaryGroups SetLoginEnvironment Nice OOMScoreAdjust CoredumpFilter IOSchedulingClass IOSchedulingPriority
  CPUSchedulingPolicy CPUSchedulingPriority CPUSchedulingResetOnFork CPUAffinity NUMAPolicy NUMAMask UMask Environment
  EnvironmentFile PassEnvironment UnsetEnvironment DynamicUser RemoveIPC StandardInput StandardOutput StandardError
  StandardInputText StandardInputData TTYPath TTYReset TTYVHangup TTYVTDisallocate TTYRows TTYColumns SyslogIdentifier
  SyslogFacility SyslogLevel SyslogLevelPrefix LogLevelMax LogRateLimitIntervalSec LogRateLimitBurst LogExtraFields
  LogFilterPatterns LogNamespace SecureBits CapabilityBoundingSet AmbientCapabilities TimerSlackNSec NoNewPrivileges
  KeyringMode ProtectProc ProcSubset PrivateBPF BPFDelegateCommands BPFDelegateMaps BPFDelegatePrograms
  BPFDelegateAttachments SystemCallFilter SystemCallArchitectures SystemCallErrorNumber SystemCallLog
  MemoryDenyWriteExecute RestrictNamespaces RestrictRealtime RestrictSUIDSGID RestrictAddressFamilies LockPersonality
  DelegateNamespaces RestrictFileSystems LimitCPU LimitFSIZE LimitDATA LimitSTACK LimitCORE LimitRSS LimitNOFILE LimitAS
  LimitNPROC LimitMEMLOCK LimitLOCKS LimitSIGPENDING LimitMSGQUEUE LimitNICE LimitRTPRIO LimitRTTIME ReadWritePaths
  ReadOnlyPaths InaccessiblePaths ReadWriteDirectories ReadOnlyDirectories InaccessibleDirectories ExecPaths NoExecPaths
  ExecSearchPath BindPaths BindReadOnlyPaths TemporaryFileSystem PrivateTmp PrivateDevices ProtectKernelTunables
  ProtectKernelModules ProtectKernelLogs ProtectClock ProtectControlGroups NetworkNamespacePath IPCNamespacePath
  UserNamespacePath PrivateNetwork PrivateUsers PrivateMounts PrivateIPC PrivatePIDs ProtectSystem ProtectHome MountFlags
  MountAPIVFS BindLogSockets Personality RuntimeDirectoryPreserve RuntimeDirectoryMode RuntimeDirectory
  StateDirectoryMode StateDirectoryAccounting StateDirectoryQuota StateDirectory CacheDirectoryMode
  CacheDirectoryAccounting CacheDirectoryQuota CacheDirectory LogsDirectoryMode LogsDirectoryAccounting
  LogsDirectoryQuota LogsDirectory ConfigurationDirectoryMode ConfigurationDirectory SetCredential
  SetCredentialEncrypted LoadCredential LoadCredentialEncrypted ImportCredential TimeoutCleanSec PAMName IgnoreSIGPIPE
  UtmpIdentifier UtmpMode SELinuxContext AppArmorProfile SmackProcessLabel ProtectHostname MemoryKSM MemoryTHP
  SendSIGKILL SendSIGHUP KillMode KillSignal RestartKillSignal FinalKillSignal WatchdogSignal
`);

/** Of control groups: systemd.resource-control(5). */
const RESOURCES = words(`
  Slice AllowedCPUs StartupAllowedCPUs AllowedMemoryNodes StartupAllowedMemoryNodes CPUAccounting CPUWeight
  StartupCPUWeight CPUShares StartupCPUShares CPUQuota CPUQuotaPeriodSec MemoryAccounting MemoryMin DefaultMemoryMin
  DefaultMemoryLow DefaultStartupMemoryLow MemoryLow StartupMemoryLow MemoryHigh StartupMemoryHigh MemoryMax
  StartupMemoryMax MemorySwapMax StartupMemorySwapMax MemoryZSwapMax StartupMemoryZSwapMax MemoryZSwapWriteback
  MemoryLimit DeviceAllow DevicePolicy IOAccounting IOWeight StartupIOWeight IODeviceWeight IOReadBandwidthMax
  IOWriteBandwidthMax IOReadIOPSMax IOWriteIOPSMax IODeviceLatencyTargetSec BlockIOAccounting BlockIOWeight
  StartupBlockIOWeight BlockIODeviceWeight BlockIOReadBandwidth BlockIOWriteBandwidth TasksAccounting TasksMax Delegate
  DelegateSubgroup DisableControllers IPAccounting IPAddressAllow IPAddressDeny IPIngressFilterPath IPEgressFilterPath
  ManagedOOMSwap ManagedOOMMemoryPressure ManagedOOMMemoryPressureLimit ManagedOOMMemoryPressureDurationSec
  ManagedOOMPreference BPFProgram SocketBindAllow SocketBindDeny RestrictNetworkInterfaces MemoryPressureThresholdSec
  MemoryPressureWatch NFTSet CoredumpReceive
`);

const CONDITIONS = words(`
  PathExists PathExistsGlob PathIsDirectory PathIsSymbolicLink PathIsMountPoint PathIsReadWrite PathIsEncrypted
  DirectoryNotEmpty FileNotEmpty FileIsExecutable NeedsUpdate FirstBoot Architecture Firmware Virtualization Host
  KernelCommandLine KernelVersion Version Credential Security Capability ACPower Memory CPUFeature CPUs Environment User
  Group ControlGroupController OSRelease MemoryPressure CPUPressure IOPressure KernelModuleLoaded
`);

const UNIT = [
  ...words(`
    Description Documentation SourcePath Requires Requisite Wants BindsTo Upholds Conflicts Before After OnSuccess
    OnFailure PropagatesReloadTo ReloadPropagatedFrom PropagatesStopTo StopPropagatedFrom PartOf JoinsNamespaceOf
    RequiresMountsFor WantsMountsFor StopWhenUnneeded RefuseManualStart RefuseManualStop AllowIsolate
    DefaultDependencies SurviveFinalKillSignal OnSuccessJobMode OnFailureJobMode IgnoreOnIsolate JobTimeoutSec
    JobRunningTimeoutSec JobTimeoutAction JobTimeoutRebootArgument StartLimitIntervalSec StartLimitInterval
    StartLimitBurst StartLimitAction FailureAction SuccessAction FailureActionExitStatus SuccessActionExitStatus
    RebootArgument CollectMode
  `),
  ...CONDITIONS.flatMap((name) => [`Condition${name}`, `Assert${name}`]),
];

const SERVICE = words(`
  Type ExitType PIDFile BusName ExecCondition ExecStartPre ExecStart ExecStartPost ExecReload ExecReloadPost ExecStop
  ExecStopPost RestartSec RestartSteps RestartMaxDelaySec TimeoutSec TimeoutStartSec TimeoutStopSec TimeoutAbortSec
  TimeoutStartFailureMode TimeoutStopFailureMode RuntimeMaxSec RuntimeRandomizedExtraSec WatchdogSec Restart RestartMode
  PermissionsStartOnly RootDirectoryStartOnly RemainAfterExit GuessMainPID RestartPreventExitStatus
  RestartForceExitStatus SuccessExitStatus NonBlocking FileDescriptorStoreMax FileDescriptorStorePreserve NotifyAccess
  Sockets USBFunctionDescriptors USBFunctionStrings OOMPolicy OpenFile ReloadSignal RefreshOnReload LUOSession
`);

const SOCKET = words(`
  ListenStream ListenDatagram ListenSequentialPacket ListenFIFO ListenNetlink ListenSpecial ListenMessageQueue
  ListenUSBFunction SocketProtocol BindIPv6Only Backlog BindToDevice ExecStartPre ExecStartPost ExecStopPre ExecStopPost
  TimeoutSec SocketUser SocketGroup SocketMode DirectoryMode Accept FlushPending Writable MaxConnections
  MaxConnectionsPerSource KeepAlive KeepAliveTimeSec KeepAliveIntervalSec KeepAliveProbes DeferAcceptSec NoDelay
  Priority ReceiveBuffer SendBuffer IPTOS IPTTL Mark PipeSize FreeBind Transparent Broadcast PassCredentials PassPIDFD
  PassSecurity PassPacketInfo AcceptFileDescriptors Timestamping TCPCongestion ReusePort MessageQueueMaxMessages
  MessageQueueMessageSize RemoveOnStop Symlinks FileDescriptorName Service PassFileDescriptorsToExec
  TriggerLimitIntervalSec TriggerLimitBurst PollLimitIntervalSec PollLimitBurst DeferTrigger DeferTriggerMaxSec
  SmackLabel SmackLabelIPIn SmackLabelIPOut SELinuxContextFromNet
`);

const TIMER = words(`
  OnCalendar OnActiveSec OnBootSec OnStartupSec OnUnitActiveSec OnUnitInactiveSec OnClockChange OnTimezoneChange
  Persistent WakeSystem RemainAfterElapse FixedRandomDelay DeferReactivation AccuracySec RandomizedDelaySec
  RandomizedOffsetSec Unit
`);

const MOUNT = words(`
  What Where Options Type TimeoutSec DirectoryMode SloppyOptions LazyUnmount ForceUnmount ReadWriteOnly
`);
const AUTOMOUNT = words('Where ExtraOptions DirectoryMode TimeoutIdleSec');
const PATH = words(`
  PathExists PathExistsGlob PathChanged PathModified DirectoryNotEmpty Unit MakeDirectory DirectoryMode
  TriggerLimitIntervalSec TriggerLimitBurst
`);
const SLICE = words('ConcurrencySoftMax ConcurrencyHardMax');
const INSTALL = words('Alias WantedBy RequiredBy UpheldBy Also DefaultInstance');

/** The settings of each section, by its name. */
export const SECTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  Unit: new Set(UNIT),
  Install: new Set(INSTALL),
  Service: new Set([...SERVICE, ...EXEC, ...RESOURCES]),
  Socket: new Set([...SOCKET, ...EXEC, ...RESOURCES]),
  Timer: new Set(TIMER),
  Mount: new Set([...MOUNT, ...EXEC, ...RESOURCES]),
  Automount: new Set(AUTOMOUNT),
  Path: new Set(PATH),
  Slice: new Set([...SLICE, ...RESOURCES]),
};
