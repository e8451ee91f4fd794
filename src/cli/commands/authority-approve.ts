import { approveProposal, checkAgainstApplication } from "../../roles/authority/approve.ts";
import { requireAuthority } from "../../roles/authority/find-authority.ts";
import { departmentNames, findProposal } from "../../roles/authority/proposals.ts";
import { PsephosError } from "../../errors.ts";
import type { CommandSpec } from "../command.ts";
import type { Input } from "../input.ts";
import { proposalLines } from "../proposal-lines.ts";
import { governingTexts as texts } from "../texts/governing.ts";
import { issuerKeyTexts } from "../texts/issuer-key.ts";

export const command: CommandSpec = {
  name: "authority approve",
  summary: texts.approveSummary,
  details: texts.approveDetails,
  examples: [
    "psephos authority approve 1 --account ada",
    "psephos authority approve 2 --application residents-2026 --root root.pem",
  ],
  arguments: [
    { name: "<proposal>", description: texts.proposalId },
    { name: "[authority]", description: texts.authority },
  ],
  options: [
    { flags: "--application <folder>", description: texts.application },
    { flags: "--root <file>", description: issuerKeyTexts.root, repeatable: true },
    { flags: "--yes", description: texts.yes },
  ],
  async run(context, input) {
    const proposalId = input.id("proposal");
    const application = applicationOf(input);
    const chain = await context.chain();
    const authority = await requireAuthority(chain, input.optional("authority"));
    const proposal = await findProposal({ chain, authority, proposalId });
    const departments = await departmentNames(chain);
    const { threshold } = authority;
    for (const line of proposalLines(context, { proposal, departments, threshold })) context.narrate(line);
    if (application !== undefined) {
      await checkAgainstApplication({ chain, proposal, ...application });
      context.narrate(context.say(texts.applicationFits));
    }
    await context.confirm({ yes: input.flag("yes"), question: context.say(texts.approveQuestion, { proposalId }) });
    const approval = await approveProposal({ chain, account: await context.account(), authority, proposal });
    const { state, approvals } = approval;
    const done = state === "executed" ? texts.executed : texts.approved;
    return {
      lines: [context.say(done, { proposalId, approvals, threshold })],
      json: { proposalId, authority: authority.address, meaning: proposal.meaning, ...approval },
    };
  },
};

/** Either both are given or none. */
function applicationOf(input: Input): { folder: string; rootFiles: readonly string[] } | undefined {
  const folder = input.optional("application");
  const rootFiles = input.list("root");
  if (folder === undefined && rootFiles.length === 0) return undefined;
  if (folder !== undefined && rootFiles.length > 0) return { folder, rootFiles };
  throw new PsephosError("USAGE", "--application and --root belong together. Give both, or none.");
}
