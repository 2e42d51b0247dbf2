import { readFileSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { App } from '../../src/app';
import { readCatalogue } from '../../src/options/catalogue-store';
import { OptionCheck } from '../../src/options/check';

const FIXTURES = join(__dirname, '../fixtures/options');

/**
 * What nixpkgs' module system (lib of 26.11, by Nix) made of random definitions, right and wrong, of these options:
 * recorded by bench/agreement.ts, which writes the options as real types of nixpkgs and has each definition evaluated.
 */
function verdicts(name: string): [boolean, Record<string, unknown>][] {
  return JSON.parse(readFileSync(join(FIXTURES, `${name}.verdicts.json`), 'utf8')) as [
    boolean,
    Record<string, unknown>,
  ][];
}

describe.each(['nixos', 'home-manager', 'darwin'])('of definitions of %s options', (name) => {
  const catalogue = readCatalogue(readFileSync(join(FIXTURES, `${name}.json`), 'utf8'));
  const check = new OptionCheck(catalogue);
  const owner = new Construct(new App(), 'definitions');
  const recorded = verdicts(name);

  test('there are a thousand, and about as many right as wrong', () => {
    const taken = recorded.filter(([one]) => one).length;
    expect(recorded).toHaveLength(1000);
    expect(taken).toBeGreaterThan(400);
    expect(taken).toBeLessThan(600);
  });

  test('those that the module system refuses are found, and no others', () => {
    const disagreed = recorded.filter(([taken, tree]) => (check.check([{ owner, tree }]).length === 0) !== taken);
    expect(disagreed).toEqual([]);
  });
});
