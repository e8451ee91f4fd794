import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readVoterTable } from "../../../src/roles/registrar/voter-table.ts";
import { createIdentity, PRIVATE_KEY_BYTES } from "../../../src/protocol/identity.ts";
import { createRegistration, serialiseRegistration } from "../../../src/protocol/registration.ts";
import { FIELD } from "../../../src/crypto/field.ts";

const read = (text: string) => readVoterTable({ name: "Residents", text });
const taken = (text: string) => read(text).accepted.map(({ entry }) => [entry.commitment, entry.weight]);

describe("a table of voters", () => {
  it("is read with and without a heading, with and without weights", () => {
    assert.deepEqual(taken("11\n12\n"), [
      [11n, 1n],
      [12n, 1n],
    ]);
    assert.deepEqual(taken("commitment,weight\n11,3\n12,1"), [
      [11n, 3n],
      [12n, 1n],
    ]);
    assert.deepEqual(taken("权重;编号\n3;11\n"), [[11n, 3n]]);
  });

  it("is read as spreadsheets write it: byte order mark, line ends, tabs, quotes, numbers kept as text", () => {
    assert.deepEqual(taken('\uFEFFnumber\tweight\r\n"11"\t\'2\r\n\r\n12\t1'), [
      [11n, 2n],
      [12n, 1n],
    ]);
  });

  it("names each bad line and why, and takes the others", () => {
    const lines = ["11", "x", "11", "1.2E+76", "0", `${FIELD}`, "12,1", "13"];
    const { accepted, faulty } = read(lines.join("\n"));
    assert.deepEqual(
      accepted.map(({ line }) => line),
      [1, 8],
    );
    assert.deepEqual(faulty, [
      { line: 2, fault: "number" },
      { line: 3, fault: "duplicate", earlier: 1 },
      { line: 4, fault: "rounded" },
      { line: 5, fault: "number" },
      { line: 6, fault: "number" },
      { line: 7, fault: "columns" },
    ]);
  });

  it("refuses weights that are none", () => {
    const { accepted, faulty } = read("commitment,weight\n11,0\n12,-1\n13,4294967296\n14,4294967295\n15,\n");
    assert.deepEqual(
      faulty.map(({ line, fault }) => [line, fault]),
      [2, 3, 4, 6].map((line) => [line, "weight"]),
    );
    assert.deepEqual(
      accepted.map(({ line }) => line),
      [5],
    );
  });

  it("says which columns it passed over", () => {
    const { accepted, ignored } = read("name,commitment,street\nAda,11,Main Street\n");
    assert.deepEqual(ignored, ["name", "street"]);
    assert.equal(accepted.length, 1);
  });

  it("takes signed registrations, and tells false ones and those for another list", () => {
    const identity = createIdentity(randomBytes(PRIVATE_KEY_BYTES));
    const line = (roll: string) => serialiseRegistration(createRegistration(identity, { roll, reference: "A-1" }));
    const forged = line("Residents").replace('"reference":"A-1"', '"reference":"A-2"');
    const { accepted, faulty } = read([forged, line("Other"), "{", line("Residents"), line("Residents")].join("\n"));
    assert.deepEqual(
      accepted.map(({ line: at, entry }) => [at, entry]),
      [[4, { commitment: identity.commitment, weight: 1n }]],
    );
    assert.deepEqual(faulty, [
      { line: 1, fault: "signature" },
      { line: 2, fault: "other-list" },
      { line: 3, fault: "registration" },
      { line: 5, fault: "duplicate", earlier: 4 },
    ]);
  });

  it("of an empty file takes nothing", () => {
    assert.deepEqual(read(" \n"), { accepted: [], faulty: [], ignored: [] });
  });
});
