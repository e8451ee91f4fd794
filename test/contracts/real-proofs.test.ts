import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { add, multiplyBase, type Point } from "../../src/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, mod, toBytes } from "../../src/crypto/field.ts";
import type { CircuitName } from "../../src/generated/signals.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { openProver } from "../../src/proofs/prove.ts";
import type { CircuitInputs, Prover } from "../../src/proofs/prover.ts";
import { sealBallot, type SealedBallot } from "../../src/protocol/ballot.ts";
import { buildDealing, openShare } from "../../src/protocol/dealing.ts";
import { partiallyDecrypt } from "../../src/protocol/decryption.ts";
import { createIdentity, type Identity } from "../../src/protocol/identity.ts";
import { buildRollTree, makeRoll, membershipOf, type Roll } from "../../src/protocol/roll.ts";
import { unpackRules } from "../../src/protocol/rules.ts";
import { dealingContext, toScope } from "../../src/protocol/scope.ts";
import { as, mineAt, read, refuses, send, openChain } from "./support/chain.ts";
import { createCeremony, registerTrustee, secretOf, type CeremonyPlan } from "./support/ceremony.ts";
import { aggregateC1, createElection, packRules, type ElectionPlan } from "./support/election.ts";
import { deploySystem, type System } from "./support/system.ts";

/** Points of small order 2, 4 and 8. */
const SMALL_ORDER: readonly Point[] = [
  [0n, 21888242871839275222246405745257275088548364400416034343698204186575808495616n],
  [18930368022820495955728484915491405972470733850014661777449844430438130630919n, 0n],
  [
    4342719913949491028786768530115087822524712248835451589697801404893164183326n,
    4826523245007015323400664741523384119579596407052839571721035538011798951543n,
  ],
];

