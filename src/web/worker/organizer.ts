import type { Rules } from "../../protocol/rules.ts";
import { cancelElection } from "../../roles/organizer/cancel-election.ts";
import { openResult } from "../../roles/organizer/open-result.ts";
import { ownRolls, type OwnRoll } from "../../roles/organizer/own-records.ts";
import { rehearse, type Rehearsal, type RehearsalStage } from "../../roles/organizer/rehearse.ts";
import { openEnrolment } from "../../roles/registrar/open-enrolment.ts";
import { heldAccount } from "./held-account.ts";
import {
  exportDraft,
  importDraft,
  listDrafts,
  newDraft,
  readDraft,
  removeDraft,
  saveDraft,
} from "./organizer/drafts.ts";
import { follow, listOwnElections } from "./organizer/elections.ts";
import { publishingOf, publishStep } from "./organizer/publish.ts";
import { importVoters, listFile, votersOfEnrolment } from "./organizer/voters.ts";
import { cancellable, heldChain } from "./session.ts";
import { toldProver } from "./told-prover.ts";

/** Under which name `session.cancel` ends a rehearsal. */
export const REHEARSING = "rehearsal";

export interface RehearsalProgress {
  readonly stage: RehearsalStage;
  readonly done: number;
  readonly total: number;
}

/** From the plan of an election to its published result. */
export const organizer = {
  /** Of the account that acts. */
  elections: listOwnElections,
  election: follow,

  drafts: listDrafts,
  newDraft,
  draft: readDraft,
  saveDraft,
  removeDraft,
  /** As a file, with the list of voters in it. */
  exportDraft,
  importDraft,

  importVoters,
  votersOfEnrolment,
  listFile,

  /** Published by the account that acts, the newest first. */
  async lists(): Promise<OwnRoll[]> {
    return (await ownRolls({ chain: await heldChain(), creator: heldAccount().address })).reverse();
  },

  /** Lets whoever meets a policy of the account's own department put a number on a list. Its id. */
  async openEnrolment(given: { policyId: bigint; name: string; closesAt: number }): Promise<bigint> {
    const { policyId, name, closesAt } = given;
    const closes = new Date(closesAt * 1000).toISOString().replace(".000Z", "Z");
    const account = heldAccount();
    return (await openEnrolment({ chain: await heldChain(), account, policyId, name, closes })).enrolmentId;
  },

  publishing: publishingOf,
  publish: publishStep,

  /** Before voting opens, and only by whoever created it. */
  async cancel(electionId: bigint): Promise<void> {
    await cancelElection({ chain: await heldChain(), account: heldAccount(), electionId });
  },

  /** Adds up what the key keepers sent and publishes the counts; the contract checks them. */
  async openResult(electionId: bigint): Promise<readonly bigint[]> {
    return (await openResult({ chain: await heldChain(), account: heldAccount(), electionId })).counts;
  },

  /** Made-up voters and keys, real proofs, nothing sent. `session.cancel("rehearsal")` ends it with INTERRUPTED. */
  rehearse(
    { rules, voterCount }: { rules: Rules; voterCount: number },
    tell: (progress: RehearsalProgress) => void,
  ): Promise<Rehearsal> {
    return cancellable(REHEARSING, (signal) => {
      const onStage = (progress: RehearsalProgress): void => {
        signal.throwIfAborted();
        tell(progress);
      };
      return rehearse({ rules, voterCount, prover: toldProver({ signal }), onStage });
    });
  },
};
