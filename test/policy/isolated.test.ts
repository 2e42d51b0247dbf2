import { App, Aspects, Isolated, IsolatedProps, LibvirtGuest, NixModule, NixosContainer, WslHost } from '../../src';
import { appWith, hostOf } from '../support/small-estate';

function found(make: (app: App) => void, props: IsolatedProps = {}) {
  const app = appWith();
  make(app);
  Aspects.of(app).add(new Isolated(props));
  return app
    .check()
    .filter(({ policy }) => policy === 'Isolated')
    .map(({ severity, code, path, keyPath }) => `${severity} ${code} ${path} ${keyPath}`);
}

const options = {
  virtualisation: { docker: { enable: true }, podman: { enable: false } },
  services: {
    jellyfin: { enable: true },
    'home-assistant': { enable: false },
    'github-runners': { one: { enable: true }, two: { url: 'https://example.com' } },
  },
};
const inContainer = (app: App) => {
  const box = new NixosContainer(hostOf(app), 'box', { subnet: '10.9.0.0/24' });
  new NixModule(box.inside, 'work', { options });
};

describe('Isolated', () => {
  test('keeps services off the bare host', () => {
    expect(found((app) => void hostOf(app, 'server', { options }))).toEqual([
      'error ISOLATED_CONTAINER server services.jellyfin',
      'error ISOLATED_GUEST server services.github-runners.one',
      'error ISOLATED_GUEST server virtualisation.docker',
    ]);
  });

  test('keeps what runs the programs of others out of containers too', () => {
    expect(found(inContainer)).toEqual([
      'error ISOLATED_GUEST server/box/inside/work services.github-runners.one',
      'error ISOLATED_GUEST server/box/inside/work virtualisation.docker',
    ]);
  });

  test('leaves guests, what runs in them, and WSL alone', () => {
    const make = (app: App) => {
      const guest = { stateVersion: '25.11', allowNoLogin: true, options };
      const dev = new LibvirtGuest(hostOf(app), 'dev', { vcpus: 1, memoryGib: 1, host: guest });
      const box = new NixosContainer(dev.host!, 'box', { subnet: '10.9.0.0/24' });
      new NixModule(box.inside, 'work', { options });
      new WslHost(app, 'wsl', { stateVersion: '25.11', defaultUser: 'ada', options });
    };
    expect(found(make)).toEqual([]);
  });

  test('knows that a container of Docker or Podman needs no enable', () => {
    const containers = { whoami: { image: 'traefik/whoami' } };
    const make = (app: App) =>
      void hostOf(app, 'server', { options: { virtualisation: { 'oci-containers': { containers } } } });
    expect(found(make)).toEqual(['error ISOLATED_GUEST server virtualisation.oci-containers.containers.whoami']);
  });

  test('can be told more, and less', () => {
    const make = (app: App) =>
      void hostOf(app, 'server', { options: { services: { sonarr: { enable: true }, mine: { enable: true } } } });
    expect(found(make, { allow: ['services.sonarr'], notOnHost: ['services.mine'] })).toEqual([
      'error ISOLATED_CONTAINER server services.mine',
    ]);
    expect(found(make, { allow: ['services.*'], guestsOnly: ['services.mine'] })).toEqual([]);
    expect(found(make, { allow: ['services.sonarr'], guestsOnly: ['services.mine'] })).toEqual([
      'error ISOLATED_GUEST server services.mine',
    ]);
  });
});
