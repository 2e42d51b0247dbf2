/** The head of the landing page, around what stands in docs/README.md. */
export const home = {
  layout: 'home',
  // It stands alone in the title of the window.
  titleTemplate: 'A homelab as code, synthesized to a Nix flake',
  hero: {
    name: 'Cosmo',
    text: 'A whole homelab as code',
    tagline: 'Describe machines, guests, pools, homes and networks as objects. Have them checked together, and synthesize the Nix flake that builds them.',
    image: { src: '/logo.svg', alt: '' },
    actions: [
      { theme: 'brand', text: 'I know Nix', link: '/guide/start-from-nix' },
      { theme: 'brand', text: 'I know a CDK', link: '/guide/start-from-cdk' },
      { theme: 'alt', text: 'The guide', link: '/guide/' },
    ],
  },
  features: [
    {
      title: 'The estate is checked as one',
      details: 'One port twice, one MAC address twice, more memory promised than there is: found in milliseconds, before Nix runs, with the place and the mend.',
      link: '/guide/checks',
    },
    {
      title: 'Every option is typed',
      details: 'Types of all options of NixOS, home-manager and nix-darwin, as your flake pins them, in your editor and at synthesis.',
      link: '/guide/typed-options',
    },
    {
      title: 'One object, many outputs',
      details: 'A guest is a definition of libvirt, a system and an image; said once. An address of one host is a value on another.',
      link: '/guide/concepts',
    },
    {
      title: 'Plain Nix comes out',
      details: 'A flake of small modules, formatted as nixfmt does, that you could have written by hand. Your machines do not know of Cosmo.',
      link: '/guide/start-from-nix#reading-what-comes-out',
    },
    {
      title: 'No lock-in',
      details: 'Any option, raw Nix and modules by hand beside every construct. A flake comes in by cosmo adopt, and leaves by cosmo eject.',
      link: '/guide/migrating',
    },
    {
      title: 'In your language',
      details: 'TypeScript, JavaScript, Python, Java, Go and .NET: the same constructs, and the same flake to the last byte.',
      link: '/guide/languages',
    },
  ],
};
