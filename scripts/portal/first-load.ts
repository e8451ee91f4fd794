import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";

/** What a phone on a slow line may have to fetch before a page stands as it is to be read. */
export const MAX_FIRST_LOAD_KILOBYTES = 250;

/** Of the built portal, beside its files; no server gives it out. */
export const LOADS_FILE = "loads.json";

/** Files of a build, relative to the portal's folder. */
export type Loads = Readonly<Record<"home" | "election" | "worker", readonly string[]>>;

/** In every page: its beginning, the part that all share, the first words. Chinese ones are the larger. */
const EVERY_PAGE = ["client/main.tsx", "client/start.tsx", "client/texts/zh/first.ts"];
const BANNER = "client/shell/demonstration-banner.tsx";

/** Sources that are loaded for a page that somebody opens first, each with all that it imports at once. A browser's test compares them with what is asked for. */
const HOME = [...EVERY_PAGE, BANNER, "client/pages/home/open-elections.tsx"];
const ELECTION = [...EVERY_PAGE, BANNER, "client/texts/zh/others.ts", "client/pages/voter/election.tsx"];

/** The scripts of pages, and of the worker that reads the chain for an election's page once that one stands. */
export function pageLoads(page: Metafile, worker: Metafile): Loads {
  return {
    home: loadedFor(page, HOME),
    election: loadedFor(page, ELECTION),
    worker: loadedFor(worker, ["worker/worker.ts"]),
  };
}

/** Compressed as every server can, in kilobytes of 1000, rounded up. */
export function kilobytes(folder: string, files: readonly string[]): number {
  const bytes = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  return Math.ceil(bytes.reduce((sum, each) => sum + each, 0) / 1000);
}

export function readLoads(folder: string): Loads {
  return JSON.parse(readFileSync(join(folder, LOADS_FILE), "utf8")) as Loads;
}

function loadedFor(bundle: Metafile, sources: readonly string[]): readonly string[] {
  return [...new Set(sources.flatMap((source) => filesAtOnce(bundle, source)))].sort();
}

/** The file that begins with this source, first, and all that it imports before it runs. */
export function filesAtOnce({ outputs }: Metafile, source: string): readonly string[] {
  const begin = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(source) === true)?.[0];
  if (begin === undefined) throw new Error(`The bundle has no part that begins with ${source}.`);
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const { kind, path } of outputs[file]?.imports ?? []) if (kind === "import-statement") visit(path);
  };
  visit(begin);
  return [...found].map((file) => file.replace(/^.*\/(?=assets\/)/, ""));
}
