import type { Context } from "./context.ts";

/** A published log, one text an entry, without line feeds. */
export async function readLog(context: Context, file: string): Promise<string[]> {
  const lines = (await context.readText(file)).split("\n");
  // Every entry ends with a line feed; what follows the last one is half an entry, or nothing.
  return lines.slice(0, -1);
}
