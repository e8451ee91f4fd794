import type { Comparison } from "./measure.ts";
import type { JunkFigures } from "./services-junk.ts";
import type { RelayFigures } from "./services-relayer.ts";
import type { ServiceFigures } from "./services.ts";

/** Measure, figure, goal, and what else there is to know. */
export const SERVICE_HEADINGS = ["service", "figure", "goal", "besides"] as const;
export type ServiceRow = readonly [string, string, string, string];

export function serviceRows({ relayer, junk, verification, indexer, prover, start }: ServiceFigures): ServiceRow[] {
  return [
    ...relayRows("embedded database", relayer.embedded),
    ...relayRows("PostgreSQL", relayer.server),
    ...junkRows(junk),
    batchRow("one thread", verification.oneThread),
    batchRow(`all cores, of ${verification.proofs}`, verification.allCores),
    ["indexer, embedded database", `${indexer.embeddedPerSecond} events/s`, "≥ 2,000/s", `${indexer.events} events`],
    ["indexer, PostgreSQL", `${indexer.serverPerSecond} events/s`, "≥ 2,000/s", `${indexer.events} events`],
    [
      `warm prover, added to a proof of ${prover.circuit}`,
      `${prover.pairedOverheadPercent} %`,
      "< 5 %",
      `${prover.bareMs} ms bare, ${prover.servedMs} ms served; ${prover.addedMs} ms without proving`,
    ],
    ["psephos serve until ready, empty folder", `${start.emptySeconds} s`, "< 10 s", "chain and contracts included"],
    ["psephos serve until ready, used folder", `${start.usedSeconds} s`, "< 10 s", ""],
  ];
}

function batchRow(how: string, { oursMs, peerMs, ratio }: Comparison): ServiceRow {
  const besides = `${oursMs} ms a proof, ${peerMs} ms by snarkjs`;
  return [`verification in a batch, ${how}`, `${ratio} × snarkjs one by one`, "≥ 10 ×", besides];
}

function relayRows(database: string, figures: RelayFigures): ServiceRow[] {
  const { ballots, perSecond, cpuMs, medianMs, p99Ms, unmined, drainSeconds, memory } = figures;
  const [first, last] = [memory[0]!, memory.at(-1)!];
  const steps = memory.map((step) => `${step.rssMb}/${step.heapMb}`).join(", ");
  return [
    [`relayer, ${database}: accepted and verified`, `${perSecond} ballots/s`, "≥ 200/s", `over ${ballots} ballots, ${cpuMs} ms of processor time each`], // prettier-ignore
    [`relayer, ${database}: answer at 100 ballots/s`, `${p99Ms} ms p99`, "< 2,000 ms", `${medianMs} ms median`],
    [`relayer, ${database}: not mined when the last was answered`, `${unmined} ballots`, "no backlog", `mined ${drainSeconds} s later`], // prettier-ignore
    [`relayer, ${database}: heap from ${first.ballots} to ${last.ballots} ballots`, `${first.heapMb} to ${last.heapMb} MB`, "flat", `resident/heap: ${steps}`], // prettier-ignore
  ];
}

function junkRows({ kinds, mean, snarkjsCpuMs, oursCpuMs }: JunkFigures): ServiceRow[] {
  const verification = `one verification: snarkjs ${snarkjsCpuMs} ms, ours alone ${oursCpuMs} ms`;
  const row = (name: string, { cpuMs, perSnarkjsVerification }: JunkFigures["mean"], besides: string): ServiceRow => [
    `junk, ${name}`,
    `${cpuMs} ms, 1/${Math.round(perSnarkjsVerification)}`,
    "< 1/50",
    besides,
  ];
  return [
    row("all kinds together", mean, verification),
    ...Object.entries(kinds).map(([name, cost]) => row(name, cost, countsOf(cost.answers))),
  ];
}

function countsOf(answers: Readonly<Record<string, number>>): string {
  return Object.entries(answers)
    .map(([answer, count]) => `${count} × ${answer}`)
    .join(", ");
}
