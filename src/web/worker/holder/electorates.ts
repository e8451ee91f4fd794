import { watchPresentation } from "../../../roles/holder/watch-presentation.ts";
import { toCommitment } from "../../../protocol/identity.ts";
import { enrolmentIdentity, type EnrolmentPlace } from "../../../protocol/credential/enrolment-identity.ts";
import type { PresentationContext } from "../../../protocol/credential/context.ts";
import { prepareEnrolment } from "../../../roles/holder/enrol.ts";
import { quietEnrolment } from "../../../roles/holder/quiet-enrolment.ts";
import { withEnrolment } from "../../../roles/holder/wallet-records.ts";
import { followEnrolment } from "../../../roles/registrar/follow-enrolment.ts";
import { heldWallet, saveWallet } from "../held-wallet.ts";
import { heldChain } from "../session.ts";
import { fitFor, type Fit } from "./fit.ts";
import { proveTold, type ProofProgress } from "./proving.ts";
import { openPurse } from "./purse.ts";
import { followPromise, handToRelayer, promiseFor, type RelayListener } from "./relaying.ts";
import { tellPolicy, type ToldPolicy } from "./told.ts";

/** A list of voters that people join by a proof. */
export interface ToldElectorate {
  readonly enrolmentId: bigint;
  readonly name: string;
  readonly policy: ToldPolicy;
  readonly phase: "before" | "open" | "closed";
  /** Unix seconds; the second exclusive. */
  readonly opensAt: number;
  readonly closesAt: number;
}

/** Where the holder of the open wallet stands on it. */
export interface ElectorateStanding {
  /** On the public list, or on its way there. */
  readonly hasJoined: boolean;
  readonly isOnItsWay: boolean;
  readonly fit: Fit;
}

export const electorates = {
  async open(enrolmentId: bigint): Promise<ToldElectorate> {
    const progress = await followEnrolment({ chain: await heldChain(), enrolmentId });
    const { name, phase, opensAt, closesAt, asked } = progress;
    return { enrolmentId, name, phase, opensAt, closesAt, policy: tellPolicy(asked) };
  },

  /** The chain's word; what the wallet remembers says no more than that she was about to join. */
  async standing(enrolmentId: bigint): Promise<ElectorateStanding> {
    const chain = await heldChain();
    const { place, context, commitment } = await placeOf(enrolmentId);
    const [{ asked }, promise, enrolled] = await Promise.all([
      followEnrolment({ chain, enrolmentId }),
      promiseFor({ kind: "enrolment", target: enrolmentId }),
      quietEnrolment({ chain, enrolmentId, commitment }),
    ]);
    // The wallet may come from a backup that is older: nobody would vote with a place that it does not know.
    if (enrolled !== undefined && !isRemembered(place)) {
      const { pseudonym, time: enrolledAt } = enrolled;
      await saveWallet((wallet) => withEnrolment(wallet, { ...place, pseudonym, enrolledAt }));
    }
    const isOnItsWay = promise !== undefined;
    const fit = await fitFor({ ...asked, retired: false }, context);
    return { hasJoined: enrolled !== undefined || isOnItsWay, isOnItsWay, fit };
  },

  /** Proves, and gives the proof to the sending service; `session.cancel` with "proof" ends it until then. */
  async join(enrolmentId: bigint, tell: (progress: ProofProgress) => void): Promise<void> {
    const { asked, closesAt } = await followEnrolment({ chain: await heldChain(), enrolmentId });
    await proveTold({ circuit: asked.terms.circuit, tell }, async ({ prover, handOver }) => {
      const { presentation } = await prepareEnrolment({ ...(await openPurse()), prover, enrolmentId });
      handOver();
      const { place } = await placeOf(enrolmentId);
      const { pseudonym, now } = presentation.signals;
      // First: a place on the list that nobody remembers would be lost.
      await saveWallet((wallet) => withEnrolment(wallet, { ...place, pseudonym, enrolledAt: Number(now) }));
      await handToRelayer(presentation, { closesAt });
    });
  },

  async follow(enrolmentId: bigint, name: string, tell: RelayListener): Promise<void> {
    await followPromise({
      ...{ name, target: { kind: "enrolment", target: enrolmentId }, tell },
      watch: async ({ chain, receipt }) => {
        const { context } = await placeOf(enrolmentId);
        const signals = { pseudonym: receipt.nullifier, now: 0n };
        return watchPresentation({ chain, presentation: { context, signals } });
      },
    });
  },
};

async function placeOf(enrolmentId: bigint) {
  const { chainId, deployment } = await heldChain();
  const place = { chainId: BigInt(chainId), contract: deployment.addresses.enrolments, enrolmentId };
  const commitment = toCommitment(enrolmentIdentity(heldWallet().wallet.identity, place).commitment);
  const context: PresentationContext = { kind: "enrolment", ...place, commitment };
  return { place, context, commitment };
}

function isRemembered(place: EnrolmentPlace): boolean {
  return heldWallet().wallet.enrolments.some(
    (each) =>
      each.chainId === place.chainId &&
      each.contract === place.contract.toLowerCase() &&
      each.enrolmentId === place.enrolmentId,
  );
}
