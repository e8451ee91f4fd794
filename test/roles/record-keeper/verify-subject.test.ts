import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { prove } from "../../../src/proofs/prove.ts";
import { erasureContext } from "../../../src/protocol/credential/context.ts";
import { scopeIdOf, verifierIdOf } from "../../../src/protocol/credential/policy-hash.ts";
import { consentContextOf } from "../../../src/protocol/sharing/consent.ts";
import { erasureRequestText, parseErasureRequest, type ErasureRequest } from "../../../src/protocol/sharing/erasure.ts";
import { parseWithdrawal, withdrawalText } from "../../../src/protocol/sharing/withdrawal.ts";
import { withdrawConsent } from "../../../src/roles/record-keeper/consents.ts";
import { receiveErasureRequest } from "../../../src/roles/record-keeper/erase-records.ts";
import { verifySubject } from "../../../src/roles/record-keeper/verify-subject.ts";
import { ANNA, BEN, DEPARTMENT, NOW, uuid, type Person } from "../../protocol/sharing/fixtures.ts";
import { inFolder } from "../folder.ts";
import { give, withKeeper } from "./fixtures.ts";

/** A proof that the person holds the pseudonym, made for a context. */
async function proofBy({ identity, pseudonym }: Person, contextHash: bigint): Promise<bigint[]> {
  const ids = { verifierId: verifierIdOf(DEPARTMENT), scopeId: scopeIdOf(DEPARTMENT) };
  const inputs = { ...ids, contextHash, pseudonym, secret: identity.secret };
  return [...(await prove({ circuit: "pseudonym", inputs })).words];
}

const notProven = (error: unknown) => isPsephosError(error, "SUBJECT_NOT_PROVEN");

describe("proofs of the person", () => {
  it("let a consent be withdrawn by whoever gave it, and by nobody else", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const bens = await give(keeper, BEN, { id: uuid(2) });
        const proof = await proofBy(ANNA, consentContextOf(consent));
        const withdraw = (consentId: string) => {
          const text = withdrawalText({ format: "psephos.consent-withdrawal/1", consentId, proof });
          return withdrawConsent({ keeper, withdrawal: parseWithdrawal(text), verifySubject, now: NOW });
        };
        await assert.rejects(withdraw(bens.id), notProven);
        await withdraw(consent.id);
        assert.equal(keeper.consents.find(consent.id)?.withdrawnAt, NOW);
        assert.equal(keeper.consents.find(bens.id)?.withdrawnAt, undefined);
      }),
    ));

  it("let erasure be asked for by the person, for that request alone", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const proof = await proofBy(ANNA, erasureContext({ requestId: uuid(90), targets: ["access-records"] }));
        const receive = ({ pseudonym }: Person, id: string, changes: Partial<ErasureRequest> = {}) => {
          const request = { format: "psephos.erasure-request/1", id, ...DEPARTMENT, pseudonym } as const;
          const text = erasureRequestText({ ...request, targets: ["access-records"], proof, ...changes });
          return receiveErasureRequest({ keeper, request: parseErasureRequest(text), verifySubject, now: NOW });
        };
        await assert.rejects(receive(BEN, uuid(90)), notProven);
        await assert.rejects(receive(ANNA, uuid(91)), notProven);
        await assert.rejects(receive(ANNA, uuid(90), { proof: Array<bigint>(8).fill(1n) }), notProven);
        await assert.rejects(receive(ANNA, uuid(90), { targets: ["access-records", "consents"] }), notProven);
        await assert.rejects(receive(ANNA, uuid(90), { targets: ["consents"] }), notProven);
        assert.equal((await receive(ANNA, uuid(90))).state, "received");
      }),
    ));
});
