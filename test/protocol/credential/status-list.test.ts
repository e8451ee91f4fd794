import assert from "node:assert/strict";
import { gunzipSync, gzipSync } from "node:zlib";
import {
  decodeList,
  emptyList,
  encodeList,
  isMarked,
  parseStatusList,
  statusListJson,
  withMark,
} from "../../../src/protocol/credential/status-list.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { statusWay } from "../../circuits/credential/reference.ts";
import { statusTree } from "./fixtures.ts";

const malformed = (error: unknown) => isPsephosError(error, "STATUS_LIST_MALFORMED");
const multibase = (bytes: Uint8Array) => `u${Buffer.from(bytes).toString("base64url")}`;

describe("status list", () => {
  it("reads the list of the example in the W3C's Bitstring Status List v1.0: 131,072 entries, all clear", async () => {
    const encoded = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
    assert.deepEqual(await decodeList(encoded), emptyList());
  });

  it("counts from the highest bit of the first byte", () => {
    const list = withMark(withMark(emptyList(), { index: 0, marked: true }), { index: 9, marked: true });
    assert.deepEqual([...list.slice(0, 2)], [0x80, 0x40]);
    assert.deepEqual([isMarked(list, 0), isMarked(list, 1), isMarked(list, 9)], [true, false, true]);
    assert.deepEqual(withMark(withMark(list, { index: 0, marked: false }), { index: 9, marked: false }), emptyList());
  });

  it("is GZIP that ordinary tools read, and reads what they write, of at most 20 KB", async () => {
    let list = emptyList();
    for (let index = 0; index < 131_072; index += 97) list = list.fill(index & 0xff, index >> 3, (index >> 3) + 1);
    const encoded = await encodeList(list);
    assert.ok(encoded.length <= 20_000 * 1.1);
    assert.deepEqual(new Uint8Array(gunzipSync(Buffer.from(encoded.slice(1), "base64url"))), list);
    assert.deepEqual(await decodeList(multibase(gzipSync(list))), list);
  });

  it("refuses lists of another length, also one that would fill the memory, and what is no GZIP", async () => {
    const bomb = gzipSync(new Uint8Array(50_000_000));
    assert.ok(bomb.length < 60_000);
    for (const encoded of [
      multibase(gzipSync(new Uint8Array(16_383))),
      multibase(gzipSync(new Uint8Array(16_385))),
      multibase(bomb),
      multibase(new Uint8Array([1, 2, 3])),
      multibase(gzipSync(emptyList()).subarray(0, 20)),
      multibase(gzipSync(emptyList())).slice(1),
      `${multibase(gzipSync(emptyList()))}=`,
      "u",
    ]) {
      await assert.rejects(decodeList(encoded), malformed, encoded.slice(0, 20));
    }
  });

  it("travels as a BitstringStatusListCredential", async () => {
    const list = withMark(emptyList(), { index: 5, marked: true });
    const subject = {
      purpose: "revocation",
      url: "https://a.example/1",
      issuer: "did:web:a.example",
      validFrom: "2026-01-01T00:00:00Z",
    } as const;
    const json = (await statusListJson(list, subject)) as Record<string, unknown> & { credentialSubject: object };
    assert.deepEqual(await parseStatusList(json), { url: subject.url, purpose: "revocation", list });
    for (const altered of [
      { ...json, type: ["VerifiableCredential"] },
      { ...json, "@context": ["https://www.w3.org/2018/credentials/v1"] },
      { ...json, credentialSubject: { ...json.credentialSubject, statusPurpose: "message" } },
      { ...json, credentialSubject: { ...json.credentialSubject, statusSize: 2 } },
      { ...json, credentialSubject: { ...json.credentialSubject, type: "StatusList2021" } },
    ]) {
      await assert.rejects(parseStatusList(altered), malformed);
    }
  });
});

describe("status tree", () => {
  it("has the root and the ways that circomlibjs computes from the same marks", async () => {
    const marks = { revoked: [0, 70_007, 131_071], suspended: [1, 70_007, 2_048] };
    const tree = await statusTree(marks);
    for (const index of [0, 1, 64, 2_048, 70_007, 131_071]) {
      const { statusRoot, statusWords, statusNodes } = statusWay(index, marks);
      assert.equal(tree.root, statusRoot);
      assert.deepEqual(tree.way(index), { words: statusWords, nodes: statusNodes });
    }
    assert.deepEqual(
      [0, 1, 2, 70_007].map((index) => tree.markOf(index)),
      ["revocation", "suspension", undefined, "revocation"],
    );
  });
});
