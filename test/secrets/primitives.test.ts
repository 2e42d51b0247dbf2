import { spawnSync } from 'node:child_process';
import { createPrivateKey, sign, verify, createPublicKey } from 'node:crypto';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture, KEYS, line, testWith } from './fixture';
import { readAgeFile } from '../../src/secrets/age-file';
import { decodeBech32, encodeBech32 } from '../../src/secrets/bech32';
import { parseRecipientKey } from '../../src/secrets/recipient-key';
import { readSopsFile, SopsFormat, sopsFormat } from '../../src/secrets/sops-file';
import { readBlockYaml } from '../../src/secrets/sops-yaml';
import { newSshKeyPair, sshKeyPair } from '../../src/secrets/ssh-key-pair';
import { parseSshPublicKey, sshTag } from '../../src/secrets/ssh-public-key';
import { seedToAgeIdentity } from '../../src/secrets/ssh-to-age';

describe('bech32', () => {
  // The example of age's specification: the scalar is 32 times 0x42.
  const secret = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';

  test('writes and reads the keys of age', () => {
    const bytes = new Uint8Array(32).fill(0x42);
    expect(encodeBech32('age-secret-key-', bytes).toUpperCase()).toBe(secret);
    expect(decodeBech32(secret)).toEqual({ prefix: 'age-secret-key-', bytes });
  });

  test.each([
    ['a letter changed', secret.replace('GFPY', 'GFPP')],
    ['mixed case', secret.replace('AGE', 'age')],
    ['no separator', 'qqqqqqqqqqqq'],
    ['a letter that is none of its own', secret.replace('GF', 'BF')],
    ['cut off', 'age1qq'],
  ])('refuses %s', (_, text) => expect(decodeBech32(text)).toBeUndefined());
});

describe('SSH keys as keys of age', () => {
  test('the recipient is the published one', () => {
    // Of the README of pgp2ssh, made with ssh-to-age.
    const data = 'AAAAC3NzaC1lZDI1NTE5AAAAICYvKXGcG4a19tTT0Rycbn+D0r/YlKltLJ9dY2gR/Fjx';
    expect(parseRecipientKey(`ssh-ed25519 ${data} openpgp:0x47C9F3FF`)).toMatchObject({
      kind: 'ssh-ed25519',
      text: `ssh-ed25519 ${data}`,
      age: 'age18s8m9hvlrwvltgys4lafyyqe356ntc7e06t4kd2nccqm5amsaa2s878mju',
    });
  });

  testWith('age-keygen')('the private half fits the public one', () => {
    const pair = createPrivateKey({ key: pkcs8(seedOf('keys/laddie')), format: 'der', type: 'pkcs8' });
    expect(createPublicKey(pair).export({ format: 'der', type: 'spki' }).subarray(-32)).toEqual(
      parseSshPublicKey(KEYS.laddie)!.ed25519!,
    );
    const identity = seedToAgeIdentity(seedOf('keys/laddie'));
    expect(spawnSync('age-keygen', ['-y'], { input: identity, encoding: 'utf8' }).stdout.trim()).toBe(
      parseRecipientKey(KEYS.laddie)!.age,
    );
  });

  test('keys of other kinds', () => {
    expect(parseRecipientKey(KEYS.ada)).toEqual({ kind: 'age', text: KEYS.ada, age: KEYS.ada });
    expect(parseRecipientKey(KEYS.rsa)).toEqual({
      kind: 'ssh-rsa',
      text: KEYS.rsa.replace(/ old$/, ''),
      tag: expect.any(String),
    });
    expect(parseRecipientKey('85D7 7543 B3D6 24B6 3CEA  9E6D BC17 301B 491B 3F21')).toEqual({
      kind: 'pgp',
      text: '85D77543B3D624B63CEA9E6DBC17301B491B3F21',
    });
    const yubikey = encodeBech32('age1yubikey', new Uint8Array(33).fill(2));
    expect(parseRecipientKey(yubikey)).toMatchObject({ kind: 'plugin', text: yubikey });
  });

  test.each([
    ['a key that was cut off', KEYS.laddie.slice(0, 60)],
    ['a private key of age', line('keys/ada.txt')],
    [
      'an ECDSA key, which age does not take',
      'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGp3iRdh2LihHelSy94teFK5PFhO6uKGkZ+oIaohgFhpr5d7d6Idu5WqR+LUhg0V7oWYYB5F4LqUtNnL9ZlryaY=',
    ],
    ['a recipient with a letter changed', KEYS.ada.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))],
    ['nothing', ''],
  ])('%s is none', (_, text) => expect(parseRecipientKey(text)).toBeUndefined());
});

