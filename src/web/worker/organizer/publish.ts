import { toUtf8Bytes } from "ethers";
import { readCeremony, type CeremonyPhase } from "../../../chain/ceremonies.ts";
import { readRoll } from "../../../chain/rolls.ts";
import { PsephosError } from "../../../errors.ts";
import { manifestHash, manifestText } from "../../../protocol/manifest.ts";
import { createCeremony } from "../../../roles/organizer/create-ceremony.ts";
import { createElection } from "../../../roles/organizer/create-election.ts";
import { ownCeremonies, ownElections, ownRolls } from "../../../roles/organizer/own-records.ts";
import { findPublicFile } from "../../../roles/public-files.ts";
import { publishRoll } from "../../../roles/registrar/publish-roll.ts";
import { publishFile } from "../../../server/client/files.ts";
import { attended } from "../attendance.ts";
import { heldAccount } from "../held-account.ts";
import { heldChain, services, workspace } from "../session.ts";
import { manifestOf, type ElectionDraft } from "./draft.ts";
import { readDraft, saveDraft } from "./drafts.ts";

export const PUBLISH_STEPS = ["roll", "ceremony", "election"] as const;
export type PublishStep = (typeof PUBLISH_STEPS)[number];

/** How far the publication of a plan is: found on the chain, not only remembered. */
export interface Publishing {
  readonly rollId: bigint | undefined;
  readonly ceremonyId: bigint | undefined;
  readonly ceremonyPhase: CeremonyPhase | undefined;
  readonly electionId: bigint | undefined;
  /** What this person can do now; "wait" while key keepers make the key. */
  readonly next: PublishStep | "wait" | "failed" | "done";
}

export async function publishingOf(id: string): Promise<Publishing> {
  const draft = await found(await readDraft(id));
  const { rollId, ceremonyId, electionId } = draft.done;
  const chain = await heldChain();
  const phase = ceremonyId === undefined ? undefined : (await readCeremony(chain, ceremonyId)).phase;
  const next =
    electionId !== undefined
      ? "done"
      : rollId === undefined
        ? "roll"
        : ceremonyId === undefined
          ? "ceremony"
          : phase === "finished"
            ? "election"
            : phase === "failed"
              ? "failed"
              : "wait";
  return { rollId, ceremonyId, ceremonyPhase: phase, electionId, next };
}

/** Takes one step, or finds that it was taken already: whatever broke off before, nothing is on the chain twice. */
export function publishStep(id: string, step: PublishStep): Promise<Publishing> {
  return attended(async () => {
    await navigator.locks.request(`psephos:publish:${id}`, async () => {
      const draft = await found(await readDraft(id));
      if (step === "roll") await publishVoters(draft);
      if (step === "ceremony") await callKeepers(draft);
      if (step === "election") await announce(draft);
    });
    return publishingOf(id);
  });
}

/** With what the chain has of the plan already: an answer may have been lost on its way, or the plan come from another device. */
async function found(draft: ElectionDraft): Promise<ElectionDraft> {
  const chain = await heldChain();
  const by = { chain, creator: heldAccount().address };
  const { voters, key } = draft;
  const done = { ...draft.done };
  if (voters?.kind === "published") done.rollId = voters.rollId;
  if (key?.kind === "existing") done.ceremonyId = key.ceremonyId;
  if (done.rollId === undefined && voters?.kind === "file") {
    done.rollId = (await ownRolls(by)).find(({ fileHash }) => fileHash === voters.fileHash)?.rollId;
  }
  if (done.ceremonyId === undefined && key?.kind === "new") {
    const same = (await ownCeremonies(by)).find(
      (each) =>
        String(each.trustees).toLowerCase() === String(key.trustees).toLowerCase() &&
        each.threshold === key.threshold &&
        each.registerBy === key.registerBy &&
        each.commitBy === key.commitBy &&
        each.dealBy === key.dealBy,
    );
    done.ceremonyId = same?.ceremonyId;
  }
  const complete = { ...draft, done };
  if (done.electionId === undefined && done.rollId !== undefined && done.ceremonyId !== undefined) {
    const hash = manifestHash(manifestText(await manifestFor(complete)));
    done.electionId = (await ownElections(by)).find((each) => each.manifestHash === hash)?.electionId;
  }
  await saveDraft(complete);
  return complete;
}

async function publishVoters(draft: ElectionDraft): Promise<void> {
  const { voters } = draft;
  if (voters === undefined) throw incomplete("who may vote");
  if (voters.kind === "published") return;
  const file = await findPublicFile({ workspace, hash: voters.fileHash, kind: "list of voters" });
  if (draft.done.rollId === undefined) {
    const { rollId } = await publishRoll({ chain: await heldChain(), account: heldAccount(), workspace, file });
    await saveDraft({ ...draft, done: { ...draft.done, rollId } });
  }
  await publishFile(services, file);
}

async function callKeepers(draft: ElectionDraft): Promise<void> {
  const { key, done } = draft;
  if (key === undefined) throw incomplete("who keeps the key");
  if (key.kind === "existing" || done.ceremonyId !== undefined) return;
  const { trustees, threshold, registerBy, commitBy, dealBy } = key;
  const plan = { trustees, threshold, registerBy: iso(registerBy), commitBy: iso(commitBy), dealBy: iso(dealBy) };
  const { ceremonyId } = await createCeremony({ chain: await heldChain(), account: heldAccount(), plan });
  await saveDraft({ ...draft, done: { ...done, ceremonyId } });
}

async function announce(draft: ElectionDraft): Promise<void> {
  const manifest = await manifestFor(draft);
  if (draft.done.electionId === undefined) {
    const chain = await heldChain();
    const { electionId } = await createElection({ chain, account: heldAccount(), workspace, manifest });
    await saveDraft({ ...draft, done: { ...draft.done, electionId } });
  }
  await publishFile(services, toUtf8Bytes(manifestText(manifest)));
}

async function manifestFor(draft: ElectionDraft) {
  const { rollId, ceremonyId } = draft.done;
  if (rollId === undefined) throw incomplete("who may vote");
  if (ceremonyId === undefined) throw incomplete("who keeps the key");
  const { fileHash } = await readRoll(await heldChain(), rollId);
  return manifestOf({ draft, roll: { id: rollId, fileHash }, ceremonyId });
}

/** As the use cases read moments. */
function iso(at: number | undefined): string {
  if (at === undefined) throw incomplete("when the key is made");
  return new Date(at * 1000).toISOString().replace(/\.000Z$/, "Z");
}

function incomplete(what: string): PsephosError {
  return new PsephosError("DRAFT_INCOMPLETE", `The plan does not say yet ${what}. Go back to that page.`);
}
