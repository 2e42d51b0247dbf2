/** A rule for sudo: who may run what as whom. */
export interface SudoRuleProps {
  /**
   * Users it is for.
   * @default - none; users or groups are required
   */
  readonly users?: string[];
  /**
   * Groups it is for.
   * @default - none; users or groups are required
   */
  readonly groups?: string[];
  /** Commands, as absolute paths with or without arguments, or `ALL`. */
  readonly commands: string[];
  /**
   * Run them without a password.
   * @default false
   */
  readonly noPassword?: boolean;
  /**
   * Let the caller keep environment variables.
   * @default false
   */
  readonly setEnv?: boolean;
  /**
   * As whom they run: `user` or `user:group`.
   * @default - what NixOS sets (`ALL:ALL`)
   */
  readonly runAs?: string;
}

/** `security.sudo`. */
export interface SudoProps {
  /**
   * Whether members of `wheel` give their password.
   * @default true
   */
  readonly wheelNeedsPassword?: boolean;
  /**
   * Whether members of `wheel` alone may run sudo at all.
   * @default false
   */
  readonly execWheelOnly?: boolean;
  /**
   * Rules beside the one for `wheel`.
   * @default - none
   */
  readonly rules?: SudoRuleProps[];
}
