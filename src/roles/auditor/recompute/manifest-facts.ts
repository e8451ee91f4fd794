import { z } from "zod";
import { readJson } from "./read-json.ts";

/** What a manifest says that the chain says too. Texts are for people; their wording is fixed by the hash. */
const factsSchema = z.object({
  title: z.object({ en: z.string(), zh: z.string() }),
  options: z.array(z.object({ id: z.string(), label: z.object({ en: z.string(), zh: z.string() }) })),
  rules: z.record(z.string(), z.union([z.number(), z.boolean()])),
  roll: z.object({ id: z.string(), fileHash: z.string() }),
  ceremony: z.object({ id: z.string() }),
  opensAt: z.number(),
  closesAt: z.number(),
  resultBy: z.number(),
  minimumTurnout: z.number(),
});

export type ManifestFacts = z.infer<typeof factsSchema>;

/** The facts, or undefined if the text is no manifest. */
export function readManifestFacts(text: string): ManifestFacts | undefined {
  const parsed = factsSchema.safeParse(readJson(text));
  return parsed.success ? parsed.data : undefined;
}
