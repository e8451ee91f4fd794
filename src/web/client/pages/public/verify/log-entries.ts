/** Entries of a log's file, one a line, as the bytes that its tree hashes. */
export function entriesOf(text: string): Uint8Array[] {
  const utf8 = new TextEncoder();
  const lines = text.split("\n");
  return (lines.at(-1) === "" ? lines.slice(0, -1) : lines).map((line) => utf8.encode(line));
}
