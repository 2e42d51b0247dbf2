import { createRequire } from 'module';

/** A node as ELK takes and gives it. */
export interface ElkNode {
  readonly id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  readonly children?: ElkNode[];
  readonly ports?: ElkPort[];
  readonly edges?: ElkEdge[];
  readonly layoutOptions?: Readonly<Record<string, string>>;
}

/** A place at a node's rim where lines begin or end. */
export interface ElkPort {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly layoutOptions: Readonly<Record<string, string>>;
}

/** A line as ELK takes and gives it. */
export interface ElkEdge {
  readonly id: string;
  readonly sources: string[];
  readonly targets: string[];
  readonly labels?: ElkLabel[];
  readonly sections?: ElkSection[];
}

/** A text at a line. */
export interface ElkLabel {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

/** A part of a line. */
export interface ElkSection {
  readonly startPoint: Point;
  readonly endPoint: Point;
  readonly bendPoints?: Point[];
}

/** A place in the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Answer {
  readonly data: { readonly id: number; readonly data?: ElkNode; readonly error?: unknown };
}

/** What the layout library exports for use without a thread: it answers in the call. */
interface ElkWorker {
  onmessage: (answer: Answer) => void;
  readonly dispatcher: { saveDispatch(message: { data: Record<string, unknown> }): void };
}

/**
 * Have ELK lay out a graph. It is called at the end of the estate's program,
 * where nothing may wait: so its worker is asked directly, not through its promises.
 */
export function runElk(graph: ElkNode): ElkNode {
  const { Worker } = createRequire(__filename)('elkjs/lib/elk-worker.min.js') as { Worker: new () => ElkWorker };
  const worker = new Worker();
  let answer: Answer['data'] | undefined;
  worker.onmessage = ({ data }) => (answer = data);
  worker.dispatcher.saveDispatch({ data: { id: 0, cmd: 'register', algorithms: ['layered', 'rectpacking'] } });
  worker.dispatcher.saveDispatch({ data: { id: 1, cmd: 'layout', graph, layoutOptions: {}, options: {} } });
  if (answer?.data) return answer.data;
  throw new Error(`the layout failed: ${JSON.stringify(answer?.error)}`);
}
