import * as fc from 'fast-check';
import { Expr, Nix } from '../../src/nix';
import { toBody, toNode } from '../../src/nix/convert';
import { parseExpression } from '../../src/nix/parser';
import { printNode } from '../../src/nix/print';
import { printData, printModuleBody } from '../../src/nix/print-data';
import { describeWithNix, nixEval, nixParses } from '../support/nix';
import { bigInteger, dataTree, float, jsonTree, mixedTree } from '../support/values';

const RUNS = 1500;

/** Real Nix's value of each text, by one process. */
function evaluated(texts: readonly string[]): unknown[] {
  return nixEval(`[\n${texts.map((each) => `(${each})`).join('\n')}\n]`) as unknown[];
}

/** Compares what JSON tells of both, with all keys, `__proto__` too. */
function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  expect(actual).toHaveLength(expected.length);
  const wrong = expected.findIndex((value, index) => sortedJson(value) !== sortedJson(actual[index]));
  if (wrong >= 0) expect(sortedJson(actual[wrong])).toBe(sortedJson(expected[wrong]));
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${sortedJson(member)}`);
  return `{${members.sort().join()}}`;
}

describeWithNix('what real Nix reads', () => {
  test('is the data that was printed, byte for byte', () => {
    const trees = fc.sample(jsonTree, 3000);
    const texts = trees.map((tree, index) => printData(tree, { indent: (index % 3) * 2 }));
    expectSame(evaluated(texts), trees);
  });

  test('is the data of a module body', () => {
    const trees = fc.sample(fc.dictionary(fc.string({ unit: 'grapheme' }), jsonTree), 1000);
    expectSame(evaluated(trees.map((tree) => printModuleBody(tree))), trees);
  });

  test('is the very float', () => {
    const floats = fc.sample(float, 1500);
    const texts = floats.map((value) => `${printData([value])} == builtins.fromJSON ''[${value}]''`);
    expect(evaluated(texts).filter((same) => same !== true)).toHaveLength(0);
    const types = floats.map((value) => `map builtins.typeOf ${printData([value])}`);
    expect(new Set(evaluated(types).flat())).toEqual(new Set(['float']));
  });

  test('is the very integer, up to 64 bits', () => {
    const integers = fc.sample(bigInteger, 1500);
    const texts = integers.map((value) => `toString ${printData([value])}`);
    expect(evaluated(texts)).toStrictEqual(integers.map(String));
    const numbers = [2 ** 53, 2 ** 53 + 2, 2 ** 60, -(2 ** 63), 1e18];
    expect(evaluated(numbers.map((value) => `toString ${printData([value])}`))).toStrictEqual(
      numbers.map((value) => String(BigInt(value))),
    );
  });

  test('is one argument, whatever the value', () => {
    const values = fc.sample(fc.oneof(dataTree, fc.constantFrom(-1, -0.5, -(2n ** 63n))), 800);
    const pair = Nix.fn(['x', 'y'], [Nix.ref('x'), Nix.ref('y')]);
    const texts = values.map((value) => `${pair.call(value, value).source()} == ${printData([value, value])}`);
    expect(new Set(evaluated(texts))).toEqual(new Set([true]));
  });

  test('parses with Exprs among the data', async () => {
    const texts = fc.sample(mixedTree, 400).map((tree) => printData(tree));
    expect((await nixParses(texts)).filter((accepted) => accepted !== true)).toHaveLength(0);
  });
});

describe('the fast path', () => {
  test.each([
    ['data', dataTree],
    ['data with Exprs', mixedTree],
  ])('prints what the general path prints: %s', (_, trees) => {
    fc.assert(
      fc.property(trees, fc.constantFrom(0, 2, 8), (tree, indent) => {
        expect(printData(tree, { indent, from: 'a/b.nix' })).toBe(printNode(toNode(tree), { indent, from: 'a/b.nix' }));
      }),
      { numRuns: RUNS },
    );
  });

  test('prints the body that the general path prints', () => {
    fc.assert(
      fc.property(mixedTree, (tree) => {
        expect(printModuleBody(tree)).toBe(printNode(toBody(tree)));
      }),
      { numRuns: RUNS },
    );
  });

  test('prints what is stable: parsed and printed again it is the same', () => {
    fc.assert(
      fc.property(mixedTree, (tree) => {
        for (const text of [printData(tree), printModuleBody(tree)]) {
          expect(printNode(parseExpression(text))).toBe(text);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('refuses what the general path refuses, with the same words', () => {
    const cyclic: Record<string, unknown> = { a: [{}] };
    (cyclic.a as Record<string, unknown>[])[0].b = cyclic;
    for (const value of [
      { a: [NaN] },
      { a: { b: [new Date(0)] } },
      { x: ['\ud800'] },
      { '\0': 1 },
      [[2n ** 63n]],
      cyclic,
    ]) {
      expect(messageOf(() => printData(value))).toBe(messageOf(() => toNode(value)));
      expect(messageOf(() => printModuleBody({ root: value, b: 1 }))).toBe(
        messageOf(() => toNode({ root: value, b: 1 })),
      );
    }
  });

  test('tells of each Expr', () => {
    const a = Nix.ref('config.a');
    const b = Nix.ref('pkgs.b');
    const met: Expr[] = [];
    printModuleBody({ x: { y: a }, list: [b], more: [{ z: a }, 1] }, { onExpr: (expr) => met.push(expr) });
    expect(met.map((expr) => expr.source())).toEqual(['config.a', 'pkgs.b', 'config.a']);
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

test('a module body reads as a person writes it', () => {
  const body = {
    networking: { hostName: 'a' },
    services: { openssh: { enable: true, settings: { PermitRootLogin: 'no' } } },
    fileSystems: { '/': { device: 'tank/root' } },
    environment: { systemPackages: Nix.pkgs('git', 'vim'), variables: {} },
    boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': undefined } } },
    users: { users: { alice: Nix.mkDefault({ isNormalUser: true }) } },
    programs: Nix.comment('The shell of all.', { fish: { enable: true } }),
    script: 'set -e\necho "${HOME}"\n',
  };
  expect(`\n${printModuleBody(body)}`).toBe(`
{
  networking.hostName = "a";
  services.openssh = {
    enable = true;
    settings.PermitRootLogin = "no";
  };
  fileSystems."/".device = "tank/root";
  environment = {
    systemPackages = [
      pkgs.git
      pkgs.vim
    ];
    variables = { };
  };
  boot.kernel.sysctl = { };
  users.users.alice = lib.mkDefault { isNormalUser = true; };
  # The shell of all.
  programs = {
    fish = {
      enable = true;
    };
  };
  script = ''
    set -e
    echo "''\${HOME}"
  '';
}`);
  expect(printModuleBody({})).toBe('{ }');
  expect(printModuleBody({ a: undefined })).toBe('{ }');
});
