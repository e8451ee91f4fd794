import { checkCredential, type CredentialState } from "../../roles/holder/check-credential.ts";
import type { CommandSpec } from "../command.ts";
import { formatTime } from "../format.ts";
import { openCredential } from "../open-credential.ts";
import { sourceFrom } from "../prove-as.ts";
import type { Text } from "../text.ts";
import { credentialTexts as texts } from "../texts/credential.ts";
import { identityTexts } from "../texts/identity.ts";

const SAYS: Readonly<Record<CredentialState, Text>> = {
  counts: texts.counts,
  revoked: texts.isRevoked,
  suspended: texts.isSuspended,
  ended: texts.isEnded,
  early: texts.isEarly,
  untrusted: texts.isUntrusted,
};

export const command: CommandSpec = {
  name: "credential check",
  summary: texts.checkSummary,
  details: texts.checkDetails,
  examples: ["psephos credential check 3f2a"],
  arguments: [{ name: "<id>", description: texts.id }],
  options: [
    { flags: "--files <dir>", description: texts.files, repeatable: true },
    { flags: "--identity <name>", description: identityTexts.option },
  ],
  async run(context, input) {
    const credential = await openCredential(context, input);
    const source = sourceFrom(input);
    const { state, publishedAt } = await checkCredential({ chain: await context.chain(), credential, source });
    const { id, issuer, validFrom } = credential;
    const values = {
      issuer,
      from: formatTime(Number(validFrom)),
      ...(publishedAt === undefined ? {} : { time: formatTime(publishedAt) }),
    };
    return {
      lines: [context.say(SAYS[state], values)],
      json: { credentialId: id, state, publishedAt: publishedAt ?? null },
      exitCode: state === "counts" ? 0 : 1,
    };
  },
};
