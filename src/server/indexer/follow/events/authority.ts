import { boundedCount, boundedTime } from "../../../times.ts";
import { describe, row, type Describe, type Descriptions, type Values } from "./description.ts";

interface Members {
  members: string[];
  threshold: string;
}

interface ByMember {
  proposalId: string;
  member: string;
  target?: string;
  data?: string;
  expiresAt?: string;
}

const NOTHING = {
  proposal_id: null,
  member: null,
  target: null,
  data: null,
  expires_at: null,
  members: null,
  threshold: null,
} satisfies Partial<Values<"authority_events">>;

export const AUTHORITY: Descriptions = {
  MembersChanged: describe<Members>(({ members, threshold }, { address }) => ({
    subject: ["governor", ""],
    role: "governor",
    row: row("authority_events", {
      ...NOTHING,
      authority: address,
      step: "members-changed",
      members,
      threshold: boundedCount(threshold),
    }),
  })),
  Proposed: byMember("proposed"),
  Approved: byMember("approved"),
  Executed: byMember("executed"),
};

function byMember(step: "proposed" | "approved" | "executed"): Describe {
  return describe<ByMember>(({ proposalId, member, target, data, expiresAt }, { address }) => ({
    subject: ["proposal", proposalId],
    role: "authority member",
    account: member,
    row: row("authority_events", {
      ...NOTHING,
      authority: address,
      step,
      proposal_id: proposalId,
      member,
      target: target ?? null,
      data: data ?? null,
      expires_at: expiresAt === undefined ? null : boundedTime(expiresAt),
    }),
  }));
}
