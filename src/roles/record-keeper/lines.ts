import type { FileHandle } from "node:fs/promises";

const CHUNK_BYTES = 1 << 20;
const LINE_FEED = 0x0a;

/** The whole lines of a file without their line feeds; what follows the last line feed is left out. */
export async function* linesOf(file: FileHandle, { from = 0, to = Infinity } = {}): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for (let at = from; at < to;) {
    const wanted = Math.min(CHUNK_BYTES, to - at);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(wanted), 0, wanted, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED, start)) {
      yield rest.subarray(start, end);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}
