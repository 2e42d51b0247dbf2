import { join } from 'path';
import { newProject, PACKAGE } from './cosmo';

/** What the library's description says of the few classes that are used here. */
const HOST_PROPS = [
  { name: 'stateVersion', type: { primitive: 'string' }, docs: { summary: 'The release it was installed with.' } },
  { name: 'hostName', type: { primitive: 'string' }, optional: true },
  { name: 'networking', type: { fqn: 'cosmo-nix.NetworkingProps' }, optional: true },
  { name: 'locale', type: { fqn: 'cosmo-nix.LocaleProps' }, optional: true },
  { name: 'allowNoLogin', type: { primitive: 'boolean' }, optional: true },
  { name: 'variant', type: { fqn: 'cosmo-nix.Variant' }, optional: true },
  {
    name: 'fileSystems',
    type: { collection: { kind: 'map', elementtype: { fqn: 'cosmo-nix.FileSystemProps' } } },
    optional: true,
  },
];
const TEXT = { type: { primitive: 'string' }, optional: true };
const props = (name: string, properties: object[]) => ({ name, kind: 'interface', datatype: true, properties });
const construct = (name: string, propsType: string, optional: boolean, methods: object[] = []) => ({
  name,
  kind: 'class',
  methods,
  initializer: {
    parameters: [
      { name: 'scope', type: { fqn: 'constructs.Construct' } },
      { name: 'id', type: { primitive: 'string' } },
      { name: 'props', type: { fqn: propsType }, optional },
    ],
  },
});
const ASSEMBLY = {
  types: {
    'cosmo-nix.HostProps': props('HostProps', HOST_PROPS),
    'cosmo-nix.LocaleProps': props('LocaleProps', [{ name: 'timeZone', ...TEXT }]),
    'cosmo-nix.NetworkingProps': props('NetworkingProps', [{ name: 'domain', ...TEXT }]),
    'cosmo-nix.FileSystemProps': props('FileSystemProps', [
      { name: 'device', ...TEXT },
      { name: 'fsType', ...TEXT },
      {
        name: 'options',
        type: { collection: { kind: 'array', elementtype: { primitive: 'string' } } },
        optional: true,
      },
    ]),
    'cosmo-nix.UserProps': props('UserProps', [
      { name: 'admin', type: { primitive: 'boolean' }, optional: true },
      { name: 'hashedPasswordFile', type: { fqn: 'cosmo-nix.ISecretFile' }, optional: true },
    ]),
    'cosmo-nix.ISecretFile': { name: 'ISecretFile', kind: 'interface' },
    'cosmo-nix.NixModuleProps': props('NixModuleProps', [
      { name: 'options', type: { collection: { kind: 'map', elementtype: { primitive: 'any' } } }, optional: true },
    ]),
    'cosmo-nix.Host': construct('Host', 'cosmo-nix.HostProps', false, [
      {
        name: 'addUser',
        parameters: [
          { name: 'name', type: { primitive: 'string' } },
          { name: 'props', type: { fqn: 'cosmo-nix.UserProps' }, optional: true },
        ],
      },
    ]),
    'cosmo-nix.NixModule': construct('NixModule', 'cosmo-nix.NixModuleProps', true),
  },
};

/**
 * A project beside which the library is installed with that description, so
 * that the lines of the program are known also where `src` was compiled by
 * the TypeScript compiler alone.
 * @param names what its programs import
 */
export function describedProject(files: Record<string, string>, names: readonly string[]): string {
  const library = JSON.stringify(join(PACKAGE, 'lib/index.js'));
  // The names one by one, as Node finds them for `import` in the library's own text.
  const exported = names.map((name) => `exports.${name} = library.${name};\n`).join('');
  return newProject(
    {
      ...files,
      'node_modules/cosmo-nix/package.json': '{ "name": "cosmo-nix", "main": "lib/index.js" }',
      'node_modules/cosmo-nix/lib/index.js': `const library = require(${library});\n${exported}`,
      'node_modules/cosmo-nix/.jsii': JSON.stringify(ASSEMBLY),
    },
    { installed: false },
  );
}
