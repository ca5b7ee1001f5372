import { createReadStream } from 'node:fs';
import { fileProblem } from './file-problem.js';

/** Three bytes that say "UTF-8", two that say "UTF-16" one way round or the other. */
const UTF16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * A file's text, piece by piece. Throws a DeskError with the mend when it cannot be read or is not UTF-8: what Excel
 * saves as plain "CSV" often is not, and letters would be lost in silence.
 */
export async function* readText(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
      if (isFirst) refuseUtf16(path, bytes);
      isFirst = false;
      yield decoded(path, () => decoder.decode(bytes, { stream: true }));
    }
  } catch (error) {
    throw readable(path, error);
  }
  yield decoded(path, () => decoder.decode());
}

function refuseUtf16(path: string, bytes: Buffer): void {
  const isMarked = UTF16.some((mark) => mark.every((byte, at) => bytes[at] === byte));
  // Western text in UTF-16 has a NUL beside every letter.
  if (isMarked || bytes.subarray(0, 512).includes(0))
    throw fileProblem(path, 'is in UTF-16', 'Save it as "CSV UTF-8 (comma delimited)" and import that.');
}

function decoded(path: string, decode: () => string): string {
  try {
    return decode();
  } catch {
    throw fileProblem(path, 'is not in UTF-8', 'Save it as "CSV UTF-8 (comma delimited)" and import that.');
  }
}

function readable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return fileProblem(path, 'is not there', 'Check the name and the folder.');
  if (code === 'EISDIR') return fileProblem(path, 'is a folder', 'Name the CSV file in it.');
  if (code === 'EACCES') return fileProblem(path, 'may not be read', 'Allow it to be read by who runs this command.');
  return error;
}
