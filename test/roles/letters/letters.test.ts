import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { boxAddressText, parseBoxAddress } from "../../../src/roles/letters/box-address.ts";
import { createBox, restoreBox } from "../../../src/roles/letters/letter-box.ts";
import { openLetter } from "../../../src/roles/letters/open-letter.ts";
import { MAX_CONTENT_BYTES } from "../../../src/roles/letters/padding.ts";
import { sealLetter } from "../../../src/roles/letters/seal-letter.ts";
import { MAX_LETTER_BYTES } from "../../../src/server/api/letters.ts";

const KIND = "credential-request";

const withCode = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

describe("letter boxes", () => {
  it("are named by the hash of the token that reads them, and come back from their secret", async () => {
    const box = await createBox();
    const token = Buffer.from(box.token, "base64url");
    assert.equal(token.length, 32);
    assert.equal(createHash("sha256").update(token).digest("hex"), box.boxId);
    assert.deepEqual(await restoreBox(box.secret), box);
    assert.notEqual((await createBox()).boxId, box.boxId);
  });

  it("are not restored from what is no secret", async () => {
    for (const secret of ["", "AAAA", "A".repeat(44)])
      await assert.rejects(restoreBox(secret), withCode("ARGUMENT_INVALID"));
  });

  it("have an address that fits a link, and a slip in it is noticed wherever it is", async () => {
    const { address, boxId } = await createBox();
    assert.match(address, /^[A-Za-z0-9._~:-]{1,600}$/);
    const parsed = parseBoxAddress(address);
    assert.equal(parsed.boxId, boxId);
    assert.equal(boxAddressText(parsed), address);
    const wrong = [...address].map(
      (_, at) => `${address.slice(0, at)}${address[at] === "Q" ? "R" : "Q"}${address.slice(at + 1)}`,
    );
    for (const text of [...wrong, "", address.slice(0, -1), `${address}A`, `psl2${address.slice(4)}`])
      assert.throws(() => parseBoxAddress(text), withCode("LETTER_ADDRESS_MALFORMED"));
  });
});

describe("sealed letters", () => {
  it("are opened by the box's owner as what they were sealed as", async () => {
    const box = await createBox();
    for (const content of ["", "一封信 🗳️", "x".repeat(MAX_CONTENT_BYTES)]) {
      const { boxId, sealed } = await sealLetter({ address: box.address, kind: KIND, content });
      assert.equal(boxId, box.boxId);
      assert.ok(sealed.length <= MAX_LETTER_BYTES);
      assert.deepEqual(await openLetter({ box, sealed, kinds: ["answer", KIND] }), { kind: KIND, content });
    }
  });

  it("differ each time, and have one of a few sizes", async () => {
    const { address } = await createBox();
    const seal = async (length: number) =>
      (await sealLetter({ address, kind: KIND, content: "x".repeat(length) })).sealed;
    const [one, same, longer, large] = await Promise.all([seal(1), seal(1), seal(2_000), seal(2_045)]);
    assert.notDeepEqual(one, same);
    assert.equal(one.length, longer.length);
    assert.notEqual(one.length, large.length);
  });

  it("are refused by another box, as another kind, or when one bit of them is changed", async () => {
    const [box, other] = [await createBox(), await createBox()];
    const { sealed } = await sealLetter({ address: box.address, kind: KIND, content: "mine" });
    const kinds = [KIND];
    await assert.rejects(openLetter({ box: other, sealed, kinds }), withCode("LETTER_REFUSED"));
    await assert.rejects(
      openLetter({ box: { ...box, boxId: other.boxId }, sealed, kinds }),
      withCode("LETTER_REFUSED"),
    );
    await assert.rejects(openLetter({ box, sealed, kinds: ["answer"] }), withCode("LETTER_REFUSED"));
    for (const at of [66, 100, sealed.length - 1]) {
      const altered = Uint8Array.from(sealed, (byte, place) => (place === at ? byte ^ 1 : byte));
      await assert.rejects(openLetter({ box, sealed: altered, kinds }), withCode("LETTER_REFUSED"));
    }
  });

  it("are malformed when they are cut off, of another version, or have no point as their key", async () => {
    const box = await createBox();
    const { sealed } = await sealLetter({ address: box.address, kind: KIND, content: "mine" });
    const offCurve = Uint8Array.from(sealed, (byte, place) => (place === 40 ? byte ^ 1 : byte));
    for (const wrong of [
      new Uint8Array(),
      sealed.slice(0, 66),
      sealed.slice(0, 82),
      Uint8Array.of(2, ...sealed.slice(1)),
      offCurve,
    ])
      await assert.rejects(openLetter({ box, sealed: wrong, kinds: [KIND] }), withCode("LETTER_MALFORMED"));
  });

  it("are not sealed when they are too long, for an address without a key, or under a kind with spaces", async () => {
    const { address, boxId } = await createBox();
    const content = "x".repeat(MAX_CONTENT_BYTES + 1);
    await assert.rejects(sealLetter({ address, kind: KIND, content }), withCode("LETTER_MALFORMED"));
    await assert.rejects(sealLetter({ address, kind: "a kind", content: "" }), withCode("ARGUMENT_INVALID"));
    const noKey = boxAddressText({ boxId, publicKey: Uint8Array.of(4, ...new Uint8Array(64).fill(7)) });
    await assert.rejects(sealLetter({ address: noKey, kind: KIND, content: "" }), withCode("LETTER_ADDRESS_MALFORMED"));
  });
});
