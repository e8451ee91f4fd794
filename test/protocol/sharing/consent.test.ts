import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { checkConsent, consentText, noticeText, parseConsent } from "../../../src/protocol/sharing/consent.ts";
import { consentStatus, denialOf, type HeldConsent } from "../../../src/protocol/sharing/consent-status.ts";
import { ANNA, BEN, consentOf, DAY, NOW, signalsOf, uuid } from "./fixtures.ts";

const malformed = (error: unknown) => isPsephosError(error, "SHARING_MALFORMED");
const refused = (error: unknown) => isPsephosError(error, "CONSENT_REFUSED");

describe("consents", () => {
  it("come back from their text as they were", () => {
    const consent = consentOf(ANNA);
    assert.deepEqual(parseConsent(consentText(consent)), consent);
  });

  it("are refused when one of their terms is not the notice's", () => {
    const json = JSON.parse(consentText(consentOf(ANNA))) as Record<string, unknown>;
    const changes = [
      { policyId: "8" },
      { policyHash: "1235" },
      { controller: "did:web:tax.example" },
      { scope: "other" },
      { purpose: "dpv:Marketing" },
      { expiresAt: NOW + 31 * DAY },
      { use: { kind: "once" } },
      { use: { everySeconds: 60, kind: "periodic" } },
      { noticeHash: `0x${"00".repeat(32)}` },
    ];
    for (const change of changes) {
      const keys = Object.keys(json).sort();
      const changed: Record<string, unknown> = { ...json, ...change };
      const text = JSON.stringify(Object.fromEntries(keys.map((key) => [key, changed[key]])));
      assert.throws(() => parseConsent(text), malformed, JSON.stringify(change));
    }
  });

  it("are refused with times in the wrong order, an unusable viewing key or a made-up id", () => {
    assert.throws(() => consentOf(ANNA, { expiresAt: NOW - DAY }), malformed);
    assert.throws(() => consentOf(ANNA, { id: "1" }), malformed);
    assert.throws(
      () => consentOf(ANNA, { viewingKey: [0n, 1n] }),
      (error) => isPsephosError(error, "POINT_INVALID"),
    );
  });

  it("count only with the presentation that was made for them", () => {
    const consent = consentOf(ANNA);
    assert.equal(checkConsent(consent, signalsOf(consent)), consent);
    const others = [
      consentOf(ANNA, { id: uuid(2) }),
      consentOf(ANNA, { expiresAt: NOW + DAY }),
      consentOf(ANNA, { viewingKey: BEN.viewing.publicKey }),
      consentOf(ANNA, { policyHash: 99n }),
    ];
    for (const other of others) assert.throws(() => checkConsent(consent, signalsOf(other)), refused);
    const taken = { ...consent, pseudonym: BEN.pseudonym };
    assert.throws(() => checkConsent(taken, signalsOf(consent)), refused);
  });

  it("have a notice that says all terms and nothing of the person", () => {
    const text = noticeText(consentOf(ANNA));
    assert.equal(text, noticeText(consentOf(BEN, { id: uuid(9) })));
    assert.ok(text.includes("dpv:ServiceProvision") && !text.includes(String(ANNA.pseudonym)));
  });

  it("permit one access, or one in each period, between their start and their end", () => {
    const access = { policyId: 7n, now: NOW };
    const held: HeldConsent = { consent: consentOf(ANNA) };
    const once: HeldConsent = { consent: consentOf(ANNA, { use: { kind: "once" } }) };
    const start = held.consent.startsAt;
    assert.equal(denialOf(held, access), undefined);
    assert.equal(denialOf(undefined, access), "consent-unknown");
    assert.equal(denialOf(held, { ...access, policyId: 8n }), "consent-other-policy");
    assert.equal(denialOf(held, { ...access, now: start - 1 }), "consent-not-started");
    assert.equal(denialOf(held, { ...access, now: start }), undefined);
    assert.equal(denialOf(held, { ...access, now: held.consent.expiresAt - 1 }), undefined);
    assert.equal(denialOf(held, { ...access, now: held.consent.expiresAt }), "consent-expired");
    assert.equal(denialOf({ ...held, withdrawnAt: NOW }, access), "consent-withdrawn");
    assert.equal(denialOf({ ...once, lastUsedAt: NOW - 1 }, access), "consent-used");
    const used = { ...held, lastUsedAt: start + 3599 };
    assert.equal(denialOf(used, { ...access, now: start + 3599 }), "consent-too-soon");
    assert.equal(denialOf(used, { ...access, now: start + 3600 }), undefined);
    assert.equal(denialOf({ ...held, lastUsedAt: NOW }, { ...access, now: NOW - 7200 }), "consent-too-soon");
  });

  it("are active until they expire or are withdrawn", () => {
    const held: HeldConsent = { consent: consentOf(ANNA) };
    assert.equal(consentStatus(held, NOW), "active");
    assert.equal(consentStatus(held, held.consent.expiresAt), "expired");
    assert.equal(consentStatus({ ...held, withdrawnAt: 1 }, held.consent.expiresAt), "withdrawn");
  });
});
