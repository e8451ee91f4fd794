import assert from "node:assert/strict";
import type { SimulatedBallot } from "../../../scripts/bench/simulated-ballots.ts";
import { castBallots } from "../../../src/chain/election-transactions.ts";
import { advanceTo, latestTime } from "../../../src/chain/time.ts";
import { refusalText } from "../../../src/cli/refusal-text.ts";
import { isPsephosError, type PsephosError } from "../../../src/errors.ts";
import { ciphertextsFrom, PROOF_WORDS } from "../../../src/protocol/words.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { getRelay } from "../../../src/server/client/endpoints.ts";
import { latestPromise, submitToRelay, type RelaySubmission } from "../../../src/server/client/relay.ts";
import { assertCountedOnce, counted } from "../relayer/sending/stage.ts";
import { assertInvariant } from "./invariant.ts";
import { Scene, stop } from "./scene.ts";
import type { Services } from "./services.ts";

const MARGIN_SECONDS = 120;
const LAST_MINUTES = 300;
/** The relayer may use what the chain told a second ago. */
const KEPT_MS = 1_500;

describe("the last minutes of an election, through services as processes", () => {
  let scene: Scene;
  let services: Services;
  let closesAt: number;
  before(async () => {
    scene = await Scene.open();
    ({ closesAt } = scene.stage.election);
    const relayer = { closingMarginSeconds: MARGIN_SECONDS, queueLimit: 32, verifyBatchSize: 8 };
    services = await scene.start({ relayer });
  });
  after(() => scene.end());

  it("F46: in a burst over the last moment it takes a ballot, says that it is busy, or sends the voter to the chain; each is counted", async () => {
    const { stage, voters } = scene;
    await advanceTo(stage.test.chain, closesAt - LAST_MINUTES);
    const ballots = stage.ballots(160);
    const early = voters.castAll(services.url, ballots.slice(0, 80));
    await advanceTo(stage.test.chain, closesAt - MARGIN_SECONDS - 2);
    const told = [...(await early), ...(await voters.castAll(services.url, ballots.slice(80)))];
    const outcomes = told.map((answer) => answer?.body.code ?? answer?.status);
    const others = outcomes.filter((outcome) => ![202, "BUSY", "CLOSING_SOON"].includes(outcome ?? "nothing"));
    assert.deepEqual(others, []);
    assert.ok(voters.acknowledged.size > 0);
    const left = ballots.filter(({ nullifier }) => !voters.acknowledged.has(nullifier));
    await castDirectly(left);
    await assertInvariant(scene);
    await assertCountedOnce(stage, ballots);
  });

  it("F46: within the margin it refuses with CLOSING_SOON, which tells the voter to cast directly, and that counts", async () => {
    const { chain } = scene.stage.test;
    const [ballot] = scene.stage.ballots(1) as [SimulatedBallot];
    await advanceTo(chain, closesAt - MARGIN_SECONDS + 1);
    await new Promise((resolve) => setTimeout(resolve, KEPT_MS));
    const refusal = await refusalOf(ballot);
    assert.match(refusalText(refusal, "en"), /cast directly/);
    assert.match(refusalText(refusal, "zh"), /请立即直接提交/);
    await castDirectly([ballot]);
    await advanceTo(chain, closesAt);
    await assertInvariant(scene);
    await assertCountedOnce(scene.stage, [ballot]);
    assert.equal((await latestTime(chain)) >= closesAt, true);
    await stop(services);
  });

  /** As a voter's own program is refused. */
  async function refusalOf(ballot: SimulatedBallot): Promise<PsephosError> {
    const client = createClient({ url: services.url });
    const { address: relayer, delaySeconds } = await client.call(getRelay);
    const now = await latestTime(scene.stage.test.chain);
    const latest = latestPromise({ now, longestDelaySeconds: delaySeconds.max, closesAt });
    try {
      await submitToRelay({ client, relayer, submission: submissionOf(ballot), latest });
    } catch (error) {
      assert.ok(isPsephosError(error, "CLOSING_SOON"), String(error));
      return error;
    }
    return assert.fail("it was taken");
  }

  function submissionOf({ words, nullifier }: SimulatedBallot): RelaySubmission {
    const { stage } = scene;
    const { chainId, deployment } = stage.test.chain;
    const ciphertexts = ciphertextsFrom(words.slice(PROOF_WORDS + 1), "ballot");
    return {
      ...{ kind: "ballot", chainId: BigInt(chainId), contract: deployment.addresses.elections },
      electionId: stage.election.electionId,
      ballot: { proof: words.slice(0, PROOF_WORDS), nullifier, ciphertexts },
    };
  }

  async function castDirectly(ballots: readonly SimulatedBallot[]): Promise<void> {
    const { test, election } = scene.stage;
    const before = new Set(await counted(scene.stage));
    const news = ballots.filter(({ nullifier }) => !before.has(nullifier));
    for (let at = 0; at < news.length; at += 32) {
      const words = news.slice(at, at + 32).map((ballot) => ballot.words);
      const call = { chain: test.chain, account: test.organizer, electionId: election.electionId };
      await castBallots({ ...call, ballots: words });
    }
  }
});
