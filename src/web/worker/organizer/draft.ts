import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { bytes32, decimal, firstIssue, unixSeconds, withDecimals } from "../../../protocol/json.ts";
import { createManifest, MANIFEST_FORMAT, type Manifest } from "../../../protocol/manifest.ts";
import { MAX_TRUSTEES, OPTION_CAPACITIES } from "../../../protocol/params.ts";
import { RULE_NAMES, rulesFor } from "../../../protocol/rule-presets.ts";
import { inBoth } from "../../shared/both-languages.ts";

/** An election that is being planned: whatever is known of it so far. Kept in the browser, and as a file. */
export const DRAFT_FORMAT = "psephos.election-draft/1";

const both = z.strictObject({ en: z.string().max(6000), zh: z.string().max(6000) });
const option = z.strictObject({ id: z.string().max(40), label: both, description: both });

const voters = z.discriminatedUnion("kind", [
  /** A list of this browser's own, not published yet. */
  z.strictObject({
    kind: z.literal("file"),
    name: z.string().max(200),
    fileHash: bytes32,
    size: z.int().min(1),
    totalWeight: decimal,
  }),
  z.strictObject({ kind: z.literal("published"), rollId: decimal }),
]);

const key = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("existing"), ceremonyId: decimal }),
  z.strictObject({
    kind: z.literal("new"),
    trustees: z.array(z.string().max(100)).max(MAX_TRUSTEES),
    threshold: z.int().min(0).max(MAX_TRUSTEES),
    registerBy: unixSeconds.optional(),
    commitBy: unixSeconds.optional(),
    dealBy: unixSeconds.optional(),
  }),
]);

const draftSchema = z.strictObject({
  format: z.literal(DRAFT_FORMAT),
  id: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(["test", "real"]),
  title: both,
  description: both,
  organizer: both,
  options: z.array(option).max(OPTION_CAPACITIES.at(-1)!),
  rule: z.strictObject({
    name: z.enum(RULE_NAMES),
    limit: z.int().optional(),
    maxPerOption: z.int().optional(),
    blank: z.boolean(),
    weighted: z.boolean(),
  }),
  opensAt: unixSeconds.optional(),
  closesAt: unixSeconds.optional(),
  resultBy: unixSeconds.optional(),
  minimumTurnout: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  voters: voters.optional(),
  key: key.optional(),
  /** What of it is on the chain already. */
  done: z.strictObject({
    rollId: decimal.optional(),
    ceremonyId: decimal.optional(),
    electionId: decimal.optional(),
  }),
});

export type ElectionDraft = z.infer<typeof draftSchema>;
export type DraftVoters = z.infer<typeof voters>;
export type DraftKey = z.infer<typeof key>;

export function emptyDraft(id: string): ElectionDraft {
  const nothing = { en: "", zh: "" };
  return {
    format: DRAFT_FORMAT,
    id,
    kind: "test",
    title: nothing,
    description: nothing,
    organizer: nothing,
    options: ["option-1", "option-2"].map((each) => ({ id: each, label: nothing, description: nothing })),
    rule: { name: "single", blank: true, weighted: false },
    minimumTurnout: 0,
    done: {},
  };
}

/** Strict; DRAFT_MALFORMED for what this program did not write. */
export function parseDraft(json: unknown): ElectionDraft {
  const parsed = draftSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new PsephosError("DRAFT_MALFORMED", `This is no plan of an election: ${firstIssue(parsed.error)}.`);
}

export function draftText(draft: ElectionDraft): string {
  return `${JSON.stringify(draft, withDecimals, 2)}\n`;
}

/** The manifest once list and key are on the chain; MANIFEST_MALFORMED and RULES_INVALID tell what is missing or wrong. */
export function manifestOf(input: { draft: ElectionDraft; roll: Manifest["roll"]; ceremonyId: bigint }): Manifest {
  const { draft, roll, ceremonyId } = input;
  const { kind, options, rule, opensAt, closesAt, resultBy, minimumTurnout } = draft;
  const { name, ...choices } = rule;
  return createManifest({
    format: MANIFEST_FORMAT,
    kind,
    title: inBoth(draft.title),
    description: inBoth(draft.description),
    organizer: inBoth(draft.organizer),
    options: options.map(({ id, label, description }) => {
      const described = inBoth(description);
      return { id, label: inBoth(label), ...(described.en === "" ? {} : { description: described }) };
    }),
    rules: rulesFor(name, { optionCount: options.length, ...choices }),
    roll,
    ceremony: { id: ceremonyId },
    opensAt,
    closesAt,
    resultBy,
    minimumTurnout,
  });
}
