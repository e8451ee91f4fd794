import { canonicalText } from "../../protocol/sharing/forms.ts";
import { CONSENT_WITHDRAWAL_FORMAT, parseWithdrawal } from "../../protocol/sharing/withdrawal.ts";
import { unixNow } from "../../roles/clock.ts";
import { parseGivenConsent } from "../../roles/consent-file.ts";
import { readFileJson } from "../../roles/read-file.ts";
import { withdrawConsent } from "../../roles/record-keeper/consents.ts";
import { takeConsent } from "../../roles/record-keeper/take-consent.ts";
import { verifySubject } from "../../roles/record-keeper/verify-subject.ts";
import { KEEPER_OPTIONS, withKeeper } from "../ask-keeper.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { formatTime } from "../format.ts";
import type { Input } from "../input.ts";
import { logTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "log take-in",
  summary: texts.takeSummary,
  details: texts.takeDetails,
  examples: ["psephos log take-in consent.json --store ./log --key log-key.json"],
  arguments: [{ name: "<file>", description: texts.takeFile }],
  options: KEEPER_OPTIONS,
  async run(context, input) {
    const json = await readFileJson(input.text("file"));
    return isWithdrawal(json) ? takeWithdrawal(context, input, json) : take(context, input, json);
  },
};

function isWithdrawal(json: unknown): json is object {
  return typeof json === "object" && json !== null && "format" in json && json.format === CONSENT_WITHDRAWAL_FORMAT;
}

async function take(context: Context, input: Input, json: unknown): Promise<Outcome> {
  const given = parseGivenConsent(json);
  const chain = await context.chain();
  await withKeeper(context, { input }, (keeper) => takeConsent({ chain, keeper, given }));
  const { id, expiresAt } = given.consent;
  return {
    lines: [context.style.good(context.say(texts.taken, { id, until: formatTime(expiresAt) }))],
    json: { consentId: id, expiresAt, state: "active" },
  };
}

async function takeWithdrawal(context: Context, input: Input, json: object): Promise<Outcome> {
  const withdrawal = parseWithdrawal(canonicalText(json));
  const { consentId: id } = withdrawal;
  const receipt = await withKeeper(context, { input }, (keeper) =>
    withdrawConsent({ keeper, withdrawal, verifySubject, now: unixNow() }),
  );
  return {
    lines: [context.say(texts.ended, { id })],
    json: { consentId: id, state: "withdrawn", sequence: receipt.sequence },
  };
}
