import { submitPartialDecryption } from "../../../../chain/elections.ts";
import { BASE, add, multiply } from "../../../../crypto/babyjubjub.ts";
import { decryptionInputs, partiallyDecrypt } from "../../../../protocol/decryption.ts";
import type { OpenElection } from "../../../open-election.ts";
import type { CheckedAggregate } from "../../../trustee/checked-aggregate.ts";
import { keyShareOf, recomputeKeys } from "../../../trustee/key-share.ts";
import type { DemoTrustee } from "../chapters/key.ts";
import type { Stage } from "../../stage.ts";

interface FalseDecryption {
  readonly election: OpenElection;
  readonly aggregate: CheckedAggregate;
  readonly trustee: DemoTrustee;
}

/** A trustee who would like another result: with a wrong point, then with another key than the one that was dealt. */
export async function decryptFalsely(stage: Stage, { election, aggregate, trustee }: FalseDecryption): Promise<void> {
  const { chain, prover, refusals } = stage;
  const { record, ceremony } = election;
  const { publicShares, dealings } = await recomputeKeys({
    chain,
    ceremonyId: ceremony.ceremonyId,
    trusteeCount: ceremony.trustees.length,
  });
  const publicShare = publicShares[trustee.index - 1]!;
  const keyShare = keyShareOf({ key: trustee.key, dealings });
  const c1 = aggregate.aggregate.map((each) => each.c1);
  const { circuit, partials, inputs } = partiallyDecrypt({ keyShare, publicShare, c1 });
  const { words: proof } = await prover.prove({ circuit, inputs: { ...inputs } });
  const [first, ...others] = partials;
  await refusals.expect({
    cheat: "false-decryption",
    attempt: "wrongPoint",
    because: "InvalidProof",
    act: () =>
      submitPartialDecryption({
        chain,
        account: trustee.account,
        electionId: record.electionId,
        trusteeIndex: trustee.index,
        partials: [add(first!, BASE), ...others],
        proof,
      }),
  });
  const otherKey = keyShare + 1n;
  const byOtherKey = c1.map((point) => multiply(point, otherKey));
  const claim = decryptionInputs({ keyShare: otherKey, publicShare, c1, partials: byOtherKey });
  await refusals.expect({
    cheat: "false-decryption",
    attempt: "wrongKey",
    because: "CIRCUIT_REFUSED",
    act: () => prover.prove({ circuit, inputs: { ...claim } }),
  });
}
