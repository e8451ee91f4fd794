/**
 * Measures us beside others in one run: times of different runs, or machines, say nothing about each other.
 * `npm run bench` prints tables, `npm run bench -- --json` one object, `--quick` takes fewer rounds and smaller batches,
 * `--only services` measures the services beside the chain alone, `--only portal` the portal in a browser.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { curves } from "snarkjs";
import { openProver } from "../../src/proofs/prove.ts";
import { runScript } from "../system/run-script.ts";
import { gasFigures } from "./gas.ts";
import { logTimes } from "./log.ts";
import { babyJubJubTimes, rollTimes } from "./mathematics.ts";
import { ballotAgainstSemaphore, provingTimes, throughput, verificationTimes } from "./proofs.ts";
import { portalFigures, type PortalFigures } from "./portal.ts";
import { publishedComparisons } from "./published.ts";
import { statusListFigures } from "./status-lists.ts";
import { serviceFigures } from "./services.ts";
import { portalTable, servicesTable, table } from "./table.ts";

export type Figures = Awaited<ReturnType<typeof measure>>;

const { values } = parseArgs({
  options: { json: { type: "boolean" }, quick: { type: "boolean" }, only: { type: "string" } },
});

await runScript(async () => {
  const { json = false, quick = false, only } = values;
  if (only !== undefined && only !== "services" && only !== "portal") throw new Error("--only takes: services, portal");
  const figures = only === undefined ? await measure(quick) : undefined;
  const services = only === "portal" ? undefined : await serviceFigures({ quick, tell });
  const portal = only === "services" ? undefined : await measurePortal(quick);
  if (json) console.log(JSON.stringify({ ...figures, services, portal }));
  else {
    const tables = [
      figures === undefined ? [] : [table(figures)],
      services === undefined ? [] : [servicesTable(services)],
      portal === undefined ? [] : [portalTable(portal)],
    ];
    console.log(tables.flat().join("\n\n"));
  }
});

function measurePortal(quick: boolean): Promise<PortalFigures> {
  tell("the portal in a browser");
  return portalFigures({ quick });
}

async function measure(quick: boolean) {
  const rounds = quick ? 1 : 5;
  const prover = openProver();
  try {
    tell("gas: ballots of four options and Semaphore's votes on one chain");
    const { gas, proofs } = await gasFigures(prover, quick ? [1, 4] : [1, 16, 64]);
    tell("verification: snarkjs one by one and our batch");
    const verification = await verificationTimes(proofs, rounds);
    tell("proving: every circuit, ours and snarkjs in turn");
    const proving = await provingTimes(prover, rounds);
    tell("proving: a ballot of four options and Semaphore's vote in turn");
    const ballotVersusSemaphore = await ballotAgainstSemaphore(prover, rounds);
    const many = await throughput(prover, quick ? 2 : 16);
    tell("a roll of 2^16 and steps on BabyJubJub");
    const roll = await rollTimes(quick ? 2 ** 12 : 2 ** 16);
    const babyJubJub = await babyJubJubTimes(rounds);
    tell("the data sharing record: appends and searches");
    const log = await logTimes(quick ? 2_000 : 20_000);
    tell("a status list");
    const status = await statusListFigures();
    const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? "unknown", node: process.version };
    return {
      machine,
      proving,
      ballotVersusSemaphore,
      many,
      verification,
      gas,
      roll,
      babyJubJub,
      log,
      status,
      published: publishedComparisons(),
    };
  } finally {
    await prover.close();
    await (await curves.getCurveFromName("bn128")).terminate();
  }
}

function tell(what: string): void {
  console.error(`measuring ${what}`);
}
