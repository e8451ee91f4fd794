import { boundedTime } from "../../../times.ts";
import { describe, row, type Describe, type Descriptions } from "./description.ts";

interface Created {
  ceremonyId: string;
  creator: string;
  trustees: string[];
  threshold: string;
  registerBy: string;
  commitBy: string;
  dealBy: string;
}

interface ByTrustee {
  ceremonyId: string;
  index: string;
  trustee?: string;
}

export const CEREMONIES: Descriptions = {
  CeremonyCreated: describe<Created>(({ ceremonyId, creator, trustees, ...terms }) => ({
    subject: ["ceremony", ceremonyId],
    role: "organizer",
    account: creator,
    row: row("ceremonies", {
      ceremony_id: ceremonyId,
      creator,
      threshold: Number(terms.threshold),
      register_by: boundedTime(terms.registerBy),
      commit_by: boundedTime(terms.commitBy),
      deal_by: boundedTime(terms.dealBy),
      trustees,
    }),
  })),
  TrusteeRegistered: step("registered"),
  DealingCommitted: step("committed"),
  DealingAccepted: step("dealt"),
};

function step(name: "registered" | "committed" | "dealt"): Describe {
  return describe<ByTrustee>(({ ceremonyId, index, trustee }) => ({
    subject: ["ceremony", ceremonyId],
    role: "trustee",
    ...(trustee === undefined ? {} : { account: trustee }),
    row: row("trustee_steps", { ceremony_id: ceremonyId, trustee_index: Number(index), step: name }),
  }));
}
