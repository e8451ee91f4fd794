import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { simulatedKeyOf, simulateProof } from "../../../../scripts/bench/simulated.ts";
import { developmentAccount } from "../../../../src/chain/accounts.ts";
import { readAttestation, withdrawAttestation } from "../../../../src/chain/attestations.ts";
import { openEnrolment, readEnrolment } from "../../../../src/chain/enrolments.ts";
import { readTrustRoot, registerDepartment, registerIssuerKey } from "../../../../src/chain/issuers.ts";
import { publishPolicy } from "../../../../src/chain/policies.ts";
import { readEnrolled } from "../../../../src/chain/enrolment-events.ts";
import { readRecorded } from "../../../../src/chain/sending/batch-calls.ts";
import { advanceTo, latestTime } from "../../../../src/chain/time.ts";
import { multiplyBase } from "../../../../src/crypto/babyjubjub.ts";
import { randomScalar } from "../../../../src/crypto/random.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import {
  attestationContext,
  enrolmentContext,
  withdrawalContext,
} from "../../../../src/protocol/credential/context.ts";
import { departmentIdOf } from "../../../../src/protocol/credential/issuer-key.ts";
import { policyTerms } from "../../../../src/protocol/credential/policy-terms.ts";
import { parsePolicy, policyText } from "../../../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../../../src/protocol/credential/schemas.ts";
import { Targets } from "../../../../src/server/relayer/intake/targets.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { POLICY, RESIDENT } from "../../../protocol/credential/fixtures.ts";
import { onStage } from "./on-stage.ts";
import { empty, minedNonce, startTestSender, states, until, untilStates, type Stage } from "./stage.ts";

const DEPARTMENT = developmentAccount(1);

interface Made {
  readonly words: readonly bigint[];
  readonly pseudonym: bigint;
  readonly commitment?: bigint;
}

