/** What switches a machine to its new system. */
export enum DeployTool {
  /** deploy-rs: from elsewhere, and back where the machine cannot be reached any more or a health check fails. */
  DEPLOY_RS = 'deploy-rs',
  /** Colmena: many NixOS hosts at once, chosen by tags. It knows no way back of its own. */
  COLMENA = 'colmena',
  /** What the system itself brings: `nixos-rebuild`, `darwin-rebuild` or `home-manager`, over SSH. */
  REBUILD = 'rebuild',
}

/** Props of `DeployTarget`. */
export interface DeployTargetProps {
  /**
   * Where the machine is reached by SSH: an address, or a name that resolves, also one of `~/.ssh/config`.
   * @default - the host's first static address (IPv4 first), else its name; of the home `ada@laptop` it is `laptop`
   */
  readonly address?: string;
  /**
   * Who logs in by SSH.
   * @default "root"; for a home its own user
   */
  readonly user?: string;
  /**
   * The port of the SSH server.
   * @default - what SSH uses: 22, or what `~/.ssh/config` says
   */
  readonly port?: number;
  /**
   * Further arguments of `ssh`, such as `['-J', 'jump.example.com']`.
   * @default - none
   */
  readonly sshOptions?: string[];
  /**
   * Tags by which machines are chosen: `cosmo deploy --on TAG`.
   * @default - none
   */
  readonly tags?: string[];
  /**
   * What switches the machine.
   * @default DeployTool.DEPLOY_RS
   */
  readonly tool?: DeployTool;
  /**
   * Build on the machine itself in place of copying to it what was built elsewhere.
   * @default false
   */
  readonly buildOnTarget?: boolean;
  /**
   * Go back to the last system where activation or a health check fails. deploy-rs does it by itself; the other
   * tools know no way back, and `cosmo deploy` goes back for them where a health check fails.
   * @default true
   */
  readonly rollback?: boolean;
  /**
   * Go back where the machine cannot be reached after it was switched. Only deploy-rs does it.
   * @default true with deploy-rs and `rollback`
   */
  readonly magicRollback?: boolean;
  /**
   * How long the machine waits for word that it can still be reached, in seconds. Only for deploy-rs.
   * @default - what deploy-rs does: 30
   */
  readonly confirmTimeout?: number;
  /**
   * How long activation may take, health checks included, in seconds. Only for deploy-rs.
   * @default - what deploy-rs does: 240; with health checks, longer by the longest of them
   */
  readonly activationTimeout?: number;
  /**
   * The connection is fast: copy everything to the machine, and have it fetch nothing from caches itself. Only for
   * deploy-rs.
   * @default false
   */
  readonly fastConnection?: boolean;
  /**
   * The user is not root, and sudo asks for a password: the tool asks for it and hands it on. Not with Colmena.
   * @default false
   */
  readonly interactiveSudo?: boolean;
  /**
   * Run the health checks of the machine after activation.
   * @default true
   */
  readonly healthChecks?: boolean;
}
