/** Runs the services as an order says that comes over IPC, so that no password is in a list of processes; ends or waits at a step when told. */
import { once } from "node:events";
import { connectAccount, developmentAccount } from "../../../src/chain/accounts.ts";
import { attach } from "../../../src/chain/contracts.ts";
import { connect } from "../../../src/chain/provider.ts";
import { readConfig } from "../../../src/server/config/read-config.ts";
import { openServices } from "../../../src/server/open-services.ts";
import { stopOnSignals } from "../../../src/server/stop-on-signals.ts";
import type { Order, Said, Word } from "./services.ts";

const [order] = (await once(process, "message")) as [Order];
const say = (said: Said): void => void process.send?.(said);
let word: Word = {};
let released = Promise.withResolvers<undefined>();
process.on("message", (told: Word) => {
  word = told;
  released.resolve(undefined);
  released = Promise.withResolvers();
  say("heard");
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
  onStep: async (step) => {
    if (step === word.deadlyStep) process.kill(process.pid, "SIGKILL");
    if (step !== word.heldStep) return;
    const { promise } = released;
    say("held");
    await promise;
  },
});
say({ url: server.url });
await stopOnSignals({ onStopping: () => undefined, stop: () => server.stop() });
connection.close();
process.disconnect();