describe('a new pair of SSH keys', () => {
  test('is written as ssh-keygen writes it', () => {
    const file = fixture('keys/laddie').toString();
    const key = parseSshPublicKey(KEYS.laddie)!;
    const check = privateBytes('keys/laddie').subarray(0, 4);
    expect(sshKeyPair(seedOf('keys/laddie'), key.ed25519!, 'laddie', check)).toEqual({
      publicKey: KEYS.laddie,
      privateKey: file,
    });
  });

  test('is another one each time, and signs', () => {
    const [one, two] = [newSshKeyPair('a'), newSshKeyPair('a')];
    expect(one.publicKey).not.toBe(two.publicKey);
    const seed = Buffer.from(one.privateKey.replace(/-----.*-----/g, ''), 'base64');
    const key = parseSshPublicKey(one.publicKey)!.ed25519!;
    const at = seed.lastIndexOf(key);
    const priv = createPrivateKey({ key: pkcs8(seed.subarray(at - 32, at)), format: 'der', type: 'pkcs8' });
    expect(verify(null, Buffer.from('x'), createPublicKey(priv), sign(null, Buffer.from('x'), priv))).toBe(true);
  });

  testWith('ssh-keygen')('is read by ssh-keygen', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'cosmo-key-')), 'key');
    const pair = newSshKeyPair('root@attic');
    writeFileSync(path, pair.privateKey);
    chmodSync(path, 0o600);
    const { stdout } = spawnSync('ssh-keygen', ['-y', '-f', path], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(pair.publicKey);
  });
});

describe('an age file', () => {
  const tag = (key: string) => sshTag(parseSshPublicKey(key)!.wire);

  test('tells its recipients', () => {
    const file = readAgeFile(fixture('age/mixed.age'))!;
    expect(file.stanzas.map(({ type }) => type).filter((type) => !type.endsWith('-grease'))).toEqual([
      'ssh-ed25519',
      'ssh-rsa',
      'X25519',
    ]);
    expect(file.stanzas[0]!.args[0]).toBe(tag(KEYS.laddie));
    expect(file.stanzas[1]!.args[0]).toBe(tag(KEYS.rsa));
    expect(file).toMatchObject({ armored: false, empty: false });
  });

  test('tells them through its armour', () => {
    const file = readAgeFile(fixture('age/armored.age'))!;
    expect(file.armored).toBe(true);
    expect(file.stanzas.map(({ args }) => args[0])).toEqual([tag(KEYS.laddie), tag(KEYS.walker)]);
  });

  test('tells that there is nothing in it', () => {
    expect(readAgeFile(fixture('age/empty.age'))).toMatchObject({ empty: true });
  });

  test.each([
    ['plain text', Buffer.from('hunter2\n')],
    ['nothing', Buffer.alloc(0)],
    ['a header that is cut off', fixture('age/mixed.age').subarray(0, 120)],
    ['a body that is cut off', fixture('age/empty.age').subarray(0, -1)],
    ['armour without an end', Buffer.from(fixture('age/armored.age').toString().split('\n').slice(0, -3).join('\n'))],
  ])('%s is none', (_, bytes) => expect(readAgeFile(bytes)).toBeUndefined());
});

