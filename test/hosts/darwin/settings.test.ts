import { filesOf, findings, newMac } from './support';
import {
  App,
  CapsLock,
  DarwinDefaultsProps,
  DockPosition,
  FinderView,
  HomebrewCleanup,
  HomebrewProps,
  HotCorner,
  ScreenshotFormat,
  Severity,
} from '../../../src';
import { newApp, refusal } from '../../support/estate';

const users = { patrick: {} };
const defaults = (props: DarwinDefaultsProps) => filesOf(newMac({ users, defaults: props }))['defaults.nix'];
const homebrew = (props: HomebrewProps) => newMac({ users, homebrew: props }, newApp({ release: '26.05' }));

describe('settings of macOS', () => {
  test('are written under the names that macOS has for them', () => {
    expect(
      defaults({
        dock: { autohide: true, position: DockPosition.LEFT, tileSize: 48, topLeftCorner: HotCorner.LOCK_SCREEN },
        finder: { preferredView: FinderView.COLUMNS, showPathBar: true },
        global: { dark: true, keyRepeat: 2, expandSavePanel: true, metric: false, volumeFeedback: false },
        trackpad: { tapToClick: true, silentClicking: true },
        screenshots: { format: ScreenshotFormat.JPG, shadow: false },
        loginWindow: { guest: false },
        clock: { showDate: false },
        menuBar: { batteryPercentage: true },
        screenSaver: { askForPasswordDelaySeconds: 5 },
        windows: { stageManager: false },
        quarantine: false,
        installUpdates: true,
        custom: { 'com.apple.TextEdit': { RichText: 0 } },
        customForAll: { 'com.apple.x': { y: true } },
      }),
    ).toMatchInlineSnapshot(`
     "{
       system.defaults = {
         NSGlobalDomain = {
           AppleInterfaceStyle = "Dark";
           KeyRepeat = 2;
           NSNavPanelExpandedStateForSaveMode = true;
           NSNavPanelExpandedStateForSaveMode2 = true;
           "com.apple.sound.beep.feedback" = 0;
           AppleMeasurementUnits = "Inches";
           AppleMetricUnits = 0;
           AppleTemperatureUnit = "Fahrenheit";
         };
         dock = {
           autohide = true;
           orientation = "left";
           tilesize = 48;
           wvous-tl-corner = 13;
         };
         finder = {
           ShowPathbar = true;
           FXPreferredViewStyle = "clmv";
         };
         trackpad = {
           Clicking = true;
           ActuationStrength = 0;
         };
         screencapture = {
           type = "jpg";
           disable-shadow = true;
         };
         loginwindow.GuestEnabled = false;
         menuExtraClock.ShowDate = 2;
         controlcenter.BatteryShowPercentage = true;
         screensaver.askForPasswordDelay = 5;
         WindowManager.GloballyEnabled = false;
         LaunchServices.LSQuarantine = false;
         SoftwareUpdate.AutomaticallyInstallMacOSUpdates = true;
         CustomUserPreferences."com.apple.TextEdit".RichText = 0;
         CustomSystemPreferences."com.apple.x".y = true;
       };
     }
     "
    `);
  });

  test('that are floats are never whole numbers: Nix tells them apart', () => {
    const text = defaults({
      dock: { autohideDelaySeconds: 0, autohideAnimationSeconds: 1 },
      global: { trackpadSpeed: 2, alertVolume: 0.5 },
    });
    expect(text).toContain('autohide-delay = 0.0;');
    expect(text).toContain('autohide-time-modifier = 1.0;');
    expect(text).toContain('"com.apple.trackpad.scaling" = 2.0;');
    expect(text).toContain('"com.apple.sound.beep.volume" = 0.5;');
  });

  test('that are false where nothing is set are left out', () => {
    expect(defaults({ global: { dark: false } })).toBeUndefined();
    expect(defaults({})).toBeUndefined();
  });

  test('beside the typed ones stand by their own names', () => {
    expect(defaults({ dock: { autohide: true }, other: { dock: { 'slow-motion-allowed': true } } })).toBe(
      '{\n  system.defaults.dock = {\n    autohide = true;\n    slow-motion-allowed = true;\n  };\n}\n',
    );
  });

  test.each<[string, DarwinDefaultsProps, string]>([
    ['DOCK_APP', { dock: { persistentApps: ['Safari'] } }, 'defaults.dock.persistentApps[0]'],
    ['NUMBER_OUT_OF_RANGE', { dock: { tileSize: 8 } }, 'defaults.dock.tileSize'],
    ['NUMBER_OUT_OF_RANGE', { dock: { autohideDelaySeconds: -1 } }, 'defaults.dock.autohideDelaySeconds'],
    ['NUMBER_OUT_OF_RANGE', { global: { trackpadSpeed: 4 } }, 'defaults.global.trackpadSpeed'],
    ['NUMBER_OUT_OF_RANGE', { trackpad: { clickFirmness: 3 } }, 'defaults.trackpad.clickFirmness'],
    ['VALUE_UNKNOWN', { dock: { topLeftCorner: 'x' as any } }, 'defaults.dock.topLeftCorner'],
    ['OPTION_SET_TWICE', { dock: { autohide: true }, other: { dock: { autohide: false } } }, 'dock.autohide'],
  ])('are refused by %s', (code, props, keyPath) => {
    expect(refusal(() => newMac({ users, defaults: props }))).toMatchObject({ code, keyPath });
  });
});

