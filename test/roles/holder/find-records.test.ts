import assert from "node:assert/strict";
import { leafHash } from "../../../src/protocol/log/hash.ts";
import { LogTree } from "../../../src/protocol/log/tree.ts";
import { headOf, type LogHead } from "../../../src/protocol/sharing/log-head.ts";
import { findRecords } from "../../../src/roles/holder/find-records.ts";
import { accessData } from "../../../src/roles/record-keeper/access-data.ts";
import { ANNA, BEN, NOW, person, uuid } from "../../protocol/sharing/fixtures.ts";
import { inFolder } from "../folder.ts";
import { accessOften, accessUnder, denied, entriesOf, give, withKeeper } from "../record-keeper/fixtures.ts";

const PEOPLE = [ANNA, BEN, person(3), person(4)];
const ANNAS = [ANNA.viewing.secret];

function headAt(entries: readonly string[], size = entries.length): LogHead {
  const tree = new LogTree();
  entries.slice(0, size).forEach((text) => tree.append(leafHash(new TextEncoder().encode(text))));
  return headOf(tree);
}

describe("finding one's records", () => {
  let entries: string[] = [];
  let annas: number[] = [];

  before(() =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        for (const [index, giver] of PEOPLE.entries()) {
          const consent = await give(keeper, giver, { id: uuid(index + 1) });
          const sequences = await accessOften(keeper, consent, 4);
          if (giver !== ANNA) continue;
          const tooSoon = accessUnder(consent, { now: NOW + 1 });
          annas = [...sequences, (await denied(accessData(keeper, tooSoon, async () => ""))).sequence];
        }
        await denied(accessData(keeper, accessUnder({ id: uuid(99) }), async () => ""));
        entries = await entriesOf(keeper);
      }),
    ),
  );

  it("gives her every record of hers, with its details, and says that none is missing", async () => {
    const lastSeen = headAt(entries, 3);
    const found = await findRecords({ entries, viewingSecrets: ANNAS, anchored: headAt(entries), lastSeen });
    assert.deepEqual([found.completeness, found.entryCount, found.unanchored], ["complete", entries.length, 0]);
    assert.deepEqual(found.faulty, []);
    assert.deepEqual(
      found.records.map(({ entry }) => entry.sequence),
      annas,
    );
    assert.ok(found.records.every(({ details }) => details.kind === "access" && details.consentId === uuid(1)));
    assert.deepEqual(
      found.records.map(({ entry }) => entry.kind === "access" && entry.outcome),
      ["granted", "granted", "granted", "granted", "denied"],
    );
  });

  it("T077: gives an outsider with all entries, and another citizen with her key, none of them", async () => {
    const anchored = headAt(entries);
    const outsider = await findRecords({ entries, viewingSecrets: [person(200).viewing.secret], anchored });
    assert.deepEqual(outsider.records, []);
    const other = await findRecords({ entries, viewingSecrets: [BEN.viewing.secret], anchored });
    const sequences = new Set(other.records.map(({ entry }) => entry.sequence));
    assert.ok(sequences.size === 4 && annas.every((sequence) => !sequences.has(sequence)));
  });

  it("T077: has no 32 bytes in common between any two records, and no hint of consents or pseudonyms", () => {
    const seen = new Map<string, number>();
    entries.forEach((text, index) => {
      const json = JSON.parse(text) as Record<string, unknown>;
      const fields = [Buffer.from(String(json["tag"]).slice(2), "hex")];
      if (typeof json["box"] === "string") fields.push(Buffer.from(json["box"], "base64url"));
      for (const field of fields) {
        for (let at = 0; at + 32 <= field.length; at++) {
          const window = field.subarray(at, at + 32).toString("hex");
          assert.equal(seen.get(window) ?? index, index);
          seen.set(window, index);
        }
      }
      for (const { pseudonym, viewing } of PEOPLE) {
        for (const word of [pseudonym, ...viewing.publicKey]) assert.ok(!text.includes(String(word)));
      }
      assert.ok(!text.includes("urn:uuid:"));
    });
    assert.ok(seen.size > 250 * entries.length * 0.7);
  });

  it("looks the same for a consent that nobody gave as for one that somebody did", () => {
    const shape = (text: string) => {
      const json = JSON.parse(text) as Record<string, unknown>;
      return Object.entries(json).map(([key, value]) => [key, typeof value === "string" ? value.length : typeof value]);
    };
    const attempts = entries.filter((text) => text.includes('"outcome":"denied"'));
    assert.equal(attempts.length, 2);
    assert.deepEqual(shape(attempts[0]!), shape(attempts[1]!));
  });

  it("finds a log that was cut off, altered, put together otherwise or rewritten", async () => {
    const anchored = headAt(entries);
    const verdict = async (texts: readonly string[], lastSeen?: LogHead) =>
      (await findRecords({ entries: texts, viewingSecrets: ANNAS, anchored, lastSeen })).completeness;
    assert.equal(await verdict(entries), "complete");
    assert.equal(await verdict(entries.slice(0, -1)), "cut-off");
    const [first, second] = annas as [number, number];
    assert.equal(await verdict(entries.with(first, entries[second]!)), "altered");
    assert.equal(await verdict(entries.with(first, entries[second]!).with(second, entries[first]!)), "altered");
    assert.equal(await verdict(entries.with(first, `${entries[first]!} `)), "altered");
    assert.equal(await verdict([...entries.toSpliced(first, 1), entries[first]!]), "altered");
    const otherPast = headAt(entries.with(0, entries[1]!), 5);
    assert.equal(await verdict(entries, otherPast), "rewritten");
    assert.equal(await verdict(entries, { ...anchored, size: anchored.size + 1 }), "rewritten");
    assert.equal(await verdict(entries, { size: 0, root: new Uint8Array(32) }), "complete");
  });

  it("tells entries that are not anchored yet from those that are", async () => {
    const anchored = headAt(entries, entries.length - 2);
    const found = await findRecords({ entries, viewingSecrets: ANNAS, anchored, lastSeen: headAt(entries) });
    assert.deepEqual([found.completeness, found.unanchored], ["complete", 2]);
  });

  it("names entries that have not the form, the number or the content that they should have", async () => {
    const [first, second] = annas as [number, number];
    const box = (JSON.parse(entries[second]!) as { box: string }).box;
    const spoilt = entries
      .with(0, "nothing")
      .with(1, entries[first]!.replace(/"sequence":\d+/, '"sequence":77'))
      .with(second, entries[second]!.replace(box, `${box[0] === "A" ? "B" : "A"}${box.slice(1)}`));
    const anchored = headAt(spoilt);
    const found = await findRecords({ entries: spoilt, viewingSecrets: ANNAS, anchored });
    assert.equal(found.completeness, "complete");
    // Entry 0 was the opening of her thread: without it she finds none of her records.
    assert.deepEqual([found.faulty, found.records], [[0, 1], []]);
    const withOpening = spoilt.with(0, entries[0]!);
    const again = await findRecords({ entries: withOpening, viewingSecrets: ANNAS, anchored: headAt(withOpening) });
    assert.deepEqual(again.faulty, [1, second]);
  });
});
