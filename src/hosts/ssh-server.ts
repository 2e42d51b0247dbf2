import { checkInterfaceName, checkIp } from './addresses';
import { compact, flag, listed } from '../app/compact';
import { Refuse } from '../app/refuse';
import { checkInteger, checkOneOf, checkPort } from '../app/value-checks';

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

/** @internal refuse what the server would not take. */
export function checkSshServer(props: SshServerProps, refuse: Refuse): void {
  props.ports?.forEach((port, i) => checkPort(refuse, port, `ssh.ports[${i}]`));
  if (props.ports?.length === 0) {
    refuse('SSH_NO_PORT', 'the SSH server listens on no port', 'give ports, or enable: false', 'ssh.ports');
  }
  props.listenAddresses?.forEach((address, i) => checkIp(address, `ssh.listenAddresses[${i}]`, refuse));
  props.interfaces?.forEach((name, i) => checkInterfaceName(name, `ssh.interfaces[${i}]`, refuse));
  if (props.interfaces && props.openFirewall !== undefined) {
    refuse(
      'SSH_FIREWALL_TWICE',
      'the firewall is told by openFirewall and by interfaces',
      'leave openFirewall out: interfaces opens the ports there and nowhere else',
      'ssh.openFirewall',
    );
  }
  props.hostKeys?.forEach((key, i) => {
    const at = `ssh.hostKeys[${i}]`;
    if (!/^\/[^\s]+$/.test(key.path) || key.path.startsWith('/nix/store/')) {
      refuse(
        'SSH_HOST_KEY_PATH',
        `"${key.path}" cannot hold a host key`,
        'give an absolute path outside of the Nix store, which everyone can read',
        `${at}.path`,
      );
    }
    checkOneOf(refuse, key.type, ['ed25519', 'rsa', 'ecdsa'], `${at}.type`);
    if (key.bits !== undefined && key.type !== 'rsa') {
      refuse('SSH_HOST_KEY_BITS', 'bits are for RSA keys', 'leave them out', `${at}.bits`);
    }
    checkInteger(refuse, key.bits, `${at}.bits`, 2048, 16384);
  });
}

/** @internal `services.openssh`; the ports for single interfaces are the firewall's to open. */
export function sshServerOptions(props: SshServerProps): Record<string, any> {
  const ports = props.ports ?? [22];
  return {
    services: {
      openssh: compact({
        enable: true,
        ports: ports.length === 1 && ports[0] === 22 ? undefined : ports,
        openFirewall: props.interfaces || props.openFirewall === false ? false : undefined,
        startWhenNeeded: flag(props.startWhenNeeded),
        listenAddresses: listed(props.listenAddresses?.map((addr) => ({ addr }))),
        hostKeys: listed(
          props.hostKeys?.map((key) => compact({ path: key.path, type: key.type ?? 'ed25519', bits: key.bits })),
        ),
        settings: {
          PasswordAuthentication: props.passwordAuthentication ?? false,
          KbdInteractiveAuthentication: props.kbdInteractiveAuthentication ?? false,
          PermitRootLogin: props.permitRootLogin ?? PermitRootLogin.NO,
          X11Forwarding: props.x11Forwarding ?? false,
          AllowUsers: listed(props.allowUsers),
          AllowGroups: listed(props.allowGroups),
          ...props.settings,
        },
      }),
    },
  };
}
