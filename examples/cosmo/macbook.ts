import { App, CapsLock, DarwinHost, HomebrewCleanup, TailscaleNode } from 'cosmo-nix';
import { Homes } from './homes';
import { EVERYWHERE, Owner } from './owner';

/** The MacBook, by nix-darwin: the same home as on the development machines. */
export function macbook(app: App, owner: Owner, homes: Homes): DarwinHost {
  const mac = new DarwinHost(app, 'macbook', {
    stateVersion: 6,
    packages: EVERYWHERE.packages,
    timeZone: EVERYWHERE.locale.timeZone,
    homebrew: { casks: ['firefox', 'ghostty', 'utm'], cleanup: HomebrewCleanup.UNINSTALL },
    defaults: {
      dock: { autohide: true, showRecents: false },
      finder: { showAllExtensions: true, showPathBar: true },
      global: { dark: true, keyRepeat: 2, initialKeyRepeat: 15 },
    },
    keyboard: { capsLock: CapsLock.CONTROL },
    sudo: { touchId: true },
    nix: { gc: { olderThan: EVERYWHERE.nix.gc.olderThan } },
  });
  owner.addToMac(mac, homes.dev);
  new TailscaleNode(mac, 'tailscale');
  return mac;
}
