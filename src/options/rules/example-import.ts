/** A project that has imported a handful of options, for the examples of the rules about them. */
export const EXAMPLE_IMPORT: Readonly<Record<string, string>> = {
  'options/imports.json': JSON.stringify({
    version: 1,
    imports: [{ name: 'nixos', kind: 'nixos', typeName: 'NixosOptions', whole: true, sources: ['nixos'], options: 5 }],
  }),
  'options/nixos/catalogue.json': JSON.stringify({
    format: 'cosmo-options',
    version: 1,
    kind: 'nixos',
    types: [
      'string or (attribute set)',
      'boolean',
      'list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)',
      'string',
      'string matching the pattern [a-zA-Z0-9:_\\.-]*',
    ],
    tree: {
      nixpkgs: { hostPlatform: 0 },
      services: { openssh: { enable: 2, ports: 4 } },
      system: { nixos: { version: 7, label: 8 } },
    },
  }),
  'options/nixos/history.json': JSON.stringify({
    version: 1,
    gone: [
      { path: ['services', 'openssh', 'challengeResponseAuthentication'] },
      { path: ['services', 'sshd', 'enable'], to: ['services', 'openssh', 'enable'] },
    ],
  }),
};
