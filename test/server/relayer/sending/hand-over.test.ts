import assert from "node:assert/strict";
import { pino } from "pino";
import { handOver } from "../../../../src/server/relayer/sending/hand-over.ts";
import { emptyNotes, type Sending } from "../../../../src/server/relayer/sending/sending.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import { memoryStore, OTHER_PAYER, PAYER } from "./stage.ts";

const ADDRESS = PAYER.address.toLowerCase();

describe("a transaction that is handed to a node", () => {
  let store: Store;
  before(async () => {
    store = await memoryStore();
  });
  after(() => store.close());

  for (const [account, hold] of [
    [ADDRESS, "wallet-empty"],
    [OTHER_PAYER.address.toLowerCase(), undefined],
  ] as const) {
    it(`F18: ${hold === undefined ? "says nothing of this account's coins if another's cannot pay" : "says that this account cannot pay"}`, async () => {
      const send = (): Promise<never> =>
        Promise.reject(
          Object.assign(new Error("refused"), { error: { code: -32_003, message: "insufficient funds for gas" } }),
        );
      const sending = {
        address: ADDRESS,
        store,
        chain: { provider: { send } },
        notes: emptyNotes(),
        log: pino({ level: "silent" }),
        facts: { fresh: () => Promise.resolve() },
      } as unknown as Sending;
      assert.equal(await handOver(sending, { id: 1, account, hash: "0x01", raw: "0x02" }), "unpaid");
      assert.equal(sending.notes.hold, hold);
    });
  }
});
