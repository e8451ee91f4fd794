import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

/** What a phone on a slow line has to fetch before it can show anything: the page's script with all that it imports at once, and its styles. */
export const MAX_FIRST_LOAD_KILOBYTES = 250;

/** Of the built portal, compressed as every server can, in kilobytes of 1000, rounded up to tens so that a word more or less is no news. */
export function firstLoadKilobytes(folder: string): number {
  const bytes = firstLoadFiles(folder).map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  return Math.ceil(bytes.reduce((sum, each) => sum + each, 0) / 10_000) * 10;
}

/** Relative to the portal's folder. */
export function firstLoadFiles(folder: string): readonly string[] {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (file.endsWith(".js")) staticImports(folder, file).forEach(visit);
  };
  named.forEach(visit);
  return [...found];
}

/** As esbuild writes them, without spaces; what is imported later stands in brackets. */
function staticImports(folder: string, file: string): readonly string[] {
  const text = readFileSync(join(folder, file), "utf8");
  const imports = text.matchAll(/(?:\bfrom|\bimport)\s*"(\.\/[^"]+\.js)"/g);
  return [...imports].map(([, target]) => posix.join(posix.dirname(file), target!));
}
