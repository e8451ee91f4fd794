import assert from "node:assert/strict";
import { Signature, Wallet } from "ethers";
import { isPsephosError } from "../../../src/errors.ts";
import {
  checkDataRequest,
  dataRequestText,
  parseDataRequest,
  type DataRequest,
} from "../../../src/protocol/sharing/data-request.ts";
import { ACCOUNT, NOW, signedRequest, uuid } from "./fixtures.ts";

const refused = (error: unknown) => isPsephosError(error, "DATA_REQUEST_REFUSED");

describe("data requests", () => {
  const account = ACCOUNT.address;

  it("hold for the department that signed them, while they are in force", async () => {
    const request = parseDataRequest(dataRequestText(await signedRequest()));
    checkDataRequest(request, { account, now: NOW });
    checkDataRequest(request, { account: account.toLowerCase(), now: request.expiresAt - 1 });
    for (const now of [request.issuedAt - 1, request.expiresAt]) {
      assert.throws(() => checkDataRequest(request, { account, now }), refused);
    }
  });

  it("T076: are refused from another account, with any field altered, with a signature that nobody made, and with its twin", async () => {
    const request = await signedRequest();
    const attempt = (altered: DataRequest, by = account) => {
      assert.throws(() => checkDataRequest(altered, { account: by, now: NOW }), refused);
    };
    attempt(request, Wallet.createRandom().address);
    const altered: Partial<DataRequest>[] = [
      { id: uuid(51) },
      { chainId: 1n },
      { policies: `0x${"5b".repeat(20)}` },
      { policyId: 8n },
      { requester: "did:web:tax.example" },
      { official: `0x${"34".repeat(32)}` },
      { caseReference: "HS-2026-115" },
      { reason: { ...request.reason, zh: "别的。" } },
      { reason: { ...request.reason, en: "Something else." } },
      { issuedAt: request.issuedAt - 1 },
      { expiresAt: request.expiresAt + 1 },
    ];
    for (const change of altered) attempt({ ...request, ...change });
    const { r, s, v } = Signature.from(request.signature);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const twin = r + (order - BigInt(s)).toString(16).padStart(64, "0") + (v === 27 ? "1c" : "1b");
    for (const signature of [
      twin,
      `0x${"00".repeat(65)}`,
      `0x${"ff".repeat(65)}`,
      `${request.signature.slice(0, -2)}1d`,
    ]) {
      attempt({ ...request, signature });
    }
  });

  it("are refused in another form, with unknown fields, and with text that deceives readers", async () => {
    const request = await signedRequest();
    const json = JSON.parse(dataRequestText(request)) as Record<string, unknown>;
    const texts = [
      JSON.stringify(json, null, 1),
      JSON.stringify({ ...json, zzz: 1 }),
      dataRequestText({ ...request, caseReference: "a\u202eb" }),
      dataRequestText({ ...request, reason: { ...request.reason, en: "" } }),
      dataRequestText({ ...request, signature: request.signature.toUpperCase() }),
    ];
    for (const text of texts) {
      assert.throws(
        () => parseDataRequest(text),
        (error) => isPsephosError(error, "SHARING_MALFORMED"),
      );
    }
  });
});
