/** A group of a host: `users.groups.<name>`. */
export interface GroupProps {
  /**
   * Its number.
   * @default - chosen by NixOS
   */
  readonly gid?: number;
  /**
   * Its members, beside the users that name it.
   * @default - none
   */
  readonly members?: string[];
}
