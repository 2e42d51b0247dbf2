import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { App, System, SystemKind } from '../../src';
import { ownDefinitions } from '../../src/app/definitions/definitions';
import { loadCatalogue } from '../../src/options/catalogue-store';
import { OptionCheck } from '../../src/options/check';
import { withHomeManager } from '../../src/options/home-manager-module';

/** Names and types of all options of NixOS and of the modules that the library uses, of home-manager and nix-darwin. */
const catalogue = (name: string) => {
  const file = resolve(__dirname, `../fixtures/options/${name}.catalogue.br`);
  return loadCatalogue(brotliDecompressSync(readFileSync(file)).toString('utf8'));
};
const home = catalogue('home-manager');
/** `estate` is the namespace that the guide's own modules declare. */
const free = ['estate'];
/** What newer releases of NixOS take, and the release of the catalogue (December 2024) does not. */
const NEWER = [
  'OPTION_VALUE services.home-assistant.config.homeassistant.unit_system: null or one of "metric" or "imperial" is expected, not "us_customary"',
  'OPTION_TYPE image.modules.qemu-efi: a list of modules is expected, not a set',
];
const CHECKS = {
  [SystemKind.NIXOS]: new OptionCheck(withHomeManager(catalogue('nixos'), home), { free }),
  [SystemKind.DARWIN]: new OptionCheck(withHomeManager(catalogue('darwin'), home), { free }),
  [SystemKind.HOME]: new OptionCheck(home, { free }),
};

/** What is wrong with what the systems of an estate set; systems that are looked at are counted. */
export function judged(app: App): { systems: number; found: string[] } {
  const systems: readonly System[] = app._systems;
  const found = systems.flatMap((system) =>
    CHECKS[system.kind]
      .check(ownDefinitions(system).definitions)
      .map(({ code, keyPath, message }) => `${code} ${keyPath}: ${message}`),
  );
  return { systems: systems.length, found: found.filter((one) => !NEWER.includes(one)) };
}
