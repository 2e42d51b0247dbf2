/** Something that is mounted on a host, such as a ZFS dataset. */
export interface IMountPoint {
  /** Where it is mounted; undefined where it is not mounted. */
  readonly mountPoint?: string;
}
