import assert from "node:assert/strict";
import { sql } from "kysely";
import { castBallots } from "../../../../src/chain/elections.ts";
import { advanceTo } from "../../../../src/chain/time.ts";
import { isPsephosError, type ErrorCode } from "../../../../src/errors.ts";
import { electionSignals } from "../../../../src/protocol/ballot.ts";
import { relayReceiptSigner } from "../../../../src/protocol/relay-receipt.ts";
import { checkBallot, type SubmittedBallot } from "../../../../src/server/relayer/intake/ballots.ts";
import { keep } from "../../../../src/server/relayer/intake/entries.ts";
import { Targets } from "../../../../src/server/relayer/intake/targets.ts";
import { DEFAULT_RELAYER_SETTINGS } from "../../../../src/server/relayer/settings.ts";
import { LATEST_TIME } from "../../../../src/server/times.ts";
import type { Intake } from "../../../../src/server/relayer/intake/intake.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import type { EntryState } from "../../../../src/server/store/tables/relay.ts";
import { shiftedC, simulatedKeyOf, simulateProof } from "../../../../scripts/bench/simulated.ts";
import { forBothStores, openEmbedded } from "../../support/both-stores.ts";
import { makeBallots, openIntake, openIntakeStage, proofBatches, telemetry, type IntakeStage } from "./stage.ts";

const CALLER = "caller";
const FOLLOWING: Partial<Record<EntryState, EntryState>> = {
  received: "submitted",
  submitted: "included",
  included: "final",
};
const isCode =
  (code: ErrorCode) =>
  (error: unknown): boolean =>
    isPsephosError(error, code);

function wrong(ballot: SubmittedBallot): SubmittedBallot {
  return { ...ballot, proof: shiftedC(ballot.proof, 5n) };
}

