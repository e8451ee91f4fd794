import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isPsephosError } from "../../../errors.ts";
import { describeFailure } from "../../http/describe-failure.ts";
import type { Telemetry } from "../../telemetry.ts";
import type { KeptFiles } from "./kept-files.ts";

export interface ImportInput {
  readonly files: KeptFiles;
  /** Where the command line of the same data folder puts what it publishes: 0x….json each. */
  readonly folder: string;
  readonly log: Telemetry["log"];
}

const NAME = /^(0x[0-9a-f]{64})\.json$/;

/**
 * Takes in what the chain names and is not kept yet; each call looks for what is new. A file that cannot be taken is told of once, and
 * tried again when it is another.
 */
export function importerOf({ files, folder, log }: ImportInput): () => Promise<void> {
  const done = new Set<string>();
  const refused = new Map<string, number>();
  return async () => {
    const hashes = (await namesIn(folder)).map((name) => NAME.exec(name)?.[1]).filter((hash) => hash !== undefined);
    for (const hash of await files.missing(hashes.filter((name) => !done.has(name)))) {
      const file = join(folder, `${hash}.json`);
      const { mtimeMs } = await stat(file);
      if (refused.get(hash) === mtimeMs) continue;
      try {
        await files.keep(hash, await readFile(file));
        done.add(hash);
      } catch (error) {
        if (!isPsephosError(error) || error.exitClass === "environment") throw error;
        refused.set(hash, mtimeMs);
        log.warn({ file: hash, failure: describeFailure(error) }, "A public file of the data folder was not taken");
      }
    }
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
}
