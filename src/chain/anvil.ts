import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, Socket, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PsephosError } from "../errors.ts";

/** A local chain that runs until it is stopped or this process ends. */
export interface LocalChain {
  readonly url: string;
  readonly chainId: number;
  /** Saves the state and ends; done when the process is gone. */
  stop(): Promise<void>;
}

export interface AnvilOptions {
  /** The chain's state is kept here between starts. */
  readonly folder: string;
  /** A free one unless told. */
  readonly port?: number;
  readonly chainId?: number;
  /** Forgets what the folder keeps, and begins at the first block. */
  readonly isFresh?: boolean;
  /** Time of a new chain's first block, unix seconds, for one with a past; this machine's time unless told. */
  readonly beginsAt?: number;
}

const LOCAL_CHAIN_ID = 31337;
const START_TIMEOUT_MS = 60_000;
const STATE_INTERVAL_SECONDS = 30;

/** Starts the embedded chain. One at a time for a folder: two would overwrite each other's state. */
export async function startAnvil(options: AnvilOptions): Promise<LocalChain> {
  const { folder, port, chainId = LOCAL_CHAIN_ID, isFresh = false, beginsAt } = options;
  const release = await lockFolder(folder);
  try {
    const state = join(folder, "state.json");
    if (isFresh) await rm(state, { force: true });
    await requireWholeState(state);
    const usedPort = await freePort(port);
    const keeper = spawnKeeper([
      ...["--host", "127.0.0.1", "--port", String(usedPort), "--chain-id", String(chainId)],
      ...["--state", state, "--state-interval", String(STATE_INTERVAL_SECONDS), "--quiet"],
      ...(beginsAt === undefined ? [] : ["--timestamp", String(beginsAt)]),
    ]);
    const url = `http://127.0.0.1:${usedPort}`;
    await waitUntilReady({ url, chainId, keeper });
    await keepClock(url);
    const stop = async (): Promise<void> => {
      keeper.child.ref();
      keeper.child.stdin.end();
      await keeper.ended;
      await release();
    };
    return { url, chainId, stop };
  } catch (error) {
    await release();
    throw error;
  }
}

type Keeper = ReturnType<typeof spawnKeeper>;

/** The keeper ends anvil when its standard input closes, which it does however this process ends. */
function spawnKeeper(args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "anvil-keeper.ts"), ...args], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint = (complaint + text).slice(-2_000)));
  const ended = once(child, "exit");
  // One that could not even start is told by whoever waits for it to be ready.
  ended.catch(() => undefined);
  // What still runs must not keep this process from ending.
  child.unref();
  for (const pipe of [child.stderr, child.stdin]) if (pipe instanceof Socket) pipe.unref();
  return { child, ended, complaint: () => complaint };
}

async function waitUntilReady({
  url,
  chainId,
  keeper,
}: {
  url: string;
  chainId: number;
  keeper: Keeper;
}): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  // Another program may have taken the port meanwhile, and answer something.
  const answers = (): Promise<boolean> =>
    ask(url, "eth_chainId").then(
      (id) => id === `0x${chainId.toString(16)}`,
      () => false,
    );
  while (!(await answers())) {
    if (keeper.child.exitCode !== null || performance.now() > deadline) {
      keeper.child.stdin.end();
      const complaint = keeper.complaint().trim().split("\n").at(-1) ?? "";
      const message = `The local chain did not start. Is the installation complete ("npm ci")? ${complaint}`.trim();
      throw new PsephosError("CHAIN_UNREACHABLE", message);
    }
    await sleep(50);
  }
}

/** Anvil forgets how far its clock was moved ahead; without this the next block would be older than the last. */
async function keepClock(url: string): Promise<void> {
  const latest = (await ask(url, "eth_getBlockByNumber", ["latest", false])) as { timestamp: string };
  const ahead = Number(latest.timestamp) - Math.floor(Date.now() / 1000);
  if (ahead > 0) await ask(url, "evm_increaseTime", [ahead + 1]);
}

async function ask(url: string, method: string, params: readonly unknown[] = []): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return ((await response.json()) as { result: unknown }).result;
}

/** A state that was cut off (power, full disk) must not be loaded, nor silently replaced by an empty chain. */
async function requireWholeState(state: string): Promise<void> {
  const text = await readFile(state, "utf8").catch(() => undefined);
  if (text === undefined) return;
  const previous = `${state}.previous`;
  try {
    JSON.parse(text);
  } catch (cause) {
    const message = `${state} is damaged. Put ${previous} in its place to go back to the last start, or delete both to begin anew.`;
    throw new PsephosError("CHAIN_STATE_DAMAGED", message, { cause });
  }
  await copyFile(state, previous);
}

async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, "running.pid");
  const holder = await readFile(file, "utf8").catch(() => undefined);
  // An empty file is what a full disk leaves; process 0 would be this one's own group.
  if (holder !== undefined && Number(holder) > 0 && isRunning(Number(holder))) {
    throw new PsephosError(
      "CHAIN_BUSY",
      `The chain of ${folder} runs already, in process ${holder.trim()}. Stop it first, or use it by its URL.`,
    );
  }
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, String(process.pid));
  } catch (cause) {
    const code = String((cause as NodeJS.ErrnoException).code);
    const advice = code === "ENOSPC" ? "The disk is full: make room" : "Check the folder and its permissions";
    throw new PsephosError("FILE_UNWRITABLE", `The chain cannot keep its state in ${folder} (${code}). ${advice}.`, {
      cause,
    });
  }
  return () => rm(file, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The wanted port, or any. Asked of the system: another chain there would answer in this one's place. */
async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  server.listen(wanted, "127.0.0.1");
  await once(server, "listening").catch((cause: unknown) => {
    throw new PsephosError("CHAIN_BUSY", `The port ${wanted} is taken. Choose another.`, { cause });
  });
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