async function rows(store: Store): Promise<number> {
  const { count } = await store.database
    .selectFrom("relay_entries")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

describe("intake of ballots", () => {
  let stage: IntakeStage;

  before(async () => {
    stage = await openIntakeStage();
  });

  after(() => stage.end());

  forBothStores((open) => {
    let store: Store;
    let intake: Intake;

    before(async () => {
      store = await open();
      intake = await openIntake(stage, store);
    });

    after(() => intake.stop());

    it("keeps a ballot before it answers, and signs for it", async () => {
      const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
      const { ticket, state, receipt } = await intake.submitBallot(ballot, CALLER);
      assert.equal(state, "received");
      assert.equal(relayReceiptSigner(receipt), stage.relayer.address.toLowerCase());
      assert.equal(receipt.nullifier, ballot.nullifier);
      assert.equal(receipt.submitBy % 300, 0);
      const row = await store.database.selectFrom("relay_entries").selectAll().where("id", "=", ticket).executeTakeFirstOrThrow(); // prettier-ignore
      assert.deepEqual(row.words, [...ballot.proof, ballot.nullifier, ...ballot.ciphertexts].map(String));
      assert.equal(row.nullifier, String(ballot.nullifier));
      assert.ok(row.due_at instanceof Date);
      assert.equal((await intake.entry(ticket)).state, "received");
    });

    it("takes no ballot of an election whose creator it does not pay for", async () => {
      const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
      const check = (electionCreators: readonly string[]) => {
        const targets = new Targets(stage.chain, { electionCreators, policyDepartments: [] });
        return checkBallot(ballot, { targets, settings: DEFAULT_RELAYER_SETTINGS });
      };
      await assert.rejects(check([stage.relayer.address.toLowerCase()]), (error) =>
        isPsephosError(error, "NOT_RELAYED"),
      );
      assert.equal((await check([stage.organizer.address.toLowerCase()])).target, ballot.electionId);
    });

    it("takes a ballot of an election that closes at the end of all words, and costs no others their place", async () => {
      const [honest, hostile] = makeBallots(stage, 2) as [SubmittedBallot, SubmittedBallot];
      const targets = new Targets(stage.chain);
      const endless = new Targets(stage.chain);
      endless.election = async (electionId) => {
        const { record, ...target } = await targets.election(electionId);
        return { ...target, record: { ...record, config: { ...record.config, closesAt: Number(2n ** 64n - 2n) } } };
      };
      const candidates = await Promise.all([
        checkBallot(honest, { targets, settings: DEFAULT_RELAYER_SETTINGS }),
        checkBallot(hostile, { targets: endless, settings: DEFAULT_RELAYER_SETTINGS }),
      ]);
      assert.equal(candidates[1].closesAt, LATEST_TIME);
      const kept = await keep(store, candidates);
      assert.deepEqual(
        kept.map((entry) => entry?.state),
        ["received", "received"],
      );
    });

    it("T090: keeps nothing of the caller, and no time but the one it is due at", async () => {
      const { rows: columns } = await sql<{ column_name: string; data_type: string }>`
        SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'relay_entries'`.execute(
        store.database,
      );
      assert.ok(columns.length > 10);
      const times = columns
        .filter(({ data_type }) => /time|date/.test(data_type))
        .map(({ column_name }) => column_name);
      assert.deepEqual(times, ["due_at"]);
      assert.ok(
        !columns.some(({ column_name }) => /caller|address|ip|agent|header|created|received_at/.test(column_name)),
      );
    });

    it("takes the same ballot 50 times at once as one: one row, one ticket, one receipt", async () => {
      const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
      const before = await rows(store);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => intake.submitBallot(ballot, `caller ${index}`)),
      );
      assert.equal(await rows(store), before + 1);
      assert.equal(new Set(answers.map(({ receipt }) => JSON.stringify({ ...receipt, target: "", nullifier: "", chainId: "" }))).size, 1); // prettier-ignore
      assert.deepEqual((await intake.submitBallot(ballot, "later")).receipt, answers[0]!.receipt);
    });

    it("takes one of two ballots of one voter, and refuses the other however close they come", async () => {
      const [one, two] = makeBallots(stage, 2) as [SubmittedBallot, SubmittedBallot];
      // A proof of the second choice under the first one's nullifier.
      const again = forgedFor(one.nullifier, two);
      const outcomes = await Promise.allSettled([intake.submitBallot(one, "a"), intake.submitBallot(again, "b")]);
      const refused = outcomes.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
      assert.equal(refused.length, 1);
      assert.ok(isCode("ALREADY_RECEIVED")(refused[0]!.reason));
      await assert.rejects(intake.submitBallot(outcomes[0].status === "fulfilled" ? again : one, "c"), isCode("ALREADY_RECEIVED")); // prettier-ignore
    });

    it("F20: refuses the wrong proofs of a batch, and keeps the others", async () => {
      const ballots = makeBallots(stage, 12);
      const outcomes = await Promise.allSettled(
        ballots.map((ballot, index) => intake.submitBallot(index % 5 === 2 ? wrong(ballot) : ballot, `voter ${index}`)),
      );
      for (const [index, outcome] of outcomes.entries()) {
        if (index % 5 !== 2) assert.equal(outcome.status, "fulfilled");
        else assert.ok(outcome.status === "rejected" && isCode("PROOF_INVALID")(outcome.reason));
      }
    });

    it("lets a refused ballot be sent anew, and tells why it was refused", async () => {
      const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
      const { ticket } = await intake.submitBallot(ballot, CALLER);
      await store.database
        .updateTable("relay_entries")
        .set({ state: "refused", reason: "RELAY_FAILED", due_at: null })
        .where("id", "=", ticket)
        .execute();
      assert.deepEqual(await intake.entry(ticket), { ticket, state: "refused", reason: "RELAY_FAILED", transactionHash: null, blockNumber: null }); // prettier-ignore
      const again = await intake.submitBallot(ballot, CALLER);
      assert.notEqual(again.ticket, ticket);
      assert.equal(again.state, "received");
    });

    it("tells each change of an entry to those who follow it, and ends with the last", async () => {
      const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
      const { ticket } = await intake.submitBallot(ballot, CALLER);
      const hash = `0x${"12".repeat(32)}`;
      const states: string[] = [];
      for await (const entry of intake.follow(ticket, new AbortController().signal)) {
        states.push(`${entry.state} ${entry.transactionHash}`);
        const next = FOLLOWING[entry.state];
        if (next === undefined) continue;
        await store.database.updateTable("relay_entries").set({ state: next, transaction_hash: hash, block_number: 5 }).where("id", "=", ticket).execute(); // prettier-ignore
      }
      assert.deepEqual(states, ["received null", "submitted null", `included ${hash}`, `final ${hash}`]);
    });

    it("F21: answers nobody when the database fails, and the same ballot later is taken", async () => {
      const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
      const steps: string[] = [];
      const broken: Store = { ...store, transaction: () => Promise.reject(new Error("Connection terminated")) };
      const unlucky = await openIntake(stage, broken, { onStep: (step) => void steps.push(step) });
      await assert.rejects(unlucky.submitBallot(ballot, CALLER), isCode("STORE_UNAVAILABLE"));
      await unlucky.stop();
      assert.deepEqual(steps, ["relayer.received", "relayer.verified"]);
      assert.equal((await intake.submitBallot(ballot, CALLER)).state, "received");
    });

    it("counts refusals by minute and code for the watcher", async () => {
      const counting = await openIntake(stage, store);
      const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
      for (let time = 0; time < 3; time++) {
        await assert.rejects(counting.submitBallot({ ...ballot, electionId: 99n }, CALLER), isCode("NOT_FOUND"));
      }
      await counting.stop();
      const counts = await store.database
        .selectFrom("relay_refusals")
        .selectAll()
        .where("code", "=", "NOT_FOUND")
        .execute();
      assert.equal(
        counts.reduce((sum, { count }) => sum + count, 0),
        3,
      );
    });
  });

  /** Simulated keys prove anything: here another choice under a given nullifier. */
  function forgedFor(nullifier: bigint, { ciphertexts }: SubmittedBallot): SubmittedBallot {
    const signals = [...electionSignals(stage.election.terms), nullifier, ...ciphertexts];
    const proof = simulateProof(simulatedKeyOf("ballot-2"), signals).words;
    return { electionId: stage.election.electionId, proof, nullifier, ciphertexts };
  }
});