describe('a sops file', () => {
  const read = (name: string) => readSopsFile(fixture(`sops/${name}`).toString(), sopsFormat(name))!;

  test.each([
    ['value.yaml', ['a', 'nested/b', 'nested/list/0', 'nested/list/1', 'num', 'odd key']],
    ['value.json', ['a', 'nested/b']],
    ['value.env', ['TS_AUTHKEY', 'OTHER']],
    ['value.ini', ['sec/key']],
    ['value.sops', ['data']],
  ])('%s tells its recipients and keys', (name, keys) => {
    expect(read(name)).toEqual({
      age: [KEYS.ada],
      pgp: [],
      others: [],
      groups: false,
      hasMac: true,
      keys,
      plain: [],
    });
  });

  test.each<[string, SopsFormat]>([
    ['a: b\n', 'yaml'],
    ['{"a": 1}', 'json'],
    ['hunter2', 'binary'],
    ['A=b\n', 'dotenv'],
    ['[a]\nb = c\n', 'ini'],
    ['sops: hello\n', 'yaml'],
    ['{"sops": {"version": "3.9.4"}}', 'json'],
    ['[]', 'json'],
  ])('%s is none', (text, format) => expect(readSopsFile(text, format)).toBeUndefined());

  test('finds a value that was left in plain sight', () => {
    const text = fixture('sops/value.yaml').toString();
    expect(readSopsFile(`added: hunter2\nnote_unencrypted: hello\nempty: ""\n${text}`, 'yaml')!.plain).toEqual([
      'added',
    ]);
    // Where the owner says which values are encrypted, the others are meant.
    expect(readSopsFile(`added: hunter2\n${text}    encrypted_regex: ^pass\n`, 'yaml')!.plain).toEqual([]);
  });

  test('sees split keys, keys of other kinds, and a missing MAC', () => {
    const sops = {
      mac: '',
      kms: [{ arn: 'x' }],
      key_groups: [{ age: [{ recipient: KEYS.ada }] }, { pgp: [{ fp: 'AB' }] }],
    };
    expect(readSopsFile(JSON.stringify({ sops }), 'json')).toBeUndefined();
    const found = readSopsFile(JSON.stringify({ sops: { ...sops, mac: 'ENC[x]' } }), 'json');
    expect(found).toMatchObject({ age: [KEYS.ada], pgp: ['AB'], others: ['kms'], groups: true, hasMac: true });
  });

  test('whoever wrote it cannot reach what objects inherit', () => {
    readSopsFile('[__proto__]\nx = y\n[sops]\n__proto____list_0__map_x = y\nmac = ENC[x]\n', 'ini');
    readSopsFile('sops_mac=ENC[x]\nsops___proto____list_0__map_x=y\n', 'dotenv');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(({} as Record<string, unknown>)[0]).toBeUndefined();
  });
});

describe('YAML in block style', () => {
  test('is read', () => {
    const text = [
      '---',
      '# note',
      "'a b': 'it''s'",
      '"c": "d\\n"',
      'list:',
      '- x',
      '- y: 1',
      '  z: 2',
      '-',
      '  - q',
      'text: |',
      '  one',
      '',
      '  two',
      'nothing:',
      'e: []',
      'f: {}',
      '---',
      'other: 1',
    ];
    expect(readBlockYaml(text.join('\n'))).toEqual({
      'a b': "it's",
      c: 'd\n',
      list: ['x', { y: '1', z: '2' }, ['q']],
      text: 'one\n\ntwo',
      nothing: null,
      e: [],
      f: {},
    });
  });

  test.each(['a: {b: 1}', 'a: [1]', 'a: &x 1', 'just text', '- a', 'a: 1\n    b: 2', '"a: 1', '? a\n: b'])(
    '%j is left to other readers',
    (text) => expect(readBlockYaml(text)).toBeUndefined(),
  );
});

function privateBytes(path: string): Buffer {
  const file = Buffer.from(
    fixture(path)
      .toString()
      .replace(/-----.*-----/g, ''),
    'base64',
  );
  const key = parseSshPublicKey(line(`${path}.pub`))!;
  return file.subarray(file.indexOf(key.wire) + key.wire.length + 4);
}

/** The seed stands before the key, in the private part. */
function seedOf(path: string): Buffer {
  const bytes = privateBytes(path);
  const at = bytes.lastIndexOf(parseSshPublicKey(line(`${path}.pub`))!.ed25519!);
  return bytes.subarray(at - 32, at);
}

function pkcs8(seed: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
}
