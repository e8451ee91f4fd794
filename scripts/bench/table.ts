import type { Figures } from "./bench.ts";
import type { Comparison } from "./measure.ts";
import { portalRows } from "./portal-table.ts";
import type { PortalFigures } from "./portal.ts";
import { SERVICE_HEADINGS, serviceRows } from "./services-table.ts";
import type { ServiceFigures } from "./services.ts";

const HEADINGS = ["measure", "ours", "peer", "peer/ours"] as const;
type Row = readonly [string, string, string, string];

/** The figures for reading. */
export function table(figures: Figures): string {
  const { machine, proving, ballotVersusSemaphore, many, verification, gas, roll, babyJubJub, log, status, published } =
    figures;
  const rows: Row[] = [
    ...Object.entries(proving).map(([circuit, times]) => row(`proof of ${circuit}, against snarkjs`, times)),
    row("proof of ballot-4, against Semaphore's at depth 20", ballotVersusSemaphore),
    ["proof of ballot-4 when many are made at once", `${many.ballot4MsPerProof} ms`, "", ""],
    row(`verification of a proof in a batch, one thread, against snarkjs one by one`, verification.oneThread),
    row(
      `verification of a proof of ${verification.proofs}, all cores, against snarkjs one by one`,
      verification.allCores,
    ),
    ...Object.entries(gas.perBallot).map(([size, each]): Row => {
      const ratio = (gas.semaphore / each).toFixed(2);
      return [
        `gas of a ballot in a batch of ${size}, against Semaphore's validateProof`,
        String(each),
        String(gas.semaphore),
        ratio,
      ];
    }),
    row(`roll of ${roll.leaves}, each leaf, against @zk-kit/lean-imt`, roll),
    ...Object.entries(babyJubJub).map(([step, times]) => row(`BabyJubJub ${step}, against @zk-kit/baby-jubjub`, times)),
    ["records appended to a sharing log, on disk and proven", `${log.appendsPerSecond}/s`, "", ""],
    ["records of a sharing log that a citizen searches", `${log.scannedPerSecond}/s`, "", ""],
    ["openings of threads that she tries, one a person", `${log.openingsScannedPerSecond}/s`, "", ""],
    [`bytes of a status list of ${status.entries}, 1 % marked`, String(status.bytes), "", ""],
    ["root of both status lists", `${status.rootMs} ms`, "", ""],
    ...published.map(({ measure, ours, theirs, whose }): Row => [
      `${measure}; published: ${whose}`,
      String(ours),
      String(theirs),
      (theirs / ours).toFixed(2),
    ]),
  ];
  return [`${machine.processor}, ${machine.cores} cores, Node ${machine.node}`, "", ...ruled(HEADINGS, rows)].join(
    "\n",
  );
}

/** Figures of services, each beside its goal. */
export function servicesTable(figures: ServiceFigures): string {
  return ruled(SERVICE_HEADINGS, serviceRows(figures), "text").join("\n");
}

/** Figures of the portal, each beside its goal. */
export function portalTable(figures: PortalFigures): string {
  return ruled(["portal", ...SERVICE_HEADINGS.slice(1)], portalRows(figures), "text").join("\n");
}

/** The first column holds text, the others numbers, which end below each other, or text as well. */
function ruled(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  others: "numbers" | "text" = "numbers",
): string[] {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => cells[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 || others === "text" ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join("  ")
      .trimEnd();
  const ruler = widths.map((width) => "-".repeat(width));
  return [headings, ruler, ...rows].map(line);
}

function row(name: string, { oursMs, peerMs, ratio }: Comparison): Row {
  return [name, `${oursMs} ms`, `${peerMs} ms`, String(ratio)];
}
