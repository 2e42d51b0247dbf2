/** What runs the programs of others, or needs much of the kernel: into a guest of its own. */
export const GUESTS_ONLY: readonly string[] = [
  ...['virtualisation.docker', 'virtualisation.docker.rootless', 'virtualisation.podman'],
  ...['virtualisation.oci-containers.containers.*', 'services.k3s', 'services.rke2', 'services.nomad'],
  ...['services.github-runners.*', 'services.gitlab-runner', 'services.gitea-actions-runner.instances.*'],
  ...['services.buildkite-agents.*', 'services.woodpecker-agents.agents.*', 'services.buildbot-worker'],
  ...['services.jenkins', 'services.hydra', 'services.jupyter', 'services.jupyterhub', 'services.code-server'],
  ...['services.openvscode-server', 'services.minecraft-server', 'services.factorio', 'services.terraria'],
];

/** Trusted services that face people: into a container, or a guest. */
export const NOT_ON_HOST: readonly string[] = [
  // Films, music, pictures, books.
  ...[
    'jellyfin',
    'plex',
    'sonarr',
    'radarr',
    'lidarr',
    'readarr',
    'prowlarr',
    'bazarr',
    'jackett',
    'sabnzbd',
    'nzbget',
  ],
  ...['nzbhydra2', 'qbittorrent', 'transmission', 'deluge', 'rtorrent', 'jellyseerr', 'seerr', 'tautulli', 'navidrome'],
  ...['audiobookshelf', 'calibre-web', 'kavita', 'komga', 'immich', 'photoprism', 'frigate', 'owncast', 'peertube'],
  // The home.
  ...['home-assistant', 'esphome', 'node-red', 'zigbee2mqtt', 'mosquitto', 'unifi'],
  // Files, notes, mail, code.
  ...['nextcloud', 'owncloud', 'paperless', 'vaultwarden', 'gitea', 'forgejo', 'gitlab', 'mediawiki', 'bookstack'],
  ...['wiki-js', 'freshrss', 'miniflux', 'tt-rss', 'mealie', 'n8n', 'actual', 'stirling-pdf', 'homepage-dashboard'],
  ...['roundcube', 'matrix-synapse', 'mastodon', 'keycloak', 'searx', 'invidious', 'ntfy-sh', 'uptime-kuma'],
  // Models.
  ...['ollama', 'open-webui', 'llama-cpp'],
].map((name) => `services.${name}`);
