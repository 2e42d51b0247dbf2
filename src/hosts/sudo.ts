import { compact, flag, listed } from '../app/compact';
import { Refuse } from '../app/refuse';

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

/** @internal `security.sudo`. */
export function sudoOptions(props: SudoProps, refuse: Refuse): Record<string, any> {
  props.rules?.forEach((rule, index) => checkRule(rule, `sudo.rules[${index}]`, refuse));
  return compact({
    security: {
      sudo: {
        wheelNeedsPassword: props.wheelNeedsPassword,
        execWheelOnly: flag(props.execWheelOnly),
        extraRules: listed(props.rules?.map(ruleOptions)),
      },
    },
  });
}

function ruleOptions(rule: SudoRuleProps): Record<string, any> {
  const options = [...(rule.noPassword ? ['NOPASSWD'] : []), ...(rule.setEnv ? ['SETENV'] : [])];
  return compact({
    users: listed(rule.users),
    groups: listed(rule.groups),
    runAs: rule.runAs,
    commands: options.length === 0 ? rule.commands : rule.commands.map((command) => ({ command, options })),
  });
}

function checkRule(rule: SudoRuleProps, keyPath: string, refuse: Refuse): void {
  if (!listed(rule.users) && !listed(rule.groups)) {
    refuse('SUDO_RULE_FOR_NOBODY', 'the rule is for nobody', 'give users or groups', keyPath);
  }
  if (rule.commands.length === 0) {
    refuse(
      'SUDO_RULE_EMPTY',
      'the rule allows nothing',
      "give commands: absolute paths, or 'ALL'",
      `${keyPath}.commands`,
    );
  }
  rule.commands.forEach((command, index) => {
    if (command === 'ALL' || /^\/[^\n]*$/.test(command)) return;
    refuse(
      'SUDO_COMMAND',
      `"${command}" is no command that sudo can find`,
      "give an absolute path, such as '/run/current-system/sw/bin/systemctl', or 'ALL'",
      `${keyPath}.commands[${index}]`,
    );
  });
}
