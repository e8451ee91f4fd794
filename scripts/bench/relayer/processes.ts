import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import type { StorePlace } from "../../../src/server/store/open-store.ts";
import type { RelayerSettings } from "../../../src/server/relayer/settings.ts";
import type { Load, LoadFigures } from "./load-process.ts";
import type { RelayerAnswer, RelayerMemory, RelayerOrder, RelayerUse } from "./relayer-process.ts";
import type { RelayStage } from "./stage.ts";

const MAX_OUTPUT_BYTES = 2 ** 20;

export interface RelayerProcess {
  readonly url: string;
  use(): Promise<RelayerUse>;
  memory(): Promise<RelayerMemory>;
  stop(): Promise<void>;
}

/** With PROFILE_FOLDER in the environment, Node writes there where its time went. */
export async function startRelayer(
  { chain }: RelayStage,
  { place, settings }: { place: StorePlace; settings: Partial<RelayerSettings> },
): Promise<RelayerProcess> {
  const folder = process.env["PROFILE_FOLDER"];
  const child = fork(join(import.meta.dirname, "relayer-process.ts"), {
    serialization: "advanced",
    execArgv: ["--expose-gc", ...(folder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${folder}`])],
  });
  const ended = once(child, "exit");
  const ask = async (order: RelayerOrder): Promise<RelayerAnswer> => {
    const answer = once(child, "message") as Promise<[RelayerAnswer]>;
    child.send(order);
    const dead = ended.then(() => Promise.reject(new Error("The relayer under test ended before its time.")));
    return (await Promise.race([answer, dead]))[0];
  };
  const task = { chainUrl: chain.url, deployment: chain.deployment, place, settings };
  const { url } = (await ask(task)) as { url: string };
  return {
    url,
    use: async () => (await ask("use")) as RelayerUse,
    memory: async () => (await ask("memory")) as RelayerMemory,
    async stop() {
      child.send("stop" satisfies RelayerOrder);
      await ended;
    },
  };
}

export async function sendLoad(load: Load): Promise<LoadFigures> {
  const args = [join(import.meta.dirname, "load-process.ts"), JSON.stringify(load)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: MAX_OUTPUT_BYTES });
  return JSON.parse(stdout) as LoadFigures;
}
