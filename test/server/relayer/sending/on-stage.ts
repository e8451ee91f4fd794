import { toQuantity } from "ethers";
import type { Store } from "../../../../src/server/store/store.ts";
import { empty, memoryStore, openStage, PAYER, stopSenders, type Stage } from "./stage.ts";

const COINS = 10n ** 22n;
const BLOCK_GAS_LIMIT = 30_000_000;

/** One stage and one store in memory for all tests of a `describe`. After each the store is empty, and the chain mines and pays as before. */
export function onStage(use: (opened: { readonly stage: Stage; readonly store: Store }) => void): void {
  let stage: Stage;
  let store: Store;
  before(async () => {
    [stage, store] = await Promise.all([openStage(), memoryStore()]);
    use({ stage, store });
  });
  after(async () => {
    await store.close();
    await stage.end();
  });
  afterEach(async () => {
    await stopSenders();
    await empty(store);
    await stage.rpc("evm_setAutomine", true);
    await stage.rpc("evm_setBlockGasLimit", toQuantity(BLOCK_GAS_LIMIT));
    await stage.rpc("anvil_setBalance", PAYER.address, toQuantity(COINS));
  });
}
