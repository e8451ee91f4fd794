import assert from "node:assert/strict";
import { Wallet } from "ethers";
import { isPsephosError } from "../../../src/errors.ts";
import { receiptHolds } from "../../../src/protocol/sharing/log-head.ts";
import { accessData } from "../../../src/roles/record-keeper/access-data.ts";
import { withdrawConsent } from "../../../src/roles/record-keeper/consents.ts";
import { openRecordKeeper } from "../../../src/roles/record-keeper/keeper.ts";
import { readRecord } from "../../../src/roles/record-keeper/read-record.ts";
import { ANNA, BEN, DAY, NOW, uuid } from "../../protocol/sharing/fixtures.ts";
import { inFolder } from "../folder.ts";
import { accessUnder, denied, entriesOf, give, KEY, REGISTRY, requestFor, withKeeper } from "./fixtures.ts";

const read = async () => "D-07";
const neverRead = async (): Promise<string> => {
  throw new Error("data were read without permission");
};
const always = async () => true;
const withdrawal = (consentId: string) =>
  ({ format: "psephos.consent-withdrawal/1", consentId, proof: Array<bigint>(8).fill(1n) }) as const;

describe("access to data", () => {
  it("gives data under a consent once the record of it is in the log", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const request = await requestFor();
        const { data, receipt } = await accessData(keeper, accessUnder(consent, { request }), read);
        assert.equal(data, "D-07");
        assert.ok(receiptHolds(receipt, await keeper.log.entry(receipt.sequence)));
        const { entry, details } = await readRecord(keeper, receipt.sequence);
        assert.ok(entry.kind === "access" && details.kind === "access");
        assert.deepEqual([entry.outcome, entry.ground, entry.policyId], ["granted", "consent", 7n]);
        assert.equal(entry.hour, NOW - (NOW % 3600));
        const { consentId, requestId, official, attributes, at, reason } = details;
        assert.deepEqual([consentId, requestId, official], [consent.id, uuid(50), request.document.official]);
        assert.deepEqual([attributes, at, reason], [["district"], NOW, undefined]);
      }),
    ));

  it("denies, without reading, what the consent does not permit, and records each attempt with its reason", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const once = await give(keeper, BEN, { id: uuid(2), use: { kind: "once" } });
        await accessData(keeper, accessUnder(consent), read);
        await accessData(keeper, accessUnder(once), read);
        const otherAccount = { ...(await requestFor()), account: Wallet.createRandom().address };
        const otherDepartment = await requestFor({ requester: "did:web:tax.example" });
        const otherPolicy = await requestFor({ policyId: 8n });
        const otherChain = await requestFor({ chainId: REGISTRY.chainId + 1n });
        const otherRegistry = await requestFor({ policies: `0x${"5b".repeat(20)}` });
        const cases = [
          ["consent-unknown", accessUnder({ id: uuid(77) })],
          ["consent-other-policy", accessUnder(consent, { policyId: 9n })],
          ["consent-not-started", accessUnder(consent, { now: NOW - 2 * DAY })],
          ["consent-expired", accessUnder(consent, { now: NOW + 40 * DAY })],
          ["consent-too-soon", accessUnder(consent, { now: NOW + 1 })],
          ["consent-used", accessUnder(once, { now: NOW + DAY })],
          ["request-refused", accessUnder(consent, { now: NOW + DAY / 2, request: otherAccount })],
          ["request-other-policy", accessUnder(consent, { now: NOW + DAY / 2, request: otherPolicy })],
          ["request-other-policy", accessUnder(consent, { now: NOW + DAY / 2, request: otherChain })],
          ["request-other-policy", accessUnder(consent, { now: NOW + DAY / 2, request: otherRegistry })],
          ["request-other-department", accessUnder(consent, { now: NOW + DAY / 2, request: otherDepartment })],
        ] as const;
        for (const [expected, access] of cases) {
          const { reason, sequence } = await denied(accessData(keeper, access, neverRead));
          assert.equal(reason, expected);
          const { entry, details } = await readRecord(keeper, sequence);
          assert.ok(entry.kind === "access" && details.kind === "access");
          assert.deepEqual([entry.outcome, details.reason], ["denied", expected]);
        }
      }),
    ));

  it("records a failed reading as an error, tells nothing of it, and leaves the use of the consent", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA, { use: { kind: "once" } });
        const failure = new Error("row of Anna is locked");
        const failing = accessData(keeper, accessUnder(consent), () => Promise.reject(failure));
        await assert.rejects(failing, (error) => error === failure);
        const { entry, details } = await readRecord(keeper, keeper.log.head.size - 1);
        assert.ok(entry.kind === "access" && details.kind === "access");
        assert.deepEqual([entry.outcome, details.reason], ["error", "read-failed"]);
        assert.equal((await accessData(keeper, accessUnder(consent), read)).data, "D-07");
      }),
    ));

  it("grants one of many accesses at once under a consent for one", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA, { use: { kind: "once" } });
        const attempts = Array.from({ length: 8 }, () => accessData(keeper, accessUnder(consent), read));
        const results = await Promise.allSettled(attempts);
        assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
        const entries = (await entriesOf(keeper)).filter((text) => text.includes('"kind":"access"'));
        assert.equal(entries.filter((text) => text.includes('"outcome":"denied"')).length, 7);
      }),
    ));

  it("answers a request once, for one person, also after it is opened again", () =>
    inFolder(async (folder) => {
      const request = await requestFor();
      const [anna, ben] = await withKeeper(folder, async (keeper) => {
        const consents = [await give(keeper, ANNA), await give(keeper, BEN, { id: uuid(2) })] as const;
        const attempts = consents.map((consent) => accessData(keeper, accessUnder(consent, { request }), read));
        const results = await Promise.allSettled(attempts);
        assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
        return consents;
      });
      await withKeeper(folder, async (keeper) => {
        for (const consent of [anna, ben]) {
          const again = accessData(keeper, accessUnder(consent, { now: NOW + DAY / 2, request }), neverRead);
          assert.equal((await denied(again)).reason, "request-used");
        }
        const other = await requestFor({ id: uuid(51) });
        const asked = accessUnder(anna, { now: NOW + DAY / 2, request: other });
        assert.equal((await accessData(keeper, asked, read)).data, "D-07");
      });
    }));

  it("uses up no request by what is not permitted, or cannot be read", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const request = await requestFor();
        const unknown = accessData(keeper, accessUnder({ id: uuid(77) }, { request }), neverRead);
        assert.equal((await denied(unknown)).reason, "consent-unknown");
        const failing = accessData(keeper, accessUnder(consent, { request }), () =>
          Promise.reject(new Error("locked")),
        );
        await assert.rejects(failing, /locked/);
        assert.equal((await accessData(keeper, accessUnder(consent, { request }), read)).data, "D-07");
      }),
    ));

  it("gives nothing when the record cannot be written", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        await keeper.log.close();
        const attempt = accessData(keeper, accessUnder(consent), read);
        await assert.rejects(attempt, (error) => isPsephosError(error, "FILE_UNWRITABLE"));
      }),
    ));

  it("gives nothing more from a withdrawal on, not even what was being read, and records the withdrawal", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const claims: unknown[] = [];
        const withdraw = () =>
          withdrawConsent({
            keeper,
            withdrawal: withdrawal(consent.id),
            verifySubject: async (claim) => claims.push(claim) > 0,
            now: NOW + 5,
          });
        const slow = async () => {
          await withdraw();
          return "D-07";
        };
        const { reason } = await denied(accessData(keeper, accessUnder(consent), slow));
        assert.equal(reason, "consent-withdrawn");
        const later = accessData(keeper, accessUnder(consent, { now: NOW + DAY }), neverRead);
        assert.equal((await denied(later)).reason, "consent-withdrawn");
        const { sequence } = await withdraw();
        const { details } = await readRecord(keeper, sequence);
        assert.deepEqual(details, { kind: "withdrawal", at: NOW + 5, consentId: consent.id });
        assert.equal(claims.length, 2);
      }),
    ));

  it("takes a withdrawal only with a proof, and only of a consent that it has", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const input = { keeper, withdrawal: withdrawal(consent.id), now: NOW };
        const unproven = withdrawConsent({ ...input, verifySubject: async () => false });
        await assert.rejects(unproven, (error) => isPsephosError(error, "SUBJECT_NOT_PROVEN"));
        assert.equal((await accessData(keeper, accessUnder(consent), read)).data, "D-07");
        const unknown = withdrawConsent({ ...input, withdrawal: withdrawal(uuid(9)), verifySubject: always });
        await assert.rejects(unknown, (error) => isPsephosError(error, "CONSENT_REFUSED"));
      }),
    ));

  it("remembers uses, withdrawals and threads when it is opened again", () =>
    inFolder(async (folder) => {
      const [used, withdrawn] = await withKeeper(folder, async (keeper) => {
        const both = [
          await give(keeper, ANNA, { use: { kind: "once" } }),
          await give(keeper, BEN, { id: uuid(2) }),
        ] as const;
        await accessData(keeper, accessUnder(both[0]), read);
        const input = { keeper, withdrawal: withdrawal(both[1].id), verifySubject: always, now: NOW };
        await withdrawConsent(input);
        return both;
      });
      await withKeeper(folder, async (keeper) => {
        const later = { now: NOW + DAY };
        assert.equal((await denied(accessData(keeper, accessUnder(used, later), read))).reason, "consent-used");
        const other = await denied(accessData(keeper, accessUnder(withdrawn, later), read));
        assert.equal(other.reason, "consent-withdrawn");
        const openings = (await entriesOf(keeper)).filter((text) => text.includes('"kind":"opening"'));
        assert.equal(openings.length, 2);
        assert.equal((await readRecord(keeper, 2)).entry.kind, "access");
      });
    }));

  it("records access by law, which needs no consent, to the person whose data they are", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const subject = { pseudonym: ANNA.pseudonym, viewingKey: ANNA.viewing.publicKey };
        const ground = { legalBasis: "Court order 12/2026", subject };
        const { receipt } = await accessData(keeper, accessUnder({ id: "" }, { ground }), read);
        const { entry, details } = await readRecord(keeper, receipt.sequence);
        assert.ok(entry.kind === "access" && details.kind === "access");
        assert.deepEqual([entry.ground, details.legalBasis], ["legal-basis", "Court order 12/2026"]);
      }),
    ));

  it("takes a consent once, and one keeper at a time with the right key", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        await give(keeper, ANNA);
        await assert.rejects(give(keeper, ANNA), (error) => isPsephosError(error, "ALREADY_DONE"));
        const second = openRecordKeeper({ folder, key: KEY });
        await assert.rejects(second, (error) => isPsephosError(error, "FILE_BUSY"));
      }).then(async () => {
        const otherKey = openRecordKeeper({ folder, key: KEY.map((byte) => byte ^ 1) });
        await assert.rejects(otherKey, (error) => isPsephosError(error, "SEALED_FILE_REFUSED"));
        await withKeeper(folder, async (keeper) => assert.equal(keeper.log.head.size, 1));
      }),
    ));
});
