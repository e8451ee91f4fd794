/** Runs the services as an order says that comes over IPC, so that no password is in a list of processes; kills itself at a deadly step. */
import { once } from "node:events";
import { connectAccount, developmentAccount } from "../../../src/chain/accounts.ts";
import { attach } from "../../../src/chain/contracts.ts";
import { connect } from "../../../src/chain/provider.ts";
import { readConfig } from "../../../src/server/config/read-config.ts";
import { openServices } from "../../../src/server/open-services.ts";
import { stopOnSignals } from "../../../src/server/stop-on-signals.ts";
import type { Order } from "./services.ts";

const [order] = (await once(process, "message")) as [Order];
let { deadlyStep } = order;
process.on("message", (armed: { deadlyStep: string }) => {
  ({ deadlyStep } = armed);
  process.send?.("armed");
});

const connection = await connect({ url: order.rpcUrl });
const chain = await attach(connection, order.deployment);
const server = await openServices({
  config: await readConfig({ flags: order.config }),
  version: "0.0.0",
  openChain: () => Promise.resolve({ chain, account: connectAccount(developmentAccount(order.account), chain) }),
  keys: order.keys,
  pace: { pollMs: 50, rebroadcastAfterMs: 500, lostAfterMs: 1_000, adoptEveryMs: 500 },
  destination: process.stderr,
  onStep: (step) => {
    if (step === deadlyStep) process.kill(process.pid, "SIGKILL");
  },
});
process.send?.(server.url);
await stopOnSignals({ onStopping: () => undefined, stop: () => server.stop() });
connection.close();
process.disconnect();
