import { readFileSync, writeFileSync } from 'fs';
import type { Rendered } from './render/render-app';

/** What a program would write, for a verb that looks at it and writes nothing. */
export interface RenderedOutput {
  /** The output folder, absolute. */
  readonly outdir: string;
  /** Files by their paths from the output folder; `cosmo.json` is not among them. */
  readonly files: ReadonlyMap<string, MadeFile>;
  /** Files that stand outside of it, by their paths from the project's root. */
  readonly projectFiles: ReadonlyMap<string, MadeFile>;
}

/** A file of an output, with the path of the construct that made it. */
export interface MadeFile {
  readonly content: string | Uint8Array;
  readonly owner: string;
  /** Whether it may be executed. */
  readonly executable?: boolean;
}

/** The same as JSON, for the command line that runs a program of another process. */
interface Transport {
  readonly outdir: string;
  readonly files: readonly TransportFile[];
  readonly projectFiles: readonly TransportFile[];
}

interface TransportFile {
  readonly path: string;
  readonly owner: string;
  readonly text?: string;
  readonly base64?: string;
  readonly executable?: boolean;
}

/** Write what was rendered to a file. */
export function leaveRendered(file: string, outdir: string, { files, projectFiles }: Rendered): void {
  const data: Transport = { outdir, files: pack(files), projectFiles: pack(projectFiles) };
  writeFileSync(file, `${JSON.stringify(data)}\n`);
}

/** Read what a program left; undefined where it left nothing that is whole. */
export function takeRendered(file: string): RenderedOutput | undefined {
  try {
    const { outdir, files, projectFiles } = JSON.parse(readFileSync(file, 'utf8')) as Transport;
    return { outdir, files: unpack(files), projectFiles: unpack(projectFiles) };
  } catch {
    return undefined;
  }
}

function pack(files: ReadonlyMap<string, MadeFile>): TransportFile[] {
  return [...files].map(([path, { content, owner, executable }]) =>
    typeof content === 'string'
      ? { path, owner, executable, text: content }
      : { path, owner, executable, base64: Buffer.from(content).toString('base64') },
  );
}

function unpack(files: readonly TransportFile[]): Map<string, MadeFile> {
  return new Map(
    files.map(({ path, owner, executable, text, base64 }) => [
      path,
      { owner, executable, content: text ?? new Uint8Array(Buffer.from(base64 ?? '', 'base64')) },
    ]),
  );
}
