import { describeRules } from "../protocol/describe-rules.ts";
import type { Manifest } from "../protocol/manifest.ts";
import type { ElectionProgress, NextStep } from "../roles/organizer/follow-election.ts";
import type { Context } from "./context.ts";
import { columns, formatDuration, formatTime } from "./format.ts";
import type { Text } from "./text.ts";
import { electionTexts as texts } from "./texts/election.ts";

/** What an election is about, for people. */
export function manifestLines(context: Context, manifest: Manifest): string[] {
  const options = manifest.options.map(({ id, label }) => [`· ${id}`, label[context.language]] as const);
  return [...questionLines(context, manifest), ...columns(options)];
}

/** The same without the options. */
export function questionLines(context: Context, manifest: Manifest): string[] {
  const { language } = context;
  const { title, rules, opensAt, closesAt, resultBy, kind } = manifest;
  return [
    ...(kind === "test" ? [`  ${context.style.dim(context.say(texts.testElection))}`] : []),
    ...columns([
      [context.say(texts.question), title[language]],
      [context.say(texts.rules), describeRules(rules, language)],
      [context.say(texts.voting), `${formatTime(opensAt)} – ${formatTime(closesAt)}`],
      [context.say(texts.resultDue), formatTime(resultBy)],
    ]),
  ];
}

const PHASES: Readonly<Record<ElectionProgress["record"]["phase"], Text>> = {
  setup: texts.setup,
  voting: texts.phaseVoting,
  opening: texts.opening,
  opened: texts.opened,
  failed: texts.failed,
  cancelled: texts.cancelled,
};

export function headingLine(context: Context, { record }: ElectionProgress): string {
  const { electionId, phase } = record;
  return context.style.bold(context.say(texts.heading, { electionId, phase: context.say(PHASES[phase]) }));
}

/** Numbers that change while an election runs. */
export function progressLines(context: Context, progress: ElectionProgress): string[] {
  const { record, ceremony, rollSize: size } = progress;
  const { accepted, config, keyTests, partials } = record;
  const trustees = (indices: readonly number[]): string =>
    context.say(texts.trusteesValue, {
      list: indices.length === 0 ? context.say(texts.nobody) : indices.join(", "),
      threshold: ceremony.threshold,
      count: ceremony.trustees.length,
    });
  return columns([
    [context.say(texts.turnout), context.say(texts.turnoutValue, { accepted, size, minimum: config.minimumTurnout })],
    [context.say(texts.keyTests), trustees(keyTests)],
    [context.say(texts.partials), trustees(partials)],
  ]);
}

export function nextLine(context: Context, { record, next, now }: ElectionProgress): string {
  const { electionId } = record;
  const text = nextText(next);
  const until = "until" in next ? next.until : now;
  return context.say(text, {
    electionId,
    until: formatTime(until),
    left: formatDuration(until - now, context.language),
    missing: "missing" in next ? next.missing : 0,
    who: "trustees" in next ? next.trustees.join(", ") : "",
    opens: formatTime(record.config.opensAt),
  });
}

function nextText(next: NextStep): Text {
  switch (next.kind) {
    case "test-keys":
      return texts.nextTestKeys;
    case "wait-opening":
      return texts.nextWait;
    case "vote":
      return texts.nextVote;
    case "decrypt":
      return texts.nextDecrypt;
    case "publish":
      return texts.nextPublish;
    case "archive":
      return texts.nextArchive;
    case "cancelled":
      return texts.cancelledByCreator;
    case "failed":
      return { "key-tests": texts.failedKeyTests, turnout: texts.failedTurnout, "no-result": texts.failedNoResult }[
        next.reason
      ];
  }
}

/** Counts beside the options' names, or their numbers where the manifest is not at hand. */
export function resultLines(input: {
  context: Context;
  counts: readonly bigint[];
  manifest: Manifest | undefined;
}): string[] {
  const { context, counts, manifest } = input;
  return columns(
    counts.map((count, position) => [
      manifest?.options[position]?.label[context.language] ?? context.say(texts.optionNumber, { number: position + 1 }),
      context.style.bold(count.toString()),
    ]),
  );
}
