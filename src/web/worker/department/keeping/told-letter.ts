import { isPsephosError, type ErrorCode } from "../../../../errors.ts";
import { parseAttestationWithdrawal } from "../../../../protocol/credential/withdrawal-file.ts";
import type { Letter } from "../../../../protocol/letters/letter.ts";
import type { BilingualText } from "../../../../protocol/manifest.ts";
import { parseErasureRequest, type ErasureTarget } from "../../../../protocol/sharing/erasure.ts";
import { parseWithdrawal } from "../../../../protocol/sharing/withdrawal.ts";
import { parseGivenConsent } from "../../../../roles/consent-file.ts";
import type { RecordKeeper } from "../../../../roles/record-keeper/keeper.ts";
import type { ReceivedLetter } from "../../letters.ts";
import { policies } from "../policies.ts";

/** What people write to an office about their data. */
export const POST_KINDS = ["consent", "consent-withdrawal", "attestation-withdrawal", "erasure-request"] as const;
export type PostKind = (typeof POST_KINDS)[number];
export type PostLetter = Extract<Letter, { kind: PostKind }>;

/** Such a letter as it says itself; its proof is checked when it is acted on. */
export interface ToldLetter {
  readonly letterId: string;
  /** Hour of arrival, unix seconds. */
  readonly arrivedAt: number;
  readonly kind: PostKind | "unreadable";
  /** What was agreed to, or is taken back. */
  readonly policyId: bigint | undefined;
  readonly title: BilingualText | undefined;
  /** Of a permission: until when. */
  readonly expiresAt: number | undefined;
  /** Of an erasure: in which matter, and what. */
  readonly scope: string | undefined;
  readonly targets: readonly ErasureTarget[];
  /**
   * Why there is nothing to do: a code of what is wrong with the letter, "other-office", "known" for what was done on an earlier letter, or
   * "unknown-consent" for the end of a permission that is not here.
   */
  readonly fault: ErrorCode | "other-office" | "known" | "unknown-consent" | undefined;
}

export function isPost(letter: Letter | undefined): letter is PostLetter {
  return letter !== undefined && POST_KINDS.some((kind) => kind === letter.kind);
}

/** One that says nothing that is understood is told, so that it can be deleted. */
export async function tellLetter(
  { id, arrivedAt, letter }: ReceivedLetter,
  { did, keeper }: { did: string; keeper: RecordKeeper },
): Promise<ToldLetter> {
  const bare: ToldLetter = {
    ...{ letterId: id, arrivedAt, kind: isPost(letter) ? letter.kind : "unreadable", targets: [] },
    ...{ policyId: undefined, title: undefined, expiresAt: undefined, scope: undefined },
    fault: isPost(letter) ? undefined : "LETTER_MALFORMED",
  };
  if (!isPost(letter)) return bare;
  try {
    return { ...bare, ...(await factsOf(letter, { did, keeper })) };
  } catch (error) {
    if (!isPsephosError(error)) throw error;
    if (error.exitClass !== "input" && error.exitClass !== "refused") throw error;
    return { ...bare, fault: error.code };
  }
}

async function factsOf(
  letter: PostLetter,
  { did, keeper }: { did: string; keeper: RecordKeeper },
): Promise<Partial<ToldLetter>> {
  switch (letter.kind) {
    case "consent": {
      const { id, policyId, controller, scope, expiresAt } = parseGivenConsent(letter.given).consent;
      const told = { policyId, scope, expiresAt, title: await titleOf(policyId) };
      if (controller !== did) return { ...told, fault: "other-office" };
      return { ...told, fault: keeper.consents.find(id) === undefined ? undefined : "known" };
    }
    case "consent-withdrawal": {
      const held = keeper.consents.find(parseWithdrawal(letter.withdrawal).consentId);
      if (held === undefined) return { fault: "unknown-consent" };
      const { policyId, scope, expiresAt } = held.consent;
      const told = { policyId, scope, expiresAt, title: await titleOf(policyId) };
      return { ...told, fault: held.withdrawnAt === undefined ? undefined : "known" };
    }
    case "attestation-withdrawal": {
      const { policyId } = parseAttestationWithdrawal(letter.withdrawal);
      const { verifier, title } = await policies.open(policyId);
      return { policyId, title, fault: verifier === did ? undefined : "other-office" };
    }
    case "erasure-request": {
      const { id, verifier, scope, targets } = parseErasureRequest(letter.request);
      const isDone = keeper.erasures.get(id)?.state === "done";
      return { scope, targets, fault: verifier !== did ? "other-office" : isDone ? "known" : undefined };
    }
  }
}

/** A letter is worth showing also where its request cannot be read. */
function titleOf(policyId: bigint): Promise<BilingualText | undefined> {
  return policies.open(policyId).then(
    ({ title }) => title,
    () => undefined,
  );
}
