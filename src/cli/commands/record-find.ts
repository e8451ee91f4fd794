import { canonicalText } from "../../protocol/sharing/forms.ts";
import { parseConsent } from "../../protocol/sharing/consent.ts";
import { findOwnRecords, type KnownScope } from "../../roles/holder/find-own-records.ts";
import { openWallet } from "../../roles/holder/wallet-file.ts";
import type { Wallet } from "../../roles/holder/wallet.ts";
import { openPublishedPolicy } from "../../roles/published-policy.ts";
import { walletAccess } from "../ask-wallet.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { readLog } from "../read-log.ts";
import { recordLines } from "../record-lines.ts";
import { PsephosError } from "../../errors.ts";
import { identityTexts } from "../texts/identity.ts";
import { logTexts, recordTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "record find",
  summary: texts.findSummary,
  details: texts.findDetails,
  examples: ["psephos record find 1 entries.jsonl", "psephos record find 1 entries.jsonl --policy 1"],
  arguments: [
    { name: "<log>", description: logTexts.logId },
    { name: "<entries>", description: logTexts.entries },
  ],
  options: [
    { flags: "--policy <id>", description: texts.policy, repeatable: true },
    { flags: "--identity <name>", description: identityTexts.option },
  ],
  async run(context, input) {
    const [chain, logId] = [await context.chain(), input.id("log")];
    const entries = await readLog(context, input.text("entries"));
    const { wallet } = await openWallet(walletAccess(context, input));
    const scopes = [...scopesOfConsents(wallet), ...(await scopesOfPolicies(context, input))];
    if (scopes.length === 0) throw new PsephosError("USAGE", context.say(texts.noScope));
    const found = await findOwnRecords({ chain, logId, entries, identity: wallet.identity, scopes });
    const { completeness, entryCount, unanchored, faulty, records } = found;
    return {
      lines: recordLines(context, found),
      json: { logId, completeness, entryCount, unanchored, faulty, records },
      exitCode: completeness === "complete" && faulty.length === 0 ? 0 : 1,
    };
  },
};

function scopesOfConsents({ consents }: Wallet): KnownScope[] {
  return consents.map((json) => {
    const { controller, scope } = parseConsent(canonicalText(json));
    return { verifier: controller, scope };
  });
}

function scopesOfPolicies(context: Context, input: Input): Promise<KnownScope[]> {
  return Promise.all(
    input.list("policy").map(async (typed) => {
      if (!/^[1-9][0-9]{0,15}$/.test(typed)) throw new PsephosError("USAGE", "--policy must be a policy's number.");
      const asked = await openPublishedPolicy({ chain: await context.chain(), policyId: BigInt(typed) });
      return asked.parts[0].policy;
    }),
  );
}
