import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IniFile, IniLists, JsonFile, Nix, NixModule, TomlFile, YamlFile } from '../../src';
import { newApp } from '../support/estate';
import { evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix } from '../support/nix';
import { hostOf } from '../support/small-estate';

describeWithNix('what Nix makes of data files', () => {
  const app = newApp();
  const host = hostOf(app);
  const reference = Nix.ref('config.networking.hostName');
  const data = { who: { name: reference, text: Nix.str(['on ', reference]), tools: [Nix.pkg('git'), 1, true] } };
  const made = {
    json: new JsonFile(host, 'a', { data }).file,
    yaml: new YamlFile(host, 'b', { data }).file,
    toml: new TomlFile(host, 'c', { data }).file,
    ini: new IniFile(host, 'd', { data, lists: IniLists.REPEAT }).file,
    global: new IniFile(host, 'e', { data: { ...data, level: 3 }, lists: IniLists.COMMA }).file,
    plain: new YamlFile(host, 'f', { data: { level: 3 }, comment: '' }).file,
  };
  new NixModule(host, 'm', { options: { environment: { etc: made, text: Nix.str([made.json]) } } });
  let environment: Record<string, any>;
  beforeAll(() => {
    app.synth();
    environment = evaluateFlake(join(app.projectRoot, app.outdir)).systems.server!.environment;
  });
  const value = { who: { name: 'server', text: 'on server', tools: ['git', 1, true] } };

  test.each([
    ['json', 'a.json'],
    ['yaml', 'b.yaml'],
    ['toml', 'c.toml'],
    ['ini', 'd.ini'],
  ])('is the data with its references, for %s', (format, name) => {
    expect(environment.etc[format]).toEqual({ format, name, value });
  });

  test('sets the values above the sections of an INI file apart', () => {
    expect(environment.etc.global).toEqual({
      format: 'iniWithGlobalSection',
      name: 'e.ini',
      value: { globalSection: { level: 3 }, sections: value },
    });
  });

  test('is a path to the file where it holds no reference', () => {
    expect(readFileSync(environment.etc.plain, 'utf8')).toBe('level: 3\n');
  });

  test('stands inside a string by its path', () => {
    expect(environment.text).toBe('/package/a.json');
  });
});