describe("a sender of presentations", () => {
  let stage: Stage;
  let store: Store;
  let policyId: bigint;
  let enrolmentId: bigint;
  let closesAt: number;
  const policy = parsePolicy({ ...POLICY, onRevocation: "lapses" }, SCHEMAS);
  const terms = policyTerms(policy, RESIDENT);

  onStage((opened) => ({ stage, store } = opened));
  before(async () => {
    const { chain, organizer: account } = stage.test;
    const did = policy.verifier;
    const { departmentId } = await registerDepartment({ chain, account, did, departmentAccount: DEPARTMENT.address });
    const key = {
      departmentId,
      schemaHash: RESIDENT.hash,
      epoch: 1,
      endsAt: (await latestTime(chain)) + 86_400,
      certificateHash: `0x${"11".repeat(32)}`,
      publicKey: multiplyBase(randomScalar()),
    };
    const status = { statusRoot: 7n, listsHash: `0x${"22".repeat(32)}` };
    await registerIssuerKey({ chain, account, key, status });
    ({ policyId } = await publishPolicy({ chain, account: DEPARTMENT, terms, text: policyText(policy) }));
    const now = await latestTime(chain);
    closesAt = now + 3_600;
    const times = { opensAt: now, closesAt };
    ({ enrolmentId } = await openEnrolment({ chain, account: DEPARTMENT, name: "Electorate", policyId, ...times }));
  });

  const place = (contract: "attestations" | "enrolments") => ({
    chainId: BigInt(stage.test.chain.chainId),
    contract: stage.test.deployment.addresses[contract],
  });

  async function make({
    kind,
    pseudonym = randomScalar(),
    age = 0,
  }: {
    kind: "attestation" | "enrolment";
    pseudonym?: bigint;
    age?: number;
  }): Promise<Made> {
    // prettier-ignore
    const { chain } = stage.test;
    const commitment = randomScalar();
    const context =
      kind === "attestation"
        ? attestationContext({ ...place("attestations"), policyId })
        : enrolmentContext({ ...place("enrolments"), enrolmentId, commitment });
    const own = [await readTrustRoot(chain), BigInt((await latestTime(chain)) - age), pseudonym, 0n];
    const circuit = terms.circuit === "presentation" ? "presentation" : "presentation-plain";
    const proof = simulateProof(simulatedKeyOf(circuit), [terms.policyHash, context, ...own]).words;
    if (kind === "attestation") return { words: [...proof, ...own], pseudonym };
    return { words: [...proof, context, ...own], pseudonym, commitment };
  }

  async function take(kind: "attestation" | "enrolment" | "withdrawal", made: readonly Made[]): Promise<void> {
    const rows = made.map(({ words, pseudonym, commitment }) => ({
      id: randomUUID(),
      kind,
      target: String(kind === "enrolment" ? enrolmentId : policyId),
      nullifier: String(pseudonym),
      content_hash: randomUUID(),
      words: JSON.stringify(words.map(String)),
      commitment: commitment === undefined ? null : String(commitment),
      submit_by: 0,
      closes_at: kind === "enrolment" ? closesAt : null,
      state: "received" as const,
      reason: null,
      due_at: new Date(0),
    }));
    await store.database.insertInto("relay_entries").values(rows).execute();
  }

  it("has no business with policies of departments that its operator does not pay for", async () => {
    const targets = (did: string) =>
      new Targets(stage.test.chain, { electionCreators: [], policyDepartments: [departmentIdOf(did)] });
    await assert.rejects(targets("did:web:elsewhere.example").policy(policyId), (error) =>
      isPsephosError(error, "NOT_RELAYED"),
    );
    assert.equal((await targets(policy.verifier).policy(policyId)).policyId, policyId);
  });

  it("records attestations of a policy in one transaction, and refuses a stale one alone", async () => {
    const made = await Promise.all([0, 0, 0].map(() => make({ kind: "attestation" })));
    const stale = await make({ kind: "attestation", age: terms.maxClockSkew + 60 });
    await take("attestation", [...made, stale]);
    const nonce = await minedNonce(stage);
    await startTestSender(stage, { store, settings: { retentionSeconds: 1e9 } });
    await untilStates(store, { final: 3, "refused PRESENTATION_STALE": 1 });
    assert.equal(await minedNonce(stage), nonce + 1);
    for (const { pseudonym } of made) {
      assert.ok(await readAttestation({ chain: stage.test.chain, policyId, pseudonym }));
    }
  });

  it("refuses a presentation that adds nothing to a later one, and finds one that is recorded already", async () => {
    const pseudonym = randomScalar();
    const earlier = await make({ kind: "attestation", pseudonym, age: 10 });
    const later = await make({ kind: "attestation", pseudonym });
    await startTestSender(stage, { store, settings: { retentionSeconds: 1e9 } });
    await take("attestation", [later]);
    await untilStates(store, { final: 1 });
    await take("attestation", [earlier]);
    await untilStates(store, { final: 1, "refused ALREADY_DONE": 1 });
    await empty(store);
    await take("attestation", [later]);
    await untilStates(store, { final: 1 });
  });

  /** Of what stands of the pseudonym now. */
  async function end(pseudonym: bigint): Promise<Made> {
    const { chain } = stage.test;
    const { provenAt = 0 } = (await readAttestation({ chain, policyId, pseudonym })) ?? {};
    const context = withdrawalContext({ ...place("attestations"), policyId, provenAt: BigInt(provenAt) });
    const signals = [terms.departmentId, terms.scopeId, context, pseudonym];
    const proof = simulateProof(simulatedKeyOf("pseudonym"), signals).words;
    return { words: [...proof, pseudonym, BigInt(provenAt)], pseudonym };
  }

  it("ends attestations one by one, refuses a withdrawal that proves nothing alone, and finds one that others sent", async () => {
    const { chain, organizer: account } = stage.test;
    const made = await Promise.all([0, 0, 0].map(() => make({ kind: "attestation" })));
    await startTestSender(stage, { store, settings: { retentionSeconds: 1e9 } });
    await take("attestation", made);
    await untilStates(store, { final: 3 });
    await empty(store);
    const [first, second, elsewhere] = await Promise.all(made.map(({ pseudonym }) => end(pseudonym)));
    const forged = { ...second!, words: [...first!.words.slice(0, 8), ...second!.words.slice(8)] };
    const { pseudonym } = elsewhere!;
    const proof = elsewhere!.words.slice(0, 8);
    const { transactionHash } = await withdrawAttestation({ chain, account, policyId, pseudonym, proof });
    await take("withdrawal", [first!, forged, elsewhere!]);
    await untilStates(store, { final: 2, "refused PROOF_INVALID": 1 });
    const kept = await store.database
      .selectFrom("relay_entries")
      .select("transaction_hash")
      .where("nullifier", "=", String(pseudonym))
      .execute();
    assert.deepEqual(kept, [{ transaction_hash: transactionHash }]);
    const standing = await Promise.all(
      made.map(async (each) => (await readAttestation({ chain, policyId, pseudonym: each.pseudonym }))?.withdrawn),
    );
    assert.deepEqual(standing, [true, false, true]);
  });

  it("tells the end of one attestation from the end of a later one of the same holder", async () => {
    const { chain } = stage.test;
    const pseudonym = randomScalar();
    await startTestSender(stage, { store, settings: { retentionSeconds: 1e9 } });
    await take("attestation", [await make({ kind: "attestation", pseudonym, age: 10 })]);
    await untilStates(store, { final: 1 });
    const early = await end(pseudonym);
    await take("withdrawal", [early]);
    await untilStates(store, { final: 2 });
    await advanceTo(stage.test.chain, (await latestTime(chain)) + 5);
    await take("attestation", [await make({ kind: "attestation", pseudonym })]);
    await untilStates(store, { final: 3 });
    const late = await end(pseudonym);
    const nullifiers = [pseudonym];
    const recorded = await readRecorded({ chain, kind: "withdrawal", target: policyId, nullifiers });
    assert.deepEqual(
      [recorded.length, recorded[0]!.says(early.words), recorded[0]!.says(late.words)],
      [1, true, false],
    );
    await take("withdrawal", [late]);
    await untilStates(store, { final: 4 });
  });

  it("enrols each commitment once, whatever else comes with the same pseudonym", async () => {
    const [first, second] = await Promise.all([0, 0].map(() => make({ kind: "enrolment" })));
    const again = await make({ kind: "enrolment", pseudonym: first!.pseudonym });
    await startTestSender(stage, { store, settings: { retentionSeconds: 1e9 } });
    await take("enrolment", [first!, second!]);
    await untilStates(store, { final: 2 });
    await store.database.deleteFrom("relay_entries").execute();
    const third = await make({ kind: "enrolment" });
    await take("enrolment", [again, third]);
    await untilStates(store, { final: 1, "refused ALREADY_DONE": 1 });
    const { chain } = stage.test;
    assert.equal((await readEnrolment(chain, enrolmentId)).size, 3);
    const enrolled = (await readEnrolled(chain, enrolmentId)).map(({ commitment }) => commitment);
    assert.deepEqual(new Set(enrolled), new Set([first, second, third].map((made) => made!.commitment)));
  });

  it("keeps a presentation that is a moment ahead of the chain, and refuses one after the close", async () => {
    await take("attestation", [await make({ kind: "attestation", age: -60 })]);
    await startTestSender(stage, { store, settings: { retentionSeconds: 1e9 } });
    const isPutOff = async (): Promise<boolean> =>
      (await store.database.selectFrom("relay_entries").select("due_at").executeTakeFirstOrThrow()).due_at! >
      new Date();
    await until(isPutOff, "put off");
    assert.deepEqual(await states(store), { received: 1 });
    await stage.rpc("evm_increaseTime", 70);
    await stage.rpc("evm_mine");
    await store.database
      .updateTable("relay_entries")
      .set({ due_at: new Date(0) })
      .execute();
    await untilStates(store, { final: 1 });
    const late = await make({ kind: "enrolment" });
    await stage.rpc("evm_increaseTime", 3_700);
    await stage.rpc("evm_mine");
    await take("enrolment", [late]);
    await untilStates(store, { final: 1, "refused PHASE_WRONG": 1 });
  });
});
