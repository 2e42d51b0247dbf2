import { CatalogueOption } from '../../src/options/catalogue';
import { catalogueOf } from '../../src/options/catalogue-store';
import { CatalogueDiff, diffCatalogues } from '../../src/options/diff';

type Types = Record<string, string>;

function diff(before: Types, after: Types): CatalogueDiff {
  const of = (types: Types) =>
    catalogueOf(
      Object.entries(types).map(([path, typeText]): CatalogueOption => ({
        loc: path.split('.'),
        typeText,
        readOnly: false,
      })),
    );
  return diffCatalogues(of(before), of(after));
}

/** Renames as `from -> to`. */
function renames(before: Types, after: Types): string[] {
  return diff(before, after).renamed.map(({ from, to }) => `${from.join('.')} -> ${to.join('.')}`);
}

/** The same options below several paths. */
function below(prefix: string, types: Types): Types {
  return Object.fromEntries(Object.entries(types).map(([path, type]) => [`${prefix}.${path}`, type]));
}

const SERVICE = {
  enable: 'boolean',
  package: 'package',
  openFirewall: 'boolean',
  extraPackages: 'list of package',
  maxUploads: 'signed integer',
};

test('a catalogue is no different from itself', () => {
  const types = below('services.a', SERVICE);
  expect(diff(types, types)).toEqual({ removed: [], renamed: [], retyped: [], added: [] });
});

test('what is new, gone and of another type is told', () => {
  expect(
    diff(
      { 'a.x': 'string', 'a.y': 'boolean', 'a.z': 'boolean' },
      { 'a.x': 'null or string', 'a.y': 'boolean', 'b.c': 'package' },
    ),
  ).toEqual({
    removed: [['a', 'z']],
    renamed: [],
    retyped: [{ path: ['a', 'x'], before: 'string', after: 'null or string' }],
    added: [['b', 'c']],
  });
});

test('another word for any name is no difference', () => {
  expect(diff({ 'users.<name>.uid': 'string' }, { 'users.<user>.uid': 'string' })).toMatchObject({
    removed: [],
    added: [],
  });
});

describe('a rename', () => {
  test('is an option of a similar name and the same type beside where it was', () => {
    expect(renames({ 'services.x.passwordFil': 'path' }, { 'services.x.passwordFile': 'path' })).toEqual([
      'services.x.passwordFil -> services.x.passwordFile',
    ]);
    expect(renames({ 'services.x.logLevel': 'string' }, { 'services.x.settings.level': 'string' })).toEqual([]);
  });

  test('is a namespace that moved, with all that it has', () => {
    expect(renames(below('services.xserver.dm.gdm', SERVICE), below('services.dm.gdm', SERVICE))).toHaveLength(5);
    expect(
      renames(
        { 'services.xserver.libinput.enable': 'boolean', 'services.xserver.port': 'signed integer' },
        { 'services.libinput.enable': 'boolean', 'services.port': 'signed integer', 'services.a.b.enable': 'boolean' },
      ),
    ).toEqual(['services.xserver.libinput.enable -> services.libinput.enable']);
  });

  test('is a namespace of another name that holds the same', () => {
    expect(renames(below('hardware.opengl', SERVICE), below('hardware.graphics', SERVICE))).toContain(
      'hardware.opengl.extraPackages -> hardware.graphics.extraPackages',
    );
  });

  test('is none where only what every service has is the same', () => {
    const [enable, pkg] = ['boolean', 'package'];
    expect(
      diff(
        { 'services.old.enable': enable, 'services.old.package': pkg, 'services.old.level': 'signed integer' },
        { 'services.new.enable': enable, 'services.new.package': pkg, 'services.new.dark': 'boolean' },
      ),
    ).toMatchObject({ renamed: [], removed: expect.arrayContaining([['services', 'old', 'enable']]) });
  });

  test('is none to another type, or where two could be meant', () => {
    expect(renames({ 'a.file': 'path' }, { 'a.files': 'list of path' })).toEqual([]);
    expect(renames({ 'a.keyFile': 'path' }, { 'a.keyFiles': 'path', 'a.keyFile2': 'path' })).toEqual([]);
    expect(renames({ 'a.keyFile1': 'path', 'a.keyFile2': 'path' }, { 'a.keyFile': 'path' })).toEqual([]);
  });

  test('keeps what is new beside it new', () => {
    const { added, renamed } = diff(below('hardware.opengl', SERVICE), {
      ...below('hardware.graphics', SERVICE),
      'hardware.graphics.hdr': 'boolean',
    });
    expect(renamed).toHaveLength(5);
    expect(added).toEqual([['hardware', 'graphics', 'hdr']]);
  });
});
