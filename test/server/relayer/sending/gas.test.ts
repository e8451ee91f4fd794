import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gasModel, pinnedGas, type BatchSize } from "../../../../src/server/relayer/sending/gas.ts";

interface Snapshot {
  readonly cast: Record<"ballot-2" | "ballot-4" | "ballot-8", Record<string, number>>;
  readonly attest: { readonly presentation: Record<string, number> };
  readonly enrol: Record<string, number>;
  readonly withdraw: number;
}

const PINNED = JSON.parse(readFileSync("snapshots/gas.json", "utf8")) as Snapshot;

function measured(): (BatchSize & { each: number })[] {
  const of = (kind: BatchSize["kind"], words: number, figures: Record<string, number>) =>
    ["1", "16", "64"].map((count) => ({ kind, words, count: Number(count), each: figures[count]! }));
  return [
    ...of("ballot", 17, PINNED.cast["ballot-2"]),
    ...of("ballot", 25, PINNED.cast["ballot-4"]),
    ...of("ballot", 41, PINNED.cast["ballot-8"]),
    ...of("attestation", 12, PINNED.attest.presentation),
    ...of("enrolment", 13, PINNED.enrol),
    { kind: "withdrawal", words: 10, count: 1, each: PINNED.withdraw },
  ];
}

describe("gas of batches", () => {
  for (const { each, ...size } of measured()) {
    it(`is at least what ${size.count} of ${size.kind} with ${size.words} words took, and little more`, () => {
      const used = each * size.count;
      assert.ok(pinnedGas(size) >= used * 0.995, `${pinnedGas(size)} for ${used}`);
      assert.ok(pinnedGas(size) <= used * (size.count === 1 ? 1.4 : 1.15), `${pinnedGas(size)} for ${used}`);
    });
  }

  it("has room for the first attestation of a policy and for trust roots that differ", () => {
    const first = PINNED.attest.presentation["first"]!;
    assert.ok(gasModel().limitFor({ kind: "attestation", words: 12, count: 1 }) > BigInt(first));
    const superseded = PINNED.attest.presentation["supersededRoot"]! - PINNED.attest.presentation["1"]!;
    const all = PINNED.attest.presentation["64"]! * 64 + superseded * 64;
    assert.ok(gasModel().limitFor({ kind: "attestation", words: 12, count: 64 }) > BigInt(all));
  });

  it("learns from a chain that takes more, and asks again after a transaction that reverted", () => {
    const gas = gasModel();
    const size = { kind: "ballot", words: 25, count: 10 } as const;
    assert.equal(gas.isKnown("ballot"), false);
    const before = gas.limitFor(size);
    gas.learn(size, BigInt(2 * pinnedGas(size)));
    assert.equal(gas.isKnown("ballot"), true);
    assert.ok(gas.limitFor(size) >= 2n * before - 1n);
    gas.learn(size, 1n);
    assert.equal(gas.limitFor(size), before);
    gas.forget("ballot");
    assert.equal(gas.isKnown("ballot"), false);
  });

  it("fits a batch into a block, and into what one transaction may have", () => {
    const gas = gasModel();
    const size = { kind: "ballot", words: 25 } as const;
    const most = gas.mostItems(size, 30_000_000n);
    assert.ok(most >= 64);
    assert.ok(gas.limitFor({ ...size, count: most }) <= 1n << 24n);
    assert.ok(gas.limitFor({ ...size, count: most + 1 }) > 1n << 24n);
    assert.equal(gas.mostItems(size, 600_000n), 0);
  });
});
