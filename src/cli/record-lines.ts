import { SCHEMAS } from "../protocol/credential/schemas.ts";
import type { SealedEntry } from "../protocol/sharing/log-entry.ts";
import type { AccessDetails } from "../protocol/sharing/record-details.ts";
import type { FoundRecord, FoundRecords } from "../roles/holder/find-records.ts";
import type { Context } from "./context.ts";
import { formatTime } from "./format.ts";
import type { Text } from "./text.ts";
import { denialTexts, recordTexts as texts } from "./texts/record.ts";

/** A person's records in plain words, and whether one is missing. */
export function recordLines(context: Context, found: FoundRecords): string[] {
  const { records, completeness, entryCount, faulty, unanchored } = found;
  const verdict = context.say(texts[completeness], { entryCount });
  return [
    ...records.flatMap((record) => oneRecord(context, record)),
    records.length === 0 ? context.say(texts.none) : context.say(texts.count, { count: records.length }),
    completeness === "complete" ? context.style.good(verdict) : context.style.bad(verdict),
    ...(faulty.length === 0 ? [] : [context.style.bad(context.say(texts.faulty, { list: faulty.join(", ") }))]),
    ...(unanchored === 0 ? [] : [context.say(texts.unanchored, { unanchored })]),
  ];
}

function oneRecord(context: Context, { entry, details }: FoundRecord): string[] {
  const time = `${formatTime(details.at)}  `;
  if (details.kind !== "access") return [time + context.say(texts[details.kind])];
  const outcome = context.say(entry.kind === "access" ? texts[entry.outcome] : texts.error);
  const attributes =
    details.attributes.length === 0
      ? context.say(texts.nothing)
      : details.attributes.map((name) => attributeLabel(context, name)).join(", ");
  const what = context.say(texts.access, { outcome, attributes, channel: details.channel });
  return [time + what, ...reasons(context, { entry, details }).map((line) => `  ${line}`)];
}

function reasons(context: Context, { entry, details }: { entry: SealedEntry; details: AccessDetails }): string[] {
  const { consentId, legalBasis, reason } = details;
  return [
    ...("policyId" in entry ? [context.say(texts.underPolicy, { policyId: entry.policyId })] : []),
    ...(consentId === undefined ? [] : [context.say(texts.byConsent, { consentId })]),
    ...(legalBasis === undefined ? [] : [context.say(texts.byLaw, { legalBasis })]),
    ...(reason === undefined ? [] : [context.say(texts.because, { reason: denialText(context, reason) })]),
  ];
}

/** The code itself where a later version wrote one that is not known here. */
export function denialText(context: Context, reason: string): string {
  const known: Readonly<Record<string, Text>> = denialTexts;
  const text = Object.hasOwn(known, reason) ? known[reason] : undefined;
  return text === undefined ? reason : context.say(text);
}

/** An attribute's name says the same in every schema that has it. */
function attributeLabel({ language }: Context, name: string): string {
  const attributes = [...SCHEMAS.values()].flatMap((schema) => schema.attributes);
  return attributes.find((attribute) => attribute.name === name)?.label[language] ?? name;
}
