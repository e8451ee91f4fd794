import assert from "node:assert/strict";
import { toQuantity } from "ethers";
import { shiftedC } from "../../../scripts/bench/simulated.ts";
import { assertCountedOnce, empty, receive, states, until } from "../relayer/sending/stage.ts";
import { assertInvariant } from "./invariant.ts";
import { Scene } from "./scene.ts";
import { killServices } from "./services.ts";

const CONFIRMATIONS = 70;

describe("services on a chain in trouble, as processes", () => {
  let scene: Scene;
  const mine = (blocks: number): Promise<unknown> => scene.stage.rpc("anvil_mine", toQuantity(blocks));

  before(async () => {
    scene = await Scene.open();
  });
  after(() => scene.end());
  afterEach(async () => {
    await killServices();
    await empty(scene.store);
    await scene.stage.rpc("evm_setAutomine", true);
  });

  it("F20: sends the ballots beside a bad one, and refuses that alone", async () => {
    const [bad, ...good] = scene.stage.ballots(8);
    const services = await scene.start();
    const words = [...shiftedC(bad!.words.slice(0, 8), 1n), ...bad!.words.slice(8)];
    await receive(scene.store, { election: scene.stage.election, ballots: [{ ...bad!, words }] });
    await scene.voters.castUntilTaken(services.url, good);
    await assertInvariant(scene);
    assert.deepEqual(await states(scene.store), { final: 7, "refused PROOF_INVALID": 1 });
  });

  for (const depth of [1, 2, 12, 64]) {
    it(`F16: includes again what a reorganisation ${depth} deep took back, and calls nothing final before its time`, async () => {
      const ballots = scene.stage.ballots(3);
      const services = await scene.start({ chain: { confirmations: CONFIRMATIONS } });
      await scene.voters.castUntilTaken(services.url, ballots);
      await until(async () => (await states(scene.store))["included"] === 3, "included");
      const before = await lastBlock();
      await mine(depth - 1);
      await scene.stage.rpc("anvil_reorg", depth, []);
      await scene.stage.rpc("evm_setAutomine", true);
      await until(async () => {
        await mine(1);
        const { included = 0, final = 0 } = await states(scene.store);
        return included + final === 3 && (await lastBlock()) > before;
      }, "included again");
      await mine(CONFIRMATIONS);
      await assertInvariant(scene);
      await assertCountedOnce(scene.stage, ballots);
    });
  }

  /** Newest in which an entry stands. */
  async function lastBlock(): Promise<number> {
    const rows = await scene.store.database.selectFrom("relay_entries").select("block_number").execute();
    return Math.max(...rows.map(({ block_number: number }) => Number(number)));
  }
});
