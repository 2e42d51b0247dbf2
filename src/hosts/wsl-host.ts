import { Construct } from 'constructs';
import { Host } from './host';
import { MachineProps } from './host-props';

/** Props of `WslHost`. */
export interface WslHostProps extends MachineProps {
  /**
   * The user that Windows logs in.
   * @default - the first of `users`
   */
  readonly defaultUser?: string;
  /**
   * Put programs into the start menu of Windows.
   * @default false
   */
  readonly startMenuLaunchers?: boolean;
}

/** NixOS on the Windows Subsystem for Linux (WSL2), by NixOS-WSL. */
export class WslHost extends Host {
  constructor(scope: Construct, id: string, props: WslHostProps) {
    super(scope, id, props);
  }

  /** false: Windows starts it. */
  public get canBoot(): boolean {
    return false;
  }
}
