import { ISecretFile } from '../app';

/** How snapshots are sent elsewhere. */
export interface ZfsReplicationProps {
  /**
   * The name below the target.
   * @default - the last part of the source's name
   */
  readonly targetName?: string;
  /**
   * When, as systemd writes calendar events: `hourly`, `*-*-* 02:30:00`. One for all of the host's replications.
   * @default - what NixOS sets (hourly)
   */
  readonly interval?: string;
  /**
   * Also send what stands below the source.
   * @default true
   */
  readonly recursive?: boolean;
  /**
   * Send blocks as they are on disk, so that encrypted data is never seen by the target.
   * @default - true where the source is encrypted
   */
  readonly raw?: boolean;
  /**
   * The private SSH key. It must lie below `/run` or `/etc`, which is all that NixOS lets syncoid see.
   * @default - none; as for Tailscale SSH
   */
  readonly sshKey?: ISecretFile;
  /**
   * The public half of the key. With it the other host of the estate is made
   * ready too: a user who may receive below the target, and nothing else.
   * @default - the other host is not touched
   */
  readonly sshPublicKey?: string;
  /**
   * Who logs in on the other host.
   * @default "zfs-receive"
   */
  readonly user?: string;
  /**
   * The other host's address.
   * @default - its name
   */
  readonly address?: string;
  /**
   * Make a snapshot for each run. Otherwise those there are (of sanoid) are sent.
   * @default true
   */
  readonly syncSnapshot?: boolean;
  /**
   * Flags of `zfs send` without their dashes.
   * @default "w" for raw sends, else none
   */
  readonly sendOptions?: string;
  /**
   * Flags of `zfs receive` without their dashes.
   * @default "u": what is received is not mounted
   */
  readonly recvOptions?: string;
  /**
   * Further arguments of syncoid.
   * @default - none
   */
  readonly extraArgs?: string[];
}
