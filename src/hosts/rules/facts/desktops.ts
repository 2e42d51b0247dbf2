import { SystemOptions } from '../../../app/definitions/system-options';

const DESKTOPS = [
  'services.xserver.enable',
  'services.desktopManager.*.enable',
  'services.xserver.desktopManager.*.enable',
  'services.displayManager.*.enable',
  'services.xserver.displayManager.*.enable',
  'programs.hyprland.enable',
  'programs.niri.enable',
  'programs.river.enable',
  'programs.sway.enable',
  'programs.wayfire.enable',
].map((option) => option.split('.'));

/** The option that gives a machine a graphical session; undefined where it has none. */
export function desktopOf(options: SystemOptions): string | undefined {
  for (const path of DESKTOPS) {
    for (const { value, names, conditional } of options._at(path)) {
      if (value !== true || conditional) continue;
      return path.map((segment) => (segment === '*' ? names[0]! : segment)).join('.');
    }
  }
  return undefined;
}
