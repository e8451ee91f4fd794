import type { FoundRecord, FoundRecords } from "../roles/holder/find-records.ts";
import type { AccessDetails } from "../protocol/sharing/record-details.ts";
import type { Context } from "./context.ts";
import { formatTime } from "./format.ts";
import { recordTexts as texts } from "./texts/record.ts";

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
  const attributes = details.attributes.length === 0 ? context.say(texts.nothing) : details.attributes.join(", ");
  const what = context.say(texts.access, { outcome, attributes, channel: details.channel });
  return [time + what, ...reasons(context, details).map((line) => `  ${line}`)];
}

function reasons(context: Context, { consentId, legalBasis, reason }: AccessDetails): string[] {
  return [
    ...(consentId === undefined ? [] : [context.say(texts.byConsent, { consentId })]),
    ...(legalBasis === undefined ? [] : [context.say(texts.byLaw, { legalBasis })]),
    ...(reason === undefined ? [] : [context.say(texts.because, { reason })]),
  ];
}
