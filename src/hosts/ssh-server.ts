/** Whether and how root may log in over SSH. */
export enum PermitRootLogin {
  /** Not at all. */
  NO = 'no',
  /** With a key. */
  PROHIBIT_PASSWORD = 'prohibit-password',
  /** With a key that names the command to run. */
  FORCED_COMMANDS_ONLY = 'forced-commands-only',
  /** With whatever the server takes from others. */
  YES = 'yes',
}

/** A key by which the server proves who it is. */
export interface SshHostKeyProps {
  /** The private key's file on the machine; made at the first start where it is missing. */
  readonly path: string;
  /**
   * `ed25519`, `rsa` or `ecdsa`.
   * @default "ed25519"
   */
  readonly type?: string;
  /**
   * Length of an RSA key in bits.
   * @default - the tool's choice
   */
  readonly bits?: number;
}

/** The SSH server: `services.openssh`. */
export interface SshServerProps {
  /**
   * Whether there is one.
   * @default true
   */
  readonly enable?: boolean;
  /**
   * Where it listens.
   * @default [22]
   */
  readonly ports?: number[];
  /**
   * Open its ports in the firewall.
   * @default true, or on `interfaces` alone where they are given
   */
  readonly openFirewall?: boolean;
  /**
   * Open its ports on these network interfaces alone, such as `tailscale0`.
   * @default - on every interface
   */
  readonly interfaces?: string[];
  /**
   * Addresses that it listens on.
   * @default - all of them
   */
  readonly listenAddresses?: string[];
  /**
   * Take passwords.
   * @default false (NixOS itself has true)
   */
  readonly passwordAuthentication?: boolean;
  /**
   * Take answers to questions, which by PAM are passwords too.
   * @default false (NixOS itself has true)
   */
  readonly kbdInteractiveAuthentication?: boolean;
  /**
   * Let root log in.
   * @default PermitRootLogin.NO
   */
  readonly permitRootLogin?: PermitRootLogin;
  /**
   * Forward X11 from the server to the client.
   * @default false
   */
  readonly x11Forwarding?: boolean;
  /**
   * The users that may log in.
   * @default - all of them
   */
  readonly allowUsers?: string[];
  /**
   * The groups whose members may log in.
   * @default - all of them
   */
  readonly allowGroups?: string[];
  /**
   * The server's own keys.
   * @default - what NixOS sets: RSA and Ed25519 in /etc/ssh
   */
  readonly hostKeys?: SshHostKeyProps[];
  /**
   * Start the server for each connection in place of keeping it running.
   * @default false
   */
  readonly startWhenNeeded?: boolean;
  /**
   * Further settings of `sshd_config`, by their names there.
   * @default - none
   */
  readonly settings?: Record<string, any>;
}
