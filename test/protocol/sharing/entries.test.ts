import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { randomScalar } from "../../../src/crypto/random.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { entryText, parseEntry, type AccessEntry } from "../../../src/protocol/sharing/log-entry.ts";
import { isOnThread, openEntry, sealEntry } from "../../../src/protocol/sharing/sealed-entry.ts";
import type { AccessDetails } from "../../../src/protocol/sharing/record-details.ts";
import { openThread, type Thread } from "../../../src/protocol/sharing/thread.ts";
import { ANNA, BEN, NOW, uuid } from "./fixtures.ts";

const threadOf = (viewingKey = ANNA.viewing.publicKey): Thread =>
  openThread({ viewingKey, ephemeral: randomScalar() }).thread;

const DETAILS: AccessDetails = {
  kind: "access",
  at: NOW,
  consentId: uuid(1),
  requestId: uuid(2),
  official: `0x${"11".repeat(32)}`,
  proofHash: `0x${"22".repeat(32)}`,
  attributes: ["district", "birthDate"],
  channel: "api",
};

function access(thread: Thread, changes: { sequence?: number; details?: AccessDetails } = {}): AccessEntry {
  const { sequence = 5, details = DETAILS } = changes;
  return sealEntry({
    entry: {
      ...{ format: "psephos.log-entry/1", kind: "access", sequence, policyId: 7n },
      ...{ ground: "consent", outcome: "granted", hour: NOW - (NOW % 3600) },
    } as const,
    details,
    thread,
    nonce: Uint8Array.from(randomBytes(12)),
  });
}

/** Every 32 bytes in a row of what an entry has besides what many people's entries share. */
function windows({ tag, box }: AccessEntry): Set<string> {
  const fields = [Buffer.from(tag.slice(2), "hex"), Buffer.from(box, "base64url")];
  const all = fields.flatMap((field) =>
    Array.from({ length: field.length - 31 }, (_, at) => field.subarray(at, at + 32).toString("hex")),
  );
  return new Set(all);
}

const malformed = (error: unknown) => isPsephosError(error, "SHARING_MALFORMED");
const unreadable = (error: unknown) => isPsephosError(error, "RECORD_UNREADABLE");

describe("entries of the sharing log", () => {
  it("come back from their text as they were, and open to whoever holds the thread", () => {
    const thread = threadOf();
    const entry = access(thread);
    const parsed = parseEntry(entryText(entry));
    assert.ok(parsed.kind === "access");
    assert.equal(entryText(parsed), entryText(entry));
    assert.ok(isOnThread(parsed, thread));
    assert.deepEqual(openEntry(parsed, thread), DETAILS);
  });

  it("T088: show nothing of the details in their text", () => {
    const text = entryText(access(threadOf()));
    for (const secret of [uuid(1), uuid(2), "1111111111", "2222222222", "district", "api", String(NOW)]) {
      assert.ok(!text.includes(secret), secret);
    }
  });

  it("T077: two records of one person, alike in every detail, share no 32 bytes", () => {
    const thread = threadOf();
    const [first, second] = [windows(access(thread, { sequence: 5 })), windows(access(thread, { sequence: 6 }))];
    assert.ok(first.size > 250);
    assert.deepEqual(
      [...first].filter((window) => second.has(window)),
      [],
    );
  });

  it("are as long for one attribute as for five, and for a consent as for a law", () => {
    const thread = threadOf();
    const { consentId: _, ...byLaw } = DETAILS;
    const lengths = [
      DETAILS,
      { ...DETAILS, attributes: ["a", "b", "c", "d", "e"] },
      { ...byLaw, legalBasis: "Housing Subsidy Act, section 4" },
    ].map((details) => access(thread, { details }).box.length);
    assert.equal(new Set(lengths).size, 1);
  });

  it("do not open with another thread, nor moved to another place, nor with another outcome", () => {
    const thread = threadOf();
    const entry = access(thread);
    assert.ok(!isOnThread(entry, threadOf()));
    assert.ok(!isOnThread(entry, threadOf(BEN.viewing.publicKey)));
    assert.throws(() => openEntry(entry, threadOf()), unreadable);
    assert.throws(() => openEntry({ ...entry, sequence: 6 }, thread), unreadable);
    assert.throws(() => openEntry({ ...entry, outcome: "denied" }, thread), unreadable);
    const letter = entry.box[60] === "A" ? "B" : "A";
    for (const box of [
      `${entry.box.slice(0, 60)}${letter}${entry.box.slice(61)}`,
      entry.box.slice(0, 20),
      "AAAA",
      "A",
    ]) {
      assert.throws(() => openEntry({ ...entry, box }, thread), unreadable);
    }
  });

  it("are refused in any form but their own", () => {
    const entry = access(threadOf());
    const text = entryText(entry);
    const json = JSON.parse(text) as Record<string, unknown>;
    const spoilt = [
      "",
      "null",
      "[]",
      ` ${text}`,
      text.replace(":7", ": 7").replace('"7"', ' "7"'),
      text.replace("{", '{"sequence":5,'),
      JSON.stringify({ ...json, more: 1 }),
      ...Object.keys(json).map((key) =>
        JSON.stringify(Object.fromEntries(Object.entries(json).filter(([k]) => k !== key))),
      ),
      ...[
        { hour: NOW - (NOW % 3600) + 1 },
        { sequence: -1 },
        { sequence: 1.5 },
        { policyId: "07" },
        { outcome: "maybe" },
        { kind: "opening" },
        { tag: `0x${"AB".repeat(32)}` },
        { box: `${String(json["box"])}=` },
        { box: "" },
        { box: "A".repeat(30_000) },
      ].map((change) => text.replace(text, JSON.stringify({ ...json, ...change }))),
    ];
    for (const each of spoilt) assert.throws(() => parseEntry(each), malformed, each.slice(0, 60));
  });
});
