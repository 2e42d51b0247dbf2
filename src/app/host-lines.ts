import { IConstruct, Node } from 'constructs';

/** A line of a program in another language. */
export interface HostLine {
  /** As that language tells it: a path, or for Java the class and its file, such as `estate/Main.java`. */
  readonly file: string;
  readonly line: number;
}

/** A frame as jsii hands it over. */
type Frame = readonly [file: string, line: number, column: number, called: string];

/** Where jsii keeps the stack of the call under way, while `JSII_HOST_STACK_TRACES` asks for it. */
const SLOT = Symbol.for('jsii.context.hostStackTrace');
/** How many lines of a stack are kept. */
const MOST = 8;
/** Files of Python that are installed, and what runs tests. */
const INSTALLED = /[\\/](?:site-packages|dist-packages|lib[\\/]python\d[^\\/]*|cosmo_nix|constructs)[\\/]/;
/** Classes of Java that are not the program's. */
const LIBRARIES =
  /^(?:io\.github\.cosmonix|software\.(?:constructs|amazon)|java|javax|jdk|sun|com\.sun|org\.(?:codehaus|apache|junit|gradle))\./;

const MADE = new WeakMap<IConstruct, readonly HostLine[]>();
let isWatched = false;

/**
 * The lines of the program in another language that have led here, the innermost first. None in TypeScript, and
 * where the runtime of the language does not tell: Python and Java do so from jsii 1.141 on.
 */
export function hostLines(): readonly HostLine[] {
  const frames = (globalThis as { [SLOT]?: unknown })[SLOT];
  return Array.isArray(frames) ? (frames as readonly Frame[]).flatMap(lineOf).slice(0, MOST) : [];
}

function lineOf([file, line, , called]: Frame): HostLine[] {
  if (!/\.(?:java|kt|scala)$/.test(file)) return INSTALLED.test(file) ? [] : [{ file, line }];
  if (LIBRARIES.test(called)) return [];
  // The package of the class says where the file lies.
  const folders = called.split('.').slice(0, -2);
  return [{ file: [...folders, file].join('/'), line }];
}

/** Note of all constructs from now on which lines have made them, where the language tells. */
export function watchHostLines(): void {
  if (isWatched || hostLines().length === 0) return;
  isWatched = true;
  const tree = Node.prototype as unknown as { addChild?: (child: IConstruct, id: string) => void };
  const add = tree.addChild;
  if (typeof add !== 'function') return;
  tree.addChild = function (child, id) {
    const lines = hostLines();
    if (lines.length > 0) MADE.set(child, lines);
    add.call(this, child, id);
  };
}

/** The lines that have made the constructs of a tree, by their paths; undefined where none are known. */
export function linesOfTree(root: IConstruct): Record<string, readonly HostLine[]> | undefined {
  if (!isWatched) return undefined;
  const known = root.node.findAll().flatMap((one) => {
    const lines = MADE.get(one);
    return lines ? [[one.node.path, lines] as const] : [];
  });
  return Object.fromEntries(known);
}
