/** What the sample of a homelab is. */
export enum HomelabTemplate {
  /** One Linux server. */
  SERVER = 'server',
  /** A server with a virtual machine and a container. */
  GUESTS = 'guests',
  /** A Linux server, a Mac and WSL, with one home on all of them. */
  MIXED = 'mixed',
}

/** What all homelabs have as options, whatever their program is written in. */
export interface HomelabOptions {
  /**
   * The estate that the sample describes: `server`, `guests` or `mixed`.
   * The sample is written once; afterwards it is yours.
   *
   * @default projects.HomelabTemplate.SERVER
   * @featured
   */
  readonly template?: HomelabTemplate;

  /**
   * The folder that the flake is written into, from the project's root.
   *
   * @default "nix-out"
   * @featured
   */
  readonly output?: string;
}
