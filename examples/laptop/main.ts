import { App, StandaloneHome } from 'cosmo-nix';
import { Profiles } from './profiles';

const app = new App({ description: 'Homes on laptops that others run', release: '25.11' });
const { shell, development, desktop } = new Profiles(app, 'profiles');

// Her own laptop: Fedora, with everything.
new StandaloneHome(app, 'ada@thinkpad', {
  profiles: [development, desktop],
  genericLinux: true,
  programs: { git: { settings: { user: { email: 'ada@example.org' } } } },
});

// The Mac from work: no applications, and her address there.
new StandaloneHome(app, 'ada@work', {
  profiles: [development],
  platform: 'aarch64-darwin',
  programs: {
    git: {
      settings: { user: { email: 'ada.lovelace@example.com' } },
      // What lies in this folder is hers.
      includes: [{ condition: 'gitdir:~/own/', contents: { user: { email: 'ada@example.org' } } }],
    },
  },
});

// A server of the university, where she has a login and no more.
new StandaloneHome(app, 'alovelace@login.example.edu', {
  profiles: [shell],
  genericLinux: true,
  homeDirectory: '/data/users/alovelace',
  programs: { git: { settings: { user: { email: 'ada@example.org' } } } },
});

app.synth();
