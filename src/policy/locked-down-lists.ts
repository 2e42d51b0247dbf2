/**
 * What `LockedDown` refuses on a bare host by its name in nixpkgs: tools to
 * develop with, and programs for a person at a screen. Editors, shells, git
 * and what looks into a machine are not among them: they administer it.
 */
export const DENIED_PACKAGES: readonly string[] = [
  // Compilers, interpreters and their package managers.
  ...['gcc*', 'clang*', 'llvm*', 'rustc', 'cargo*', 'rustup', 'rust-analyzer', 'go', 'go_*', 'gopls', 'ghc*', 'stack'],
  ...['cabal-install', 'haskell*', 'haskellPackages.*', 'jdk*', 'openjdk*', 'temurin*', 'zulu*', 'graalvm*', 'maven'],
  ...['gradle*', 'kotlin', 'scala*', 'sbt', 'dotnet-*', 'dotnetCorePackages.*', 'mono*', 'zig*', 'nim*', 'ocaml*'],
  ...['opam', 'elixir*', 'erlang*', 'ruby*', 'bundler', 'php*', 'python2*', 'python3*', 'python', 'pypy*', 'poetry'],
  ...['uv', 'pipenv', 'conda', 'nodejs*', 'nodePackages*', 'node2nix', 'bun', 'deno', 'yarn*', 'pnpm*', 'typescript*'],
  ...['lua', 'lua5*', 'luajit*', 'R', 'rWrapper', 'julia*', 'swift*', 'flutter*', 'dart'],
  // What builds, debugs and ships.
  ...['gnumake', 'cmake*', 'meson', 'ninja', 'bazel*', 'scons', 'autoconf*', 'automake*', 'libtool', 'pkg-config'],
  ...['binutils*', 'gdb', 'lldb*', 'valgrind', 'ccache', 'nixd', 'nil', 'gh', 'github-cli', 'glab', 'act', 'devenv'],
  ...['docker', 'docker_*', 'docker-compose', 'docker-buildx', 'podman', 'podman-compose', 'distrobox', 'vagrant'],
  ...['kubectl', 'k9s', 'kind', 'minikube', 'helm', 'kubernetes-helm', 'terraform*', 'opentofu', 'packer'],
  // Assistants that write programs.
  ...['gemini-cli*', 'claude-code*', 'codex*', 'github-copilot-cli', 'aider-chat*', 'cursor-cli', 'opencode'],
  // Graphical editors.
  ...['vscode*', 'vscodium*', 'code-cursor*', 'zed-editor*', 'windsurf', 'jetbrains*', 'android-studio*', 'eclipses.*'],
  // Browsers, mail, messages.
  ...['firefox*', 'librewolf*', 'floorp*', 'zen-browser', 'chromium*', 'ungoogled-chromium', 'google-chrome*', 'brave'],
  ...['vivaldi*', 'opera', 'microsoft-edge*', 'tor-browser*', 'qutebrowser', 'thunderbird*', 'evolution', 'geary'],
  ...['discord*', 'vesktop', 'slack', 'signal-desktop*', 'telegram-desktop', 'element-desktop', 'zoom-us', 'teams*'],
  // Office, pictures, films, games.
  ...[
    'libreoffice*',
    'onlyoffice*',
    'obsidian',
    'logseq',
    'anki*',
    'calibre',
    'gimp*',
    'inkscape*',
    'krita',
    'blender*',
  ],
  ...['darktable', 'audacity', 'ardour', 'kdenlive', 'obs-studio*', 'vlc*', 'mpv*', 'kodi*', 'spotify*', 'steam*'],
  ...['lutris*', 'heroic*', 'prismlauncher*', 'wine*', 'retroarch*', 'bottles*'],
  // Terminals with windows, and remote desktops.
  ...['kitty', 'alacritty*', 'wezterm', 'ghostty*', 'foot', 'gnome-terminal', 'konsole', 'remmina', 'anydesk'],
  ...['teamviewer', 'rustdesk*'],
];

/** Options whose `enable` brings the same: on a host, and in a home on it. */
export const DENIED_OPTIONS: readonly string[] = [
  ...['programs.firefox', 'programs.librewolf', 'programs.chromium', 'programs.google-chrome', 'programs.brave'],
  ...['programs.thunderbird', 'programs.steam', 'programs.gamescope', 'programs.gamemode', 'programs.kdeconnect'],
  ...['programs.obs-studio', 'programs.localsend', 'programs.vscode', 'programs.java', 'programs.npm', 'programs.go'],
  ...['programs.adb', 'programs.ccache', 'programs.hyprland', 'programs.sway', 'programs.niri', 'programs.kitty'],
  ...['programs.alacritty', 'programs.ghostty', 'programs.mpv', 'programs.gh', 'programs.bun', 'programs.cargo'],
  ...['programs.claude-code', 'programs.gemini-cli', 'programs.codex', 'programs.opencode', 'programs.zed-editor'],
  ...['services.xserver', 'services.desktopManager.*', 'services.displayManager.*', 'services.greetd'],
  ...['services.xserver.desktopManager.*', 'services.xserver.windowManager.*', 'services.xserver.displayManager.*'],
  ...['services.flatpak', 'services.jupyter', 'services.jupyterhub', 'virtualisation.docker', 'virtualisation.podman'],
  ...['virtualisation.docker.rootless', 'virtualisation.waydroid', 'virtualisation.virtualbox.host'],
  ...['virtualisation.vmware.host', 'wayland.windowManager.*', 'xsession'],
];

/** Ways in that are neither SSH with keys nor the tailnet. */
export const OTHER_WAYS_IN: readonly string[] = [
  ...['services.xrdp', 'services.teamviewer', 'services.x2goserver', 'services.sunshine', 'services.guacamole-server'],
  ...['services.cockpit', 'services.ttyd', 'services.code-server', 'services.openvscode-server'],
  ...['services.eternal-terminal', 'programs.mosh', 'services.zerotierone', 'services.netbird'],
  ...['services.logmein-hamachi', 'services.nebula.networks.*', 'services.cloudflared', 'services.frp'],
];
