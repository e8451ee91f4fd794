import assert from "node:assert/strict";
import { Wallet } from "ethers";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { readCeremony } from "../../../src/chain/ceremonies.ts";
import { createCeremony } from "../../../src/chain/ceremonies.ts";
import { castBallots, createElection, readElection } from "../../../src/chain/elections.ts";
import { toPsephosError } from "../../../src/chain/sending/errors.ts";
import { refusalOf } from "../../../src/chain/sending/refusals.ts";
import { publishRoll, readRoll } from "../../../src/chain/rolls.ts";
import { latestTime } from "../../../src/chain/time.ts";
import { ERROR_CODES } from "../../../src/errors.ts";
import { CONTRACT_ERRORS } from "../../../src/generated/errors.ts";
import { startTestChain, type TestChain } from "../setup.ts";

const ROLL = { root: 5n, size: 3, totalWeight: 3n, fileHash: `0x${"11".repeat(32)}` };

describe("transactions", () => {
  let test: TestChain;
  before(async () => {
    test = await startTestChain();
  });
  after(() => test.end());

  it("publishes a roll and reads it back", async () => {
    const { chain, organizer: account } = test;
    const { rollId, gasUsed } = await publishRoll({ chain, account, roll: ROLL });
    assert.ok(gasUsed > 21_000n);
    const { publishedAt, registrar, ...facts } = await readRoll(chain, rollId);
    assert.deepEqual(facts, { rollId, ...ROLL });
    assert.equal(registrar, account.address);
    assert.equal(publishedAt, await latestTime(chain));
  });

  it("sends what one account asks for at once one after the other, each with its own nonce", async () => {
    const { chain, organizer: account } = test;
    const sent = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        publishRoll({ chain, account, roll: { ...ROLL, root: BigInt(index + 1) } }),
      ),
    );
    assert.equal(new Set(sent.map(({ rollId }) => rollId)).size, 5);
  });

  it("names the contract's refusal and its arguments, and pays nothing for it", async () => {
    const { chain, organizer: account } = test;
    const balance = await chain.provider.getBalance(account.address);
    await assert.rejects(publishRoll({ chain, account, roll: { ...ROLL, root: 0n } }), {
      code: "CONTRACT_REFUSED",
      detail: { error: "RootOutOfRange", root: 0n },
    });
    const now = await latestTime(chain);
    const trustees = [developmentAccount(1).address, developmentAccount(2).address];
    const times = { registerBy: now + 300, commitBy: now + 200, dealBy: now + 100 };
    await assert.rejects(createCeremony({ chain, account, trustees, threshold: 2, ...times }), {
      code: "TIMES_INVALID",
    });
    await assert.rejects(
      createCeremony({
        chain,
        account,
        trustees,
        threshold: 3,
        registerBy: now + 100,
        commitBy: now + 200,
        dealBy: now + 300,
      }),
      { code: "THRESHOLD_INVALID" },
    );
    assert.equal(await chain.provider.getBalance(account.address), balance);
  });

  it("names what is unknown to the chain", async () => {
    const { chain, organizer: account } = test;
    await assert.rejects(readElection(chain, 7n), { code: "CONTRACT_REFUSED", message: /no election 7/ });
    await assert.rejects(readCeremony(chain, 7n), { code: "CONTRACT_REFUSED", message: /no key ceremony 7/ });
    await assert.rejects(readRoll(chain, 99n), { code: "CONTRACT_REFUSED", message: /no roll 99/ });
    await assert.rejects(castBallots({ chain, account, electionId: 7n, ballots: [] }), { code: "CONTRACT_REFUSED" });
    const config = { manifestHash: `0x${"22".repeat(32)}`, rollId: 99n, ceremonyId: 1n, rules: 2n, opensAt: 1, closesAt: 2, resultBy: 3, minimumTurnout: 0 }; // prettier-ignore
    await assert.rejects(
      createElection({ chain, account, config }),
      (error: { code: string }) => error.code in ERROR_CODES,
    );
  });

  it("says that the account cannot pay", async () => {
    const account = new Wallet(Wallet.createRandom().privateKey);
    await assert.rejects(publishRoll({ chain: test.chain, account, roll: ROLL }), { code: "FUNDS_INSUFFICIENT" });
  });

  it("has a code and a sentence that ends for every error of the contracts", () => {
    for (const signature of Object.values(CONTRACT_ERRORS)) {
      const name = signature.split("(")[0]!;
      const { code, message } = refusalOf(name, { actual: 0n, needed: 1n });
      assert.ok(code in ERROR_CODES);
      assert.match(message, /^[A-Z].*\.$/s, name);
    }
  });

  it("translates what nodes and networks say", () => {
    const of = (fields: object): string => toPsephosError(Object.assign(new Error("failed"), fields)).code;
    assert.equal(of({ code: "INSUFFICIENT_FUNDS" }), "FUNDS_INSUFFICIENT");
    assert.equal(of({ code: "NONCE_EXPIRED" }), "TRANSACTION_FAILED");
    assert.equal(of({ code: "TIMEOUT" }), "CHAIN_TIMEOUT");
    assert.equal(of({ code: "SERVER_ERROR" }), "CHAIN_UNREACHABLE");
    assert.equal(of({ code: "ECONNREFUSED" }), "CHAIN_UNREACHABLE");
    assert.equal(of({ code: "ECONNRESET" }), "CHAIN_UNREACHABLE");
    assert.equal(of({ code: "BAD_DATA" }), "CHAIN_UNSUPPORTED");
    assert.equal(of({ code: "CALL_EXCEPTION", data: "0x09bde339" }), "PROOF_INVALID");
    assert.equal(of({ info: { error: { data: "0x0c5b20b3" } } }), "ALREADY_CAST");
    assert.equal(of({ code: "CALL_EXCEPTION", data: "0xffffffff" }), "CONTRACT_REFUSED");
    assert.equal(of({}), "TRANSACTION_FAILED");
  });

  it("says that the connection broke when the chain goes away", async () => {
    const other = await startTestChain();
    await other.local.stop();
    await assert.rejects(readRoll(other.chain, 1n), { code: "CHAIN_UNREACHABLE" });
    await assert.rejects(publishRoll({ chain: other.chain, account: other.organizer, roll: ROLL }), {
      code: "CHAIN_UNREACHABLE",
    });
    other.connection.close();
  });
});
