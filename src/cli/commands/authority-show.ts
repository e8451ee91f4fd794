import { readNextGovernor } from "../../chain/issuers.ts";
import { findAuthority } from "../../roles/authority/find-authority.ts";
import { departmentNames, listProposals } from "../../roles/authority/proposals.ts";
import type { CommandSpec } from "../command.ts";
import { proposalLines } from "../proposal-lines.ts";
import { governingTexts as texts } from "../texts/governing.ts";

export const command: CommandSpec = {
  name: "authority show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos authority show", "psephos authority show 0xAb…1"],
  arguments: [{ name: "[authority]", description: texts.authority }],
  async run(context, input) {
    const chain = await context.chain();
    const { address, governs, body } = await findAuthority(chain, input.optional("authority"));
    const next = await readNextGovernor(chain);
    const offer = next === undefined ? [] : [context.say(texts.offered, { next })];
    const governing = [context.say(governs ? texts.governs : texts.governsNot), ...offer];
    const facts = { address, governs, nextGovernor: next ?? null };
    if (body === undefined) {
      return {
        lines: [context.say(texts.oneAccount, { address }), ...governing],
        json: { ...facts, members: null, threshold: null, proposals: [] },
      };
    }
    const { members, threshold } = body;
    const proposals = await listProposals({ chain, authority: body });
    const departments = await departmentNames(chain);
    const open = proposals.filter(({ state }) => state === "open");
    const waiting = [
      ...open.flatMap((proposal) => ["", ...proposalLines(context, { proposal, departments, threshold })]),
      "",
      context.say(open.length > 0 ? texts.howToApprove : texts.noneOpen, { address }),
    ];
    return {
      lines: [
        context.say(texts.made, { count: members.length, threshold, address }),
        ...governing,
        context.say(texts.members),
        ...members.map((member) => `  ${member}`),
        ...waiting,
      ],
      json: { ...facts, members, threshold, proposals },
    };
  },
};
