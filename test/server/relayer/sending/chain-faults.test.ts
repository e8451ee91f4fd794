import assert from "node:assert/strict";
import { toQuantity } from "ethers";
import { signTransaction, broadcast } from "../../../../src/chain/sending/raw-transactions.ts";
import { batchContract, encodeBatch } from "../../../../src/chain/sending/batch-calls.ts";
import { developmentAccount } from "../../../../src/chain/accounts.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { secondBallot } from "./ballots.ts";
import { onStage } from "./on-stage.ts";
import {
  assertCountedOnce,
  empty,
  memoryStore,
  minedNonce,
  OTHER_PAYER,
  PAYER,
  makeDue,
  receive,
  startTestSender,
  states,
  until,
  untilStates,
  type Stage,
} from "./stage.ts";

const GWEI = 10n ** 9n;
const COINS = toQuantity(10n ** 22n);
const OUTSIDER = developmentAccount(7);

describe("a sender on a chain with faults", () => {
  let stage: Stage;
  let store: Store;
  onStage((opened) => ({ stage, store } = opened));

  const hashes = async (): Promise<string[]> =>
    (await store.database.selectFrom("relay_transactions").select("hash").execute()).map(({ hash }) => hash);
  const broadcastCount = async (): Promise<number> =>
    (await store.database.selectFrom("relay_submissions").select("id").where("state", "=", "broadcast").execute())
      .length;
  const mine = (blocks = 1): Promise<unknown> => stage.rpc("anvil_mine", toQuantity(blocks));

  it("F11: counts a ballot once that comes through two relayers and directly into the same block", async () => {
    const ballots = stage.ballots(4);
    const otherStore = await memoryStore();
    await receive(store, { election: stage.election, ballots });
    await receive(otherStore, { election: stage.election, ballots });
    const nonces = await Promise.all([PAYER, OTHER_PAYER].map((account) => minedNonce(stage, account)));
    await stage.rpc("evm_setAutomine", false);
    // A node estimates a batch on top of what waits to be mined: whoever is asked second puts its own off. So each waits for the other.
    const together = Promise.withResolvers<undefined>();
    let arrived = 0;
    const onStep = async (step: string): Promise<void> => {
      if (step !== "relayer.batch-taken") return;
      arrived += 1;
      if (arrived === 2) together.resolve(undefined);
      await together.promise;
    };
    const senders = [
      await startTestSender(stage, { store, onStep }),
      await startTestSender(stage, { store: otherStore, account: OTHER_PAYER, onStep }),
    ];
    await until(async () => Number(await stage.rpc("eth_getTransactionCount", PAYER.address, "pending")) > nonces[0]! && Number(await stage.rpc("eth_getTransactionCount", OTHER_PAYER.address, "pending")) > nonces[1]!, "both pending"); // prettier-ignore
    const { chain } = stage.test;
    const items = ballots.map(({ words }) => ({ words }));
    const direct = signTransaction({
      connection: chain,
      account: OUTSIDER,
      to: batchContract(chain, "ballot"),
      data: encodeBatch({ kind: "ballot", target: stage.election.electionId, items }),
      nonce: await minedNonce(stage, OUTSIDER),
      gasLimit: 2_000_000n,
      fee: { maxFeePerGas: 100n * GWEI, priorityFee: 50n * GWEI },
      hasBaseFee: true,
    });
    assert.equal(await broadcast(chain, direct.raw), "taken");
    await mine();
    await stage.rpc("evm_setAutomine", true);
    await untilStates(store, { final: 4 });
    await untilStates(otherStore, { final: 4 });
    await Promise.all(senders.map((sender) => sender.stop()));
    await otherStore.close();
    await assertCountedOnce(stage, ballots);
    // The reverted transaction, and none after it.
    const after = await Promise.all([PAYER, OTHER_PAYER].map((account) => minedNonce(stage, account)));
    assert.deepEqual(after, nonces.map((nonce) => nonce + 1)); // prettier-ignore
  });

  it("F11: refuses a ballot whose voter cast another one directly, and sends those beside it", async () => {
    const [cast, drawn, ...others] = stage.ballots(5);
    await receive(store, { election: stage.election, ballots: [cast!] });
    const sender = await startTestSender(stage, { store });
    await untilStates(store, { final: 1 });
    await empty(store);
    await receive(store, { election: stage.election, ballots: [secondBallot(cast!, drawn!), ...others] });
    await untilStates(store, { final: 3, "refused ALREADY_CAST": 1 });
    await sender.stop();
    await assertCountedOnce(stage, [cast!, ...others]);
  });

  it("F12: hands a dropped transaction to the node again", async () => {
    const ballots = stage.ballots(3);
    await receive(store, { election: stage.election, ballots });
    const nonce = await minedNonce(stage);
    await stage.rpc("evm_setAutomine", false);
    const sender = await startTestSender(stage, { store });
    await until(async () => (await broadcastCount()) === 1, "broadcast");
    const [hash] = await hashes();
    await stage.rpc("anvil_dropTransaction", hash);
    await until(async () => (await stage.rpc("eth_getTransactionByHash", hash)) !== null, "there again");
    await stage.rpc("evm_setAutomine", true);
    await mine();
    await untilStates(store, { final: 3 });
    await sender.stop();
    await assertCountedOnce(stage, ballots);
    assert.equal(await minedNonce(stage), nonce + 1);
  });

  it("F12: raises the fee of a transaction that is not mined, with the same nonce", async () => {
    const ballots = stage.ballots(3);
    await receive(store, { election: stage.election, ballots });
    const nonce = await minedNonce(stage);
    await stage.rpc("evm_setAutomine", false);
    const sender = await startTestSender(stage, { store, settings: { bumpAfterSeconds: 0.2 } });
    await until(async () => (await hashes()).length >= 3, "two raises");
    await stage.rpc("evm_setAutomine", true);
    await mine();
    await untilStates(store, { final: 3 });
    await sender.stop();
    await assertCountedOnce(stage, ballots);
    assert.equal(await minedNonce(stage), nonce + 1);
  });

  it("F13: sends anew what lost its nonce to another program with the same account", async () => {
    const ballots = stage.ballots(3);
    await receive(store, { election: stage.election, ballots });
    const nonce = await minedNonce(stage);
    await stage.rpc("evm_setAutomine", false);
    let isDead = false;
    const onStep = (step: string): void => {
      isDead ||= step === "relayer.submission-stored";
      if (isDead) throw new Error("ended");
    };
    const first = await startTestSender(stage, { store, onStep });
    await until(() => isDead, "stored");
    await first.stop();
    const { chain } = stage.test;
    const foreign = signTransaction({
      connection: chain,
      account: PAYER,
      to: OUTSIDER.address,
      data: "0x",
      nonce,
      gasLimit: 21_000n,
      fee: { maxFeePerGas: 100n * GWEI, priorityFee: 2n * GWEI },
      hasBaseFee: true,
    });
    assert.equal(await broadcast(chain, foreign.raw), "taken");
    await stage.rpc("evm_setAutomine", true);
    await mine();
    const second = await startTestSender(stage, { store });
    await untilStates(store, { final: 3 });
    await second.stop();
    await assertCountedOnce(stage, ballots);
    assert.equal(await minedNonce(stage), nonce + 2);
  });

  for (const depth of [1, 2, 12]) {
    it(`F16: includes again what a reorganisation ${depth} deep took back, and calls nothing final before its time`, async () => {
      const ballots = stage.ballots(3);
      await receive(store, { election: stage.election, ballots });
      const sender = await startTestSender(stage, { store, settings: { confirmations: 14 } });
      await untilStates(store, { included: 3 });
      await mine(depth - 1);
      const [before] = await store.database.selectFrom("relay_entries").select("block_number").execute();
      assert.deepEqual(await states(store), { included: 3 });
      await stage.rpc("anvil_reorg", depth, []);
      await stage.rpc("evm_setAutomine", true);
      await until(async () => {
        await mine();
        const rows = await store.database.selectFrom("relay_entries").select(["state", "block_number"]).execute();
        return rows.every(
          ({ state, block_number: number }) => /included|final/.test(state) && number !== before!.block_number,
        );
      }, "included again");
      await mine(14);
      await untilStates(store, { final: 3 });
      await sender.stop();
      await assertCountedOnce(stage, ballots);
    });
  }

  it("F16: refuses no ballot for another of the same voter which the chain may take back, and sends it when that happens", async () => {
    const [cast, drawn] = stage.ballots(2);
    await receive(store, { election: stage.election, ballots: [cast!] });
    const first = await startTestSender(stage, { store });
    await untilStates(store, { final: 1 });
    await first.stop();
    await empty(store);
    const second = secondBallot(cast!, drawn!);
    await receive(store, { election: stage.election, ballots: [second] });
    const sender = await startTestSender(stage, { store, settings: { confirmations: 5 } });
    await until(async () => {
      const rows = await store.database.selectFrom("relay_entries").select(["due_at"]).execute();
      return rows[0]!.due_at!.getTime() > Date.now();
    }, "put off");
    assert.deepEqual(await states(store), { received: 1 });
    await stage.rpc("anvil_reorg", 1, []);
    await stage.rpc("evm_setAutomine", true);
    await mine();
    await makeDue(store);
    await untilStates(store, { included: 1 });
    await mine(6);
    await untilStates(store, { final: 1 });
    await sender.stop();
    await assertCountedOnce(stage, [second]);
  });

  it("F16: closes the gap below its own nonce when a reorganisation frees what another program had used", async () => {
    const ballots = stage.ballots(3);
    const { chain } = stage.test;
    const foreign = signTransaction({
      connection: chain,
      account: PAYER,
      to: OUTSIDER.address,
      data: "0x",
      nonce: await minedNonce(stage),
      gasLimit: 21_000n,
      fee: { maxFeePerGas: 100n * GWEI, priorityFee: 2n * GWEI },
      hasBaseFee: true,
    });
    assert.equal(await broadcast(chain, foreign.raw), "taken");
    await receive(store, { election: stage.election, ballots });
    const sender = await startTestSender(stage, { store, settings: { confirmations: 3 } });
    await untilStates(store, { included: 3 });
    await stage.rpc("anvil_reorg", 2, []);
    await stage.rpc("evm_setAutomine", true);
    await until(async () => {
      await mine();
      return (await states(store))["final"] === 3;
    }, "final");
    await sender.stop();
    await assertCountedOnce(stage, ballots);
  });

  it("F17: waits and advises to cast directly while the fee is above the limit, then sends", async () => {
    const ballots = stage.ballots(3);
    await stage.rpc("anvil_setNextBlockBaseFeePerGas", toQuantity(1_000n * GWEI));
    await mine();
    await receive(store, { election: stage.election, ballots });
    const sender = await startTestSender(stage, { store });
    await until(async () => (await sender.info()).reason === "fee-above-limit", "noticed");
    assert.equal((await sender.info()).advice, "cast-directly");
    assert.equal((await sender.health()).state, "degraded");
    assert.deepEqual(await states(store), { received: 3 });
    await stage.rpc("anvil_setNextBlockBaseFeePerGas", toQuantity(GWEI));
    await mine();
    await untilStates(store, { final: 3 });
    assert.equal((await sender.info()).advice, "relay");
    await sender.stop();
    await assertCountedOnce(stage, ballots);
  });

  it("F18: keeps entries while the account is empty, for another relayer or until it has coins", async () => {
    const ballots = stage.ballots(3);
    await stage.rpc("anvil_setBalance", PAYER.address, "0x0");
    await receive(store, { election: stage.election, ballots });
    const poor = await startTestSender(stage, { store });
    await until(async () => (await poor.health()).state === "failing", "noticed");
    const info = await poor.info();
    assert.deepEqual([info.reason, info.advice, info.queueLength], ["wallet-empty", "cast-directly", 3]);
    const rich = await startTestSender(stage, { store, account: OTHER_PAYER });
    await untilStates(store, { final: 3 });
    assert.equal((await poor.health()).state, "failing");
    await rich.stop();
    const later = stage.ballots(2);
    await receive(store, { election: stage.election, ballots: later });
    await stage.rpc("anvil_setBalance", PAYER.address, COINS);
    await untilStates(store, { final: 5 });
    await poor.stop();
    await assertCountedOnce(stage, [...ballots, ...later]);
  });

  it("F18: lets another relayer send what was signed when the coins ended, and uses the nonce later", async () => {
    const ballots = stage.ballots(3);
    await receive(store, { election: stage.election, ballots });
    const nonce = await minedNonce(stage);
    let isDrained = false;
    const poor = await startTestSender(stage, {
      store,
      onStep: async (step) => {
        if (isDrained || step !== "relayer.submission-stored") return;
        isDrained = true;
        await stage.rpc("anvil_setBalance", PAYER.address, "0x0");
      },
    });
    await until(async () => (await states(store))["received"] === 3 && isDrained, "released");
    const rich = await startTestSender(stage, { store, account: OTHER_PAYER });
    await untilStates(store, { final: 3 });
    await rich.stop();
    const later = stage.ballots(2);
    await receive(store, { election: stage.election, ballots: later });
    await stage.rpc("anvil_setBalance", PAYER.address, COINS);
    await untilStates(store, { final: 5 });
    await poor.stop();
    await assertCountedOnce(stage, [...ballots, ...later]);
    assert.equal(await minedNonce(stage), nonce + 1);
  });

  it("F19: makes smaller batches when blocks become smaller, and says when none is small enough", async () => {
    const ballots = stage.ballots(40);
    await stage.rpc("evm_setBlockGasLimit", toQuantity(3_000_000));
    await mine();
    await receive(store, { election: stage.election, ballots });
    const sender = await startTestSender(stage, { store });
    await untilStates(store, { final: 40 });
    await assertCountedOnce(stage, ballots);
    await stage.rpc("evm_setBlockGasLimit", toQuantity(300_000));
    await mine();
    await receive(store, { election: stage.election, ballots: stage.ballots(1) });
    await until(async () => (await sender.health()).state === "failing", "noticed");
    assert.equal((await sender.info()).reason, "block-too-small");
    await stage.rpc("evm_setBlockGasLimit", toQuantity(30_000_000));
    await mine();
    await untilStates(store, { final: 41 });
    await sender.stop();
  });

  it("F19: halves a transaction that has become too large for a block while it waited", async () => {
    const ballots = stage.ballots(16);
    await receive(store, { election: stage.election, ballots });
    await stage.rpc("evm_setAutomine", false);
    const sender = await startTestSender(stage, { store, settings: { bumpAfterSeconds: 0.3 } });
    await until(async () => (await broadcastCount()) === 1, "broadcast");
    await stage.rpc("evm_setBlockGasLimit", toQuantity(2_000_000));
    // Some blocks, so that the node knows the new limit; the transaction fits in none of them.
    await mine();
    await until(async () => {
      await mine();
      return (await states(store))["final"] === 16;
    }, "all final");
    await sender.stop();
    await assertCountedOnce(stage, ballots);
  });
});
