import assert from "node:assert/strict";
import { letterText, parseLetter, type LetterContent } from "../../../src/protocol/letters/letter.ts";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";

const refusal = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

const box = "Ym94.cHVibGlj";
const letters: readonly LetterContent[] = [
  { kind: "credential-request", request: "{}", replyTo: box },
  { kind: "credential", credential: { id: "urn:uuid:1" } },
  { kind: "refusal", reason: "unknown-reference" },
  { kind: "answer", response: { vp_token: {} } },
  { kind: "attestation-withdrawal", withdrawal: "{}" },
  { kind: "consent", given: {} },
  { kind: "consent-withdrawal", withdrawal: "{}" },
  { kind: "erasure-request", request: "{}", replyTo: box },
  { kind: "erasure-certificate", certificate: "{}" },
];

describe("a letter", () => {
  it("is read as it was written, whatever its kind", () => {
    for (const content of letters) {
      assert.deepEqual(parseLetter(letterText(content)), { format: "psephos.letter/1", ...content });
    }
  });

  it("refuses other kinds, fields and boxes, and what is no JSON, without repeating any of it", () => {
    const secret = "ada-lovelace";
    const wrong = [
      secret,
      JSON.stringify({ format: "psephos.letter/1", kind: secret }),
      JSON.stringify({ format: "psephos.letter/1", kind: "refusal", reason: "no", note: secret }),
      JSON.stringify({ format: "psephos.letter/1", kind: "credential-request", request: secret, replyTo: "<a b>" }),
      JSON.stringify({ format: "psephos.letter/2", kind: "refusal", reason: "no" }),
      JSON.stringify({ format: "psephos.letter/1", kind: "refusal", reason: "<script>" }),
    ];
    for (const text of wrong) {
      assert.throws(
        () => parseLetter(text),
        (error: Error) => refusal("LETTER_MALFORMED")(error) && !error.message.includes(secret),
      );
    }
  });
});
