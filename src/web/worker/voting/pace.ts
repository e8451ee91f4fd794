import { z } from "zod";
import { join } from "node:path";
import { fileExists, readFileJson } from "../../../roles/read-file.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { readEach } from "../read-each.ts";
import { workspace } from "../session.ts";

/** What is done between "encrypt" and a ballot that can be cast; in this order. */
export const FILL_STAGES = ["opening", "encrypting", "witness", "sums", "finish", "checking", "keeping"] as const;
export type FillStage = (typeof FILL_STAGES)[number];

export interface FillProgress {
  readonly stage: FillStage;
  /** By what this device took the last time; undefined the first time. */
  readonly remainingSeconds: number | undefined;
}

const seconds = z.number().min(0).max(3600);
const schema = z.record(z.string(), z.partialRecord(z.enum(FILL_STAGES), seconds));
type Paces = z.infer<typeof schema>;

const file = join(workspace.folder, "pace.json");

/** Tells how far the making of a ballot is, and remembers how long each stage took on this device for this circuit. */
export async function openPace({ circuit, tell }: { circuit: string; tell: (progress: FillProgress) => void }) {
  const paces = await readPaces();
  const known = paces[circuit];
  const taken: Partial<Record<FillStage, number>> = {};
  let current: { stage: FillStage; sinceMs: number } | undefined;

  const close = (): void => {
    if (current !== undefined) taken[current.stage] = (performance.now() - current.sinceMs) / 1000;
    current = undefined;
  };
  return {
    begin(stage: FillStage): void {
      close();
      current = { stage, sinceMs: performance.now() };
      tell({ stage, remainingSeconds: remaining(known, stage) });
    },
    async done(): Promise<void> {
      close();
      await writeFileWhole({
        file,
        data: JSON.stringify({ ...paces, [circuit]: taken }),
        secrecy: "secret",
        overwrite: true,
      });
    },
  };
}

function remaining(known: Paces[string] | undefined, from: FillStage): number | undefined {
  if (known === undefined) return undefined;
  const left = FILL_STAGES.slice(FILL_STAGES.indexOf(from));
  return left.reduce((sum, stage) => sum + (known[stage] ?? 0), 0);
}

/** A file that cannot be read costs an estimate, and nothing else. */
async function readPaces(): Promise<Paces> {
  if (!(await fileExists(file))) return {};
  const { whole } = await readEach([file], readFileJson);
  return schema.safeParse(whole[0]).data ?? {};
}
