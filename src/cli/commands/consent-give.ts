import { consentText } from "../../protocol/sharing/consent.ts";
import { startOfDay, unixNow } from "../../roles/clock.ts";
import { givenConsentText } from "../../roles/consent-file.ts";
import { giveConsent, type ConsentChoice } from "../../roles/holder/consent.ts";
import { updateWallet } from "../../roles/holder/wallet-file.ts";
import type { JsonObject } from "../../roles/holder/wallet.ts";
import { parseDuration } from "../../roles/moments.ts";
import { openPublishedPolicy } from "../../roles/published-policy.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { formatDuration, formatTime } from "../format.ts";
import { policyTitle } from "../policy-lines.ts";
import { askConsent, openToProve, PROVE_OPTIONS } from "../prove-as.ts";
import { consentTexts as texts, logTexts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "consent give",
  summary: texts.giveSummary,
  details: texts.giveDetails,
  examples: [
    "psephos consent give 1 --for 30d --to consent.json",
    "psephos consent give 1 --for 365d --every 30d --to consent.json",
  ],
  arguments: [{ name: "<policy>", description: logTexts.policy }],
  options: [
    { flags: "--for <time>", description: texts.forTime, required: true },
    { flags: "--every <time>", description: texts.every },
    ...PROVE_OPTIONS,
    { flags: "--to <file>", description: texts.to, required: true },
  ],
  async run(context, input) {
    const file = input.text("to");
    const every = input.optional("every");
    const chain = await context.chain();
    const now = unixNow();
    const choice: ConsentChoice = {
      // The office's clock may be behind; and the second at which somebody agreed is nobody's business.
      startsAt: startOfDay(now),
      expiresAt: now + parseDuration({ text: input.text("for"), name: "--for" }),
      use:
        every === undefined
          ? { kind: "once" }
          : { kind: "periodic", everySeconds: parseDuration({ text: every, name: "--every" }) },
    };
    const asked = await openPublishedPolicy({ chain, policyId: input.id("policy") });
    const { verifier } = asked.parts[0].policy;
    const heading = context.say(texts.heading, { verifier, title: policyTitle(context, asked) });
    await askConsent(context, { input, asked, heading, also: choiceLines(context, choice) });
    const proving = await openToProve(context, input);
    const given = await giveConsent({ ...proving, asked, choice });
    await writeFileWhole({ file, data: givenConsentText(given), secrecy: "secret" });
    const kept = JSON.parse(consentText(given.consent)) as JsonObject;
    await updateWallet({
      ...proving.access,
      change: (wallet) => ({ ...wallet, consents: [...wallet.consents, kept] }),
    });
    const { id, expiresAt } = given.consent;
    return {
      lines: [context.style.good(context.say(texts.given, { id, file })), context.say(texts.nextFind, { id })],
      json: { consentId: id, policyId: asked.policyId, expiresAt, file },
    };
  },
};

function choiceLines(context: Context, { expiresAt, use }: ConsentChoice): string[] {
  const until = formatTime(expiresAt);
  const choice =
    use.kind === "once"
      ? context.say(texts.onceUntil, { until })
      : context.say(texts.everyUntil, { every: formatDuration(use.everySeconds, context.language), until });
  return [choice, context.say(texts.logged)].map((line) => `  · ${line}`);
}
