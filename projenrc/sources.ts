import { existsSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Assembly, Type } from './assembly';
import type { Refused } from './error-codes';

/** Which files of a folder check what a construct is given: what its own file imports, up to other constructs. */
export class Sources {
  private readonly constructs: ReadonlySet<string>;

  constructor(
    private readonly src: string,
    assembly: Assembly,
  ) {
    this.constructs = new Set(assembly.constructs.map(fileOf));
  }

  /** The codes that a construct and what checks its props refuse by, sorted. */
  public codes(type: Type, refused: readonly Refused[]): string[] {
    const files = this.filesOf(type);
    return [...new Set(refused.filter(({ file }) => files.has(file)).map(({ code }) => code))].sort();
  }

  private filesOf(type: Type): ReadonlySet<string> {
    const found = new Set([fileOf(type)]);
    // Files of src/app serve one another more than they serve one construct.
    if (fileOf(type).startsWith('app/')) return found;
    for (const file of found) {
      const text = readFileSync(join(this.src, file), 'utf8');
      for (const [, from] of text.matchAll(/from '(\.\/[^']+)'/g)) {
        const to = relative(this.src, join(this.src, dirname(file), `${from}.ts`));
        if (!this.constructs.has(to) && existsSync(join(this.src, to))) found.add(to);
      }
    }
    return found;
  }
}

function fileOf(type: Type): string {
  return type.locationInModule.filename.replace(/^src\//, '');
}
