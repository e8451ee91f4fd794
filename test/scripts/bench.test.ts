import assert from "node:assert/strict";
import { alternate, compare, median, round } from "../../scripts/bench/measure.ts";
import { SERVICE_HEADINGS, serviceRows } from "../../scripts/bench/services-table.ts";
import type { ServiceFigures } from "../../scripts/bench/services.ts";
import { servicesTable } from "../../scripts/bench/table.ts";

describe("measuring side by side", () => {
  it("does both in turn and drops the first round", async () => {
    const order: string[] = [];
    const ours = (): number => order.push("ours");
    const peer = (): number => order.push("peer");
    const { oursMs, peerMs, ratio } = await alternate({ ours, peer, rounds: 2 });
    assert.deepEqual(order, ["ours", "peer", "ours", "peer", "ours", "peer"]);
    assert.ok(oursMs >= 0 && peerMs >= 0 && ratio >= 0);
  });

  it("takes the median, and says how many times faster ours is", () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.deepEqual(compare({ oursMs: 2, peerMs: 9 }), { oursMs: 2, peerMs: 9, ratio: 4.5 });
    assert.equal(round(12.34567), 12.35);
  });
});

describe("the table of services", () => {
  const relay = {
    ...{ ballots: 50, perSecond: 210, cpuMs: 4, medianMs: 50, p99Ms: 190, unmined: 7, drainSeconds: 2 },
    memory: [
      { ballots: 0, rssMb: 300, heapMb: 50 },
      { ballots: 50, rssMb: 310, heapMb: 51 },
    ],
  };
  const figures: ServiceFigures = {
    cores: 2,
    relayer: { embedded: relay, server: relay },
    junk: {
      ...{ snarkjsCpuMs: 24, oursCpuMs: 11 },
      kinds: { malformed: { cpuMs: 0.4, perSnarkjsVerification: 60, answers: { "400 REQUEST_MALFORMED": 9 } } },
      mean: { cpuMs: 0.4, perSnarkjsVerification: 60 },
    },
    verification: {
      proofs: 512,
      oneThread: { oursMs: 2, peerMs: 22, ratio: 11 },
      allCores: { oursMs: 1, peerMs: 22, ratio: 22 },
    },
    indexer: { events: 100, embeddedPerSecond: 2_500, serverPerSecond: 2_600 },
    prover: { circuit: "ballot-4", bareMs: 400, servedMs: 410, overheadPercent: 2.5, pairedOverheadPercent: 2, addedMs: 6 }, // prettier-ignore
    start: { emptySeconds: 7, usedSeconds: 5 },
  };

  it("shows every figure beside its goal, in columns", () => {
    const lines = servicesTable(figures).split("\n");
    const starts = SERVICE_HEADINGS.map((heading) => lines[0]!.indexOf(heading));
    for (const [place, row] of serviceRows(figures).entries()) {
      for (const [column, cell] of row.entries()) assert.ok(lines[place + 2]!.startsWith(cell, starts[column]), cell);
    }
    assert.match(servicesTable(figures), /junk, malformed +0\.4 ms, 1\/60 +< 1\/50 +9 × 400 REQUEST_MALFORMED/);
  });
});