describe("intake, whichever store", () => {
  let stage: IntakeStage;
  let store: Store;

  before(async () => {
    stage = await openIntakeStage();
    store = await openEmbedded();
  });

  after(async () => {
    await store.close();
    await stage.end();
  });

  it("T100: does no proof work for what cheap checks refuse", async () => {
    const measured = telemetry();
    const intake = await openIntake(stage, store, { telemetry: measured });
    const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
    const { proof, ciphertexts, nullifier } = ballot;
    const junk: [ErrorCode, SubmittedBallot][] = [
      ["NOT_FOUND", { ...ballot, electionId: 0n }],
      ["NOT_FOUND", { ...ballot, electionId: 2n ** 64n - 1n }],
      ["BALLOT_MALFORMED", { ...ballot, ciphertexts: [...ciphertexts, ...ciphertexts] }],
      ["POINT_INVALID", { ...ballot, proof: [proof[0]! + 1n, ...proof.slice(1)] }],
      ["POINT_INVALID", { ...ballot, proof: [...proof.slice(0, 7), 1n] }],
      ["POINT_INVALID", { ...ballot, ciphertexts: [1n, ...ciphertexts.slice(1)] }],
    ];
    for (const [code, each] of junk) await assert.rejects(intake.submitBallot(each, CALLER), isCode(code));
    // What is kept, or cast, is no reason for it either.
    await intake.submitBallot(ballot, CALLER);
    const [cast] = makeBallots(stage, 1) as [SubmittedBallot];
    const words = [...cast.proof, cast.nullifier, ...cast.ciphertexts];
    const { chain, organizer: account, election } = stage;
    await castBallots({ chain, account, electionId: election.electionId, ballots: [words] });
    const before = await proofBatches(measured);
    await intake.submitBallot(ballot, CALLER);
    await intake.submitBallot(wrong(ballot), CALLER);
    const other = { ...ballot, ciphertexts: cast.ciphertexts };
    await assert.rejects(intake.submitBallot(other, CALLER), isCode("ALREADY_RECEIVED"));
    await assert.rejects(intake.submitBallot(cast, CALLER), isCode("ALREADY_CAST"));
    assert.equal(await proofBatches(measured), before);
    assert.equal(before, 1);
    assert.equal(nullifier, ballot.nullifier);
    await intake.stop();
  });

  it("names its steps in their order", async () => {
    const steps: string[] = [];
    const intake = await openIntake(stage, store, { onStep: (step) => void steps.push(step) });
    await intake.submitBallot(makeBallots(stage, 1)[0]!, CALLER);
    assert.deepEqual(steps, ["relayer.received", "relayer.verified", "relayer.stored", "relayer.answered"]);
    await intake.stop();
  });

  it("F46: tells those who find the queue full to come again, and drops nobody whom it let in", async () => {
    const intake = await openIntake(stage, store, { settings: { queueLimit: 20 } });
    const outcomes = await Promise.allSettled(
      makeBallots(stage, 200).map((ballot, index) => intake.submitBallot(ballot, `voter ${index}`)),
    );
    const busy = outcomes.filter((outcome) => outcome.status === "rejected" && isCode("BUSY")(outcome.reason));
    const taken = outcomes.filter(({ status }) => status === "fulfilled");
    assert.equal(busy.length + taken.length, 200);
    assert.ok(taken.length >= 20 && busy.length > 0);
    await intake.stop();
  });

  it("T100: bounds what one caller's wrong proofs cost, while others are served", async () => {
    const measured = telemetry();
    const intake = await openIntake(stage, store, { telemetry: measured });
    const attack = Promise.allSettled(
      makeBallots(stage, 300).map((ballot) => intake.submitBallot(wrong(ballot), "bad")),
    );
    const served = await Promise.allSettled(
      makeBallots(stage, 40).map((ballot, index) => intake.submitBallot(ballot, `voter ${index}`)),
    );
    assert.ok(served.every(({ status }) => status === "fulfilled"));
    const codes = (await attack).map((outcome) => (outcome as PromiseRejectedResult).reason as { code: string });
    const verified = codes.filter(({ code }) => code === "PROOF_INVALID").length;
    assert.ok(verified <= 40, `${verified} proofs of the attacker were verified`);
    assert.ok(codes.every(({ code }) => code === "PROOF_INVALID" || code === "BUSY"));
    await intake.stop();
  });

  it("F21: refuses with the database closed, and acknowledges nothing", async () => {
    const gone = await openEmbedded();
    const intake = await openIntake(stage, gone);
    await gone.close();
    await assert.rejects(intake.submitBallot(makeBallots(stage, 1)[0]!, CALLER), isCode("STORE_UNAVAILABLE"));
    await intake.stop();
  });

  it("advises to cast directly when the close is near, and takes nothing once it has come", async () => {
    const [ballot] = makeBallots(stage, 1) as [SubmittedBallot];
    const cautious = await openIntake(stage, store, { settings: { closingMarginSeconds: 86_400 } });
    await assert.rejects(cautious.submitBallot(ballot, CALLER), isCode("CLOSING_SOON"));
    await cautious.stop();
    const near = await openIntake(stage, store, { settings: { closingMarginSeconds: 10, maxDelaySeconds: 7200 } });
    const { receipt } = await near.submitBallot(ballot, CALLER);
    assert.ok(receipt.submitBy <= stage.election.closesAt);
    await advanceTo(stage.chain, stage.election.closesAt);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await assert.rejects(near.submitBallot(makeBallots(stage, 1)[0]!, CALLER), isCode("PHASE_WRONG"));
    await near.stop();
    await assert.rejects(near.submitBallot(ballot, CALLER), isCode("BUSY"));
  });
});