describe('the keyboard', () => {
  test.each([
    [CapsLock.CONTROL, 'remapCapsLockToControl = true;'],
    [CapsLock.ESCAPE, 'remapCapsLockToEscape = true;'],
    [CapsLock.SWAP_ESCAPE, 'swapCapsLockAndEscape = true;'],
  ])('has Caps Lock as %s', (capsLock, line) => {
    const text = filesOf(newMac({ users, keyboard: { capsLock } }))['keyboard.nix'];
    expect(text).toContain('enableKeyMapping = true;');
    expect(text).toContain(line);
  });

  test('is left alone where nothing is asked of it', () => {
    expect(filesOf(newMac({ users, keyboard: {} }))['keyboard.nix']).toBeUndefined();
  });
});

describe('Homebrew', () => {
  test('installs what is named', () => {
    const mac = homebrew({
      taps: ['hashicorp/tap', { name: 'a/b', url: 'https://example.com/b.git', forceAutoUpdate: true }],
      brews: ['mas', { name: 'redis', startService: true, restartService: true }, { name: 'wget' }],
      casks: ['firefox', { name: 'iterm2', greedy: true }, 'hashicorp/tap/vagrant'],
      masApps: { Tailscale: 1475387142 },
      vscode: ['ms-python.python'],
      cleanup: HomebrewCleanup.UNINSTALL,
      upgrade: true,
    });
    expect(filesOf(mac)['homebrew.nix']).toMatchInlineSnapshot(`
     "{
       homebrew = {
         enable = true;
         taps = [
           "hashicorp/tap"
           {
             name = "a/b";
             clone_target = "https://example.com/b.git";
             force_auto_update = true;
           }
         ];
         brews = [
           "mas"
           {
             name = "redis";
             start_service = true;
             restart_service = "changed";
           }
           "wget"
         ];
         casks = [
           "firefox"
           {
             name = "iterm2";
             greedy = true;
           }
           "hashicorp/tap/vagrant"
         ];
         masApps.Tailscale = 1475387142;
         vscode = [ "ms-python.python" ];
         onActivation = {
           upgrade = true;
           cleanup = "uninstall";
         };
       };
     }
     "
    `);
    expect(findings(mac.node.root as App)).toEqual([]);
  });

  test('warns of what takes data away', () => {
    const mac = homebrew({ cleanup: HomebrewCleanup.ZAP });
    expect((mac.node.root as App).check()).toMatchObject([{ code: 'HOMEBREW_ZAP', severity: Severity.WARNING }]);
  });

  test('warns of a tap that would come and go', () => {
    const props = { brews: ['a/b/c'], casks: ['homebrew/cask/firefox'] };
    const mac = homebrew({ ...props, cleanup: HomebrewCleanup.CHECK });
    expect((mac.node.root as App).check()).toMatchObject([
      { code: 'HOMEBREW_TAP', severity: Severity.WARNING, mend: "add taps: ['a/b']" },
    ]);
    expect(findings(homebrew(props).node.root as App)).toEqual([]);
    expect(findings(homebrew({ ...props, taps: ['a/b'], cleanup: HomebrewCleanup.CHECK }).node.root as App)).toEqual(
      [],
    );
  });

  test.each<[string, HomebrewProps, string]>([
    ['HOMEBREW_NAME', { taps: ['tap'] }, 'homebrew.taps[0]'],
    ['HOMEBREW_NAME', { brews: ['Visual Studio'] }, 'homebrew.brews[0]'],
    ['HOMEBREW_NAME', { casks: ['firefox', 'a/b'] }, 'homebrew.casks[1]'],
    ['HOMEBREW_NAME', { vscode: ['python'] }, 'homebrew.vscode[0]'],
    ['HOMEBREW_TWICE', { casks: ['firefox', { name: 'firefox' }] }, 'homebrew.casks[1]'],
    ['HOMEBREW_MAS_APP', { masApps: { X: 0 } }, 'homebrew.masApps.X'],
  ])('refuses by %s', (code, props, keyPath) => {
    expect(refusal(() => homebrew(props))).toMatchObject({ code, keyPath });
  });
});
