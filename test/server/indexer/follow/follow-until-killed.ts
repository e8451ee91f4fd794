import { readDeployment } from "../../../../src/chain/deployments.ts";
import { attach } from "../../../../src/chain/contracts.ts";
import { connect } from "../../../../src/chain/provider.ts";
import { createFollower } from "../../../../src/server/indexer/follow/follower.ts";
import { openStore } from "../../../../src/server/store/open-store.ts";
import { catchUp, CONFIG } from "./index-tables.ts";

/** A process that follows the chain and dies at a step, as by a power cut: nothing of it runs afterwards. */
const [url, chainUrl, deploymentFile, fatalStep] = process.argv.slice(2) as [string, string, string, string];
const chain = await attach(await connect({ url: chainUrl }), await readDeployment(deploymentFile));
const store = await openStore({ url });
const onStep = (step: string): void => {
  if (step === fatalStep) process.kill(process.pid, "SIGKILL");
};
await catchUp(createFollower({ store, chain, config: CONFIG, onStep }));
// Only reached if the step never came.
process.exit(1);
