import canonicalize from "canonicalize";
import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { PsephosError } from "../errors.ts";
import type { Locale } from "./describe-rules.ts";
import { bytes32, decimal, firstIssue, unixSeconds, withDecimals } from "./json.ts";
import { OPTION_CAPACITIES } from "./params.ts";
import { checkRules, type Rules } from "./rules.ts";
import { lookAlikeKey, textFault } from "./text.ts";

/**
 * What an election is about, in words and numbers. Its file is RFC 8785 canonical JSON, UTF-8, without a final line feed; the
 * keccak256 of those bytes is on chain. Numbers beyond 2^53 are decimal strings.
 */
export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  /** "test" elections are shown under a banner: their result counts for nothing. */
  readonly kind: "test" | "real";
  readonly title: BilingualText;
  readonly description: BilingualText;
  /** Who answers for the election. */
  readonly organizer: BilingualText;
  /** In ballot order: option k of the circuit is options[k]. */
  readonly options: readonly ManifestOption[];
  readonly rules: Rules;
  readonly roll: { readonly id: bigint; readonly fileHash: string };
  readonly ceremony: { readonly id: bigint };
  /** Unix seconds. Voting is from opensAt up to, not including, closesAt; the result is due before resultBy. */
  readonly opensAt: number;
  readonly closesAt: number;
  readonly resultBy: number;
  /** With fewer accepted ballots nothing is opened. */
  readonly minimumTurnout: number;
}

export type BilingualText = Readonly<Record<Locale, string>>;

export interface ManifestOption {
  /** Lower-case slug, unique: what programs call the option. */
  readonly id: string;
  readonly label: BilingualText;
  readonly description?: BilingualText | undefined;
}

export const MANIFEST_FORMAT = "psephos.manifest/1";

function bilingual(maxLength: number, lines = false) {
  const text = z.string().superRefine((value, context) => {
    const fault = textFault(value, { maxLength, lines });
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });
  return z.strictObject({ zh: text, en: text });
}

const option = z.strictObject({
  id: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, "must be 1 to 40 of a–z, 0–9 and inner hyphens"),
  label: bilingual(100),
  description: bilingual(1000, true).optional(),
});

const rules = z.strictObject({
  optionCount: z.int(),
  maxValue: z.int(),
  minTotal: z.int(),
  maxTotal: z.int(),
  quadratic: z.boolean(),
  distinct: z.boolean(),
  blank: z.boolean(),
  weighted: z.boolean(),
});

const manifestSchema = z.strictObject({
  format: z.literal(MANIFEST_FORMAT),
  kind: z.enum(["test", "real"]),
  title: bilingual(200),
  description: bilingual(5000, true),
  organizer: bilingual(200),
  options: z.array(option).min(2).max(OPTION_CAPACITIES.at(-1)!),
  rules,
  roll: z.strictObject({ id: decimal, fileHash: bytes32 }),
  ceremony: z.strictObject({ id: decimal }),
  opensAt: unixSeconds,
  closesAt: unixSeconds,
  resultBy: unixSeconds,
  minimumTurnout: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
});

/** Checks a manifest that is being written: texts are brought to NFC, all else must be right. */
export function createManifest(draft: unknown): Manifest {
  const parsed = manifestSchema.safeParse(inNormalForm(JSON.parse(JSON.stringify(draft ?? null, withDecimals))));
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const manifest: Manifest = parsed.data;
  checkOptions(manifest);
  checkRules(manifest.rules);
  const { opensAt, closesAt, resultBy } = manifest;
  if (!(opensAt < closesAt && closesAt < resultBy))
    throw malformed("opensAt, closesAt and resultBy must follow one another");
  return manifest;
}

function inNormalForm(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(inNormalForm);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inNormalForm(inner)]));
}

/** Two options that share an id, or that a reader could take for one another, would collect each other's votes. */
function checkOptions({ options, rules: { optionCount } }: Manifest): void {
  if (options.length !== optionCount)
    throw malformed(`there are ${options.length} options but the rules say ${optionCount}`);
  const repeated = (keys: readonly string[]) => keys.findIndex((key, index) => keys.indexOf(key) !== index);
  const sameId = repeated(options.map(({ id }) => id));
  if (sameId >= 0) throw malformed(`options.${sameId}.id: "${options[sameId]!.id}" is taken by another option`);
  for (const locale of ["zh", "en"] as const) {
    const alike = repeated(options.map(({ label }) => lookAlikeKey(label[locale])));
    if (alike >= 0) throw malformed(`options.${alike}.label.${locale}: looks like the label of another option`);
  }
}

/** The file's text: one form for one manifest. */
export function manifestText(manifest: Manifest): string {
  const text = canonicalize(JSON.parse(JSON.stringify(manifest, withDecimals)));
  if (text === undefined) throw malformed("it cannot be written as JSON");
  return text;
}

/** Refuses every text that `manifestText` would not have written, repeated keys and spare spaces included. */
export function parseManifest(text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw malformed("it is not JSON", cause);
  }
  const manifest = createManifest(json);
  if (manifestText(manifest) !== text) throw malformed("it is not in canonical form (RFC 8785)");
  return manifest;
}

/** What goes on chain: `0x` keccak256 of the file's bytes. */
export function manifestHash(text: string): string {
  return keccak256(toUtf8Bytes(text));
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("MANIFEST_MALFORMED", `The election manifest is not valid: ${reason}.`, { cause });
}