/** The smallest election of all, two trustees and two voters, with the real circuits and their keys. */
describe("real proofs on chain", () => {
  let system: System;
  let elections: BaseContract;
  let prover: Prover;
  let ceremony: CeremonyPlan;
  let plan: ElectionPlan;
  let roll: Roll;
  const keyShares: bigint[] = [];
  const voters = [1, 2, 3].map((i) => createIdentity(toBytes(secretOf(`voter ${i}`))));
  const random = sequence("random");

  const prove = async (circuit: CircuitName, inputs: object): Promise<bigint[]> => {
    const { words } = await prover.prove({ circuit, inputs: inputs as CircuitInputs });
    return [...words];
  };
  const seal = async (voter: Identity, values: readonly number[]): Promise<SealedBallot> => {
    const election = await read<{ rollRoot: bigint }>(elections, "election", plan.id);
    const terms = {
      rollRoot: election.rollRoot as never,
      scope: toScope(await read<bigint>(elections, "scope", plan.id)),
      rules: unpackRules(plan.config.rules),
      electionKey: plan.key,
    };
    const tree = await buildRollTree(roll);
    const membership = membershipOf({ roll, tree, commitment: voter.commitment });
    return sealBallot({ terms, secret: voter.secret, membership, values, random });
  };
  const wordsOf = async (ballot: SealedBallot): Promise<bigint[]> => [
    ...(await prove(ballot.circuit, ballot.inputs)),
    ballot.nullifier,
    ...ballot.ciphertexts.flatMap(({ c1, c2 }) => [...c1, ...c2]),
  ];
  const decrypt = async (index: number, c1Words: readonly bigint[]) => {
    const publicShare = await read<[bigint, bigint]>(system.ceremonies, "publicShare", ceremony.id, index);
    const c1 = Array.from({ length: c1Words.length / 2 }, (_, k): Point => [c1Words[2 * k]!, c1Words[2 * k + 1]!]);
    const { circuit, partials, inputs } = partiallyDecrypt({
      keyShare: keyShares[index - 1]!,
      publicShare: [publicShare[0], publicShare[1]],
      c1,
    });
    return { partials: partials.flat(), proof: await prove(circuit, inputs) };
  };

  before(async () => {
    prover = openProver();
    system = await deploySystem({
      chain: await openChain(),
      keySource: async (circuit) => (await loadVerifyingKey({ circuit: circuit as CircuitName })).verifyingKey,
    });
    elections = system.elections;
  });
  after(() => prover.close());

  it("deals a key: the contract's statements are the circuit's, and shares open to the public shares", async () => {
    ceremony = await createCeremony(system, { threshold: 2, trusteeCount: 2 });
    for (const trustee of ceremony.trustees) await registerTrustee(system, ceremony, trustee);
    const { chain, ceremonies } = system;
    const place = { chainId: chain.chainId, contract: await ceremonies.getAddress(), ceremonyId: ceremony.id };
    const recipientKeys = ceremony.trustees.map(({ recipientSecret }) => multiplyBase(recipientSecret));
    const built = await Promise.all(
      ceremony.trustees.map(async ({ index, polynomial }) => {
        const seat = { ...place, dealerIndex: index };
        const { dealing, hash, inputs } = buildDealing({
          seat,
          secret: { coefficients: polynomial, ephemerals: [random(), random()] },
          recipientKeys,
        });
        const proofs: bigint[][] = [];
        for (const statement of inputs) proofs.push(await prove("dealing", statement));
        const shares = dealing.shares.flatMap(({ ephemeralKey, encryptedShare }, j) => [
          ...proofs[j]!,
          ...ephemeralKey,
          encryptedShare,
        ]);
        return { seat, dealing, hash, inputs, shares };
      }),
    );
    for (const [i, { signer }] of ceremony.trustees.entries()) {
      await send(as(ceremonies, signer), "commit", ceremony.id, built[i]!.hash);
    }
    for (const [i, { signer }] of ceremony.trustees.entries()) {
      await send(as(ceremonies, signer), "deal", ceremony.id, built[i]!.dealing.commitments, built[i]!.shares);
    }
    for (const { index: recipientIndex, recipientSecret } of ceremony.trustees) {
      const parts = built.map(({ seat, dealing, inputs }) =>
        openShare({
          share: dealing.shares[recipientIndex - 1]!,
          context: dealingContext({ ...seat, recipientIndex }),
          recipientSecret,
          shareKey: inputs[recipientIndex - 1]!.shareKey,
        }),
      );
      const keyShare = mod(
        parts.reduce((sum, part) => sum + part, 0n),
        SUBGROUP_ORDER,
      );
      keyShares.push(keyShare);
      const publicShare = await read<bigint[]>(ceremonies, "publicShare", ceremony.id, recipientIndex);
      assert.deepEqual([...publicShare], multiplyBase(keyShare));
    }
  });

  it("tests the key shares before voting", async () => {
    roll = makeRoll({
      name: "Three voters",
      entries: voters.map(({ commitment }) => ({ commitment, weight: 1n })),
    });
    const tree = await buildRollTree(roll);
    await send(system.rolls, "publishRoll", tree.root, 3n, 3n, `0x${"11".repeat(32)}`);
    plan = await createElection(system, ceremony, { rollId: 1n, rules: packRules({ optionCount: 2 }) });
    const c1 = [...(await read<bigint[]>(elections, "keyTestCiphertext", plan.id))];
    for (const index of [1, 2]) {
      const { partials, proof } = await decrypt(index, c1);
      await send(elections, "submitKeyTest", plan.id, index, partials, proof);
    }
    await mineAt(system.chain, plan.config.opensAt);
    assert.equal(await read(elections, "phase", plan.id), 1n);
  });

  it("casts ballots in a batch and alone", async () => {
    const [first, second, third] = await Promise.all(voters.map((voter, i) => seal(voter, i === 1 ? [0, 1] : [1, 0])));
    const batch = [...(await wordsOf(first!)), ...(await wordsOf(second!))];
    await send(elections, "cast", plan.id, batch);
    await send(elections, "cast", plan.id, await wordsOf(third!));
    assert.equal((await read<{ accepted: bigint }>(elections, "election", plan.id)).accepted, 3n);
  });

  it("T020, T051: refuses a ballot with any signal changed or a part of small order added to a point", async () => {
    const ballot = await wordsOf(await seal(voters[0]!, [1, 0]));
    for (let i = 8; i < ballot.length; i++) {
      await refuses("InvalidProof()", elections, "cast", plan.id, ballot.with(i, ballot[i]! ^ 1n));
    }
    for (const small of SMALL_ORDER) {
      for (let at = 9; at < ballot.length; at += 2) {
        const [x, y] = add([ballot[at]!, ballot[at + 1]!], small);
        await refuses("InvalidProof()", elections, "cast", plan.id, ballot.with(at, x).with(at + 1, y));
      }
    }
    await refuses("NothingAccepted()", elections, "cast", plan.id, ballot);
  });

  it("opens the sum", async () => {
    await mineAt(system.chain, plan.config.closesAt);
    const c1 = await aggregateC1(system, plan);
    const all: bigint[] = [];
    for (const index of [1, 2]) {
      const { partials, proof } = await decrypt(index, c1);
      const wrong = add([partials[0]!, partials[1]!], SMALL_ORDER[0]!);
      const altered = partials.with(0, wrong[0]).with(1, wrong[1]);
      await refuses("InvalidProof()", elections, "submitPartialDecryption", plan.id, index, altered, proof);
      await send(elections, "submitPartialDecryption", plan.id, index, partials, proof);
      all.push(...partials);
    }
    await send(elections, "publishResult", plan.id, [2n, 1n], [1, 2], all);
    assert.deepEqual([...(await read<bigint[]>(elections, "result", plan.id))], [2n, 1n]);
  });
});

/** Scalars that look random and are the same in every run. */
function sequence(label: string): () => bigint {
  let next = 0;
  return () => secretOf(`${label} ${next++}`);
}
