/**
 * Compiles the circuits of a list and makes their development keys, each only when its inputs changed.
 *
 * `build-circuits.ts [--circuits DIR] [--output DIR] [name…]`: DIR holds circuits.json and the templates.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runScript } from "./system/run-script.ts";
import { buildCircuit, reasonToBuild, removeAbandonedBuilds, type CircuitBuild } from "./circuits/build.ts";
import { readCircuits, ROOT } from "./circuits/list.ts";
import { CIRCUITS_BUILD, readBuilt } from "./circuits/manifest.ts";

const { values, positionals } = parseArgs({
  options: {
    circuits: { type: "string", default: resolve(ROOT, "circuits") },
    output: { type: "string", default: CIRCUITS_BUILD },
    /** Builds the named circuit in this process, whether it is needed or not: what the parent starts. */
    worker: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

await runScript(async () => {
  const builds = selectBuilds();
  if (values.worker) {
    for (const build of builds) await buildCircuit(build);
    return;
  }
  removeAbandonedBuilds(resolve(values.output));
  await buildInParallel(builds.flatMap((build) => withReason(build)));
});

function selectBuilds(): CircuitBuild[] {
  const circuits = readCircuits(resolve(values.circuits, "circuits.json"));
  const unknown = positionals.find((name) => circuits.every((circuit) => circuit.name !== name));
  if (unknown !== undefined) throw new Error(`no circuit "${unknown}" in circuits.json`);
  const folders = { circuits: resolve(values.circuits), library: resolve(ROOT, "node_modules") };
  return circuits
    .filter(({ name }) => positionals.length === 0 || positionals.includes(name))
    .map((circuit) => ({ circuit, folders, output: resolve(values.output) }));
}

function withReason(build: CircuitBuild): CircuitBuild[] {
  const reason = reasonToBuild(build);
  if (reason !== undefined) console.log(`  ${build.circuit.name}: ${reason}`);
  return reason === undefined ? [] : [build];
}

/** As many at once as there are processors, at most four: each takes up to 1 GB. */
async function buildInParallel(queue: CircuitBuild[]): Promise<void> {
  const total = queue.length;
  let done = 0;
  const failure = new AbortController();
  const work = async (): Promise<void> => {
    for (let build = queue.shift(); build !== undefined; build = queue.shift()) {
      const startedAt = Date.now();
      await runWorker(build.circuit.name, failure.signal);
      const constraints = readBuilt(build.output, build.circuit.name)?.constraintCount.toLocaleString("en");
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
      console.log(`  [${++done}/${total}] ${build.circuit.name}: ${constraints} constraints, ${seconds} s`);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism(), total) }, work));
  } finally {
    failure.abort();
  }
}

async function runWorker(name: string, signal: AbortSignal): Promise<void> {
  const flags = ["--worker", "--circuits", values.circuits, "--output", values.output];
  const child = spawn(process.execPath, [import.meta.filename, ...flags, name], {
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  });
  let errors = "";
  child.stderr.on("data", (data: Buffer) => (errors += data.toString("utf8")));
  await new Promise<void>((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done() : fail(new Error(`${name}: ${errors.trim()}`))));
  });
}
