import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isPsephosError } from "../../../src/errors.ts";
import { verifyConsistency } from "../../../src/protocol/log/verify.ts";
import { certificateHash, ERASURE_DUE_SECONDS, type ErasureRequest } from "../../../src/protocol/sharing/erasure.ts";
import { parseEntry } from "../../../src/protocol/sharing/log-entry.ts";
import { receiptHolds } from "../../../src/protocol/sharing/log-head.ts";
import { findRecords } from "../../../src/roles/holder/find-records.ts";
import { accessData } from "../../../src/roles/record-keeper/access-data.ts";
import { eraseRecords, openErasures, receiveErasureRequest } from "../../../src/roles/record-keeper/erase-records.ts";
import type { RecordKeeper } from "../../../src/roles/record-keeper/keeper.ts";
import { readRecord } from "../../../src/roles/record-keeper/read-record.ts";
import { ANNA, BEN, DAY, DEPARTMENT, NOW, person, uuid, type Person } from "../../protocol/sharing/fixtures.ts";
import { inFolder } from "../folder.ts";
import { accessOften, accessUnder, denied, entriesOf, give, withKeeper } from "./fixtures.ts";

const always = async () => true;
const unreadable = (error: unknown) => isPsephosError(error, "RECORD_UNREADABLE");

const requestOf = ({ pseudonym }: Person, changes: Partial<ErasureRequest> = {}): ErasureRequest => ({
  format: "psephos.erasure-request/1",
  id: uuid(90),
  ...DEPARTMENT,
  pseudonym,
  targets: ["access-records", "consents"],
  proof: Array<bigint>(8).fill(1n),
  ...changes,
});

async function erase(keeper: RecordKeeper, request: ErasureRequest) {
  await receiveErasureRequest({ keeper, request, verifySubject: always, now: NOW });
  return eraseRecords({ keeper, requestId: request.id, now: NOW + DAY });
}

/** Every byte that the keeper's folder has, by file. */
async function bytesOf(folder: string): Promise<Map<string, Buffer>> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(name)] as const)));
}

describe("erasure", () => {
  it("hands the certificate over before anything is deleted, and deletes nothing where that fails", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const [sequence] = await accessOften(keeper, consent, 1);
        const request = requestOf(ANNA);
        await receiveErasureRequest({ keeper, request, verifySubject: always, now: NOW });
        const once = { keeper, requestId: request.id, now: NOW + DAY };
        await assert.rejects(
          eraseRecords({ ...once, onCertified: () => Promise.reject(new Error("no room")) }),
          /no room/,
        );
        assert.ok(keeper.consents.find(consent.id) !== undefined);
        assert.equal((await readRecord(keeper, sequence!)).details.kind, "access");
        const handed: string[] = [];
        const { certificate } = await eraseRecords({
          ...once,
          onCertified: async (each) => void handed.push(certificateHash(each)),
        });
        assert.deepEqual(handed, [certificateHash(certificate)]);
        assert.deepEqual(certificate.records, [sequence]);
      }),
    ));

  it("T088: leaves records that neither keeper nor outsiders can read, in a log of which every proof still holds", () =>
    inFolder(async (folder) => {
      const { receipts, head, mine, others } = await withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const other = await give(keeper, BEN, { id: uuid(2) });
        const [own, theirs] = [await accessOften(keeper, consent, 3), await accessOften(keeper, other, 3)];
        for (const sequence of own) assert.equal((await readRecord(keeper, sequence)).details.kind, "access");
        const all = [...own, ...theirs];
        const before = await Promise.all(all.map((sequence) => keeper.log.receipt(sequence)));
        return { receipts: before, head: keeper.log.head, mine: own, others: theirs };
      });
      const secrets = await bytesOf(folder);
      const [slot] = [secrets.get(join(folder, "threads.sealed"))!.subarray(0, 124)];
      await withKeeper(folder, async (keeper) => {
        const { certificate } = await erase(keeper, requestOf(ANNA));
        assert.deepEqual(certificate.records, mine);
        for (const sequence of mine) await assert.rejects(readRecord(keeper, sequence), unreadable);
      });
      // Also by somebody who takes the folder and the key away now.
      const after = await bytesOf(folder);
      for (const [name, bytes] of after) assert.ok(!bytes.includes(slot), name);
      await withKeeper(
        folder,
        async (keeper) => {
          for (const sequence of mine) await assert.rejects(readRecord(keeper, sequence), unreadable);
          for (const sequence of others) assert.equal((await readRecord(keeper, sequence)).details.kind, "access");
          for (const receipt of receipts) {
            assert.ok(receiptHolds(receipt, await keeper.log.entry(receipt.sequence)));
            const now = await keeper.log.receipt(receipt.sequence);
            assert.ok(receiptHolds(now, await keeper.log.entry(receipt.sequence)));
          }
          const { size, root } = keeper.log.head;
          const claim = { first: head.size, firstRoot: head.root, second: size, secondRoot: root };
          assert.ok(verifyConsistency({ ...claim, proof: keeper.log.consistencyProof(head.size) }));
          const anchored = keeper.log.head;
          const search = { entries: await entriesOf(keeper), anchored, lastSeen: head };
          const bens = await findRecords({ ...search, viewingSecrets: [BEN.viewing.secret] });
          assert.deepEqual([bens.completeness, bens.records.length, bens.faulty], ["complete", 3, []]);
          const stranger = await findRecords({ ...search, viewingSecrets: [person(5).viewing.secret] });
          assert.equal(stranger.records.length, 0);
        },
        head,
      );
    }));

  it("puts the hash of the certificate into the log, where she finds it, and no list of her records", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        await accessOften(keeper, await give(keeper, ANNA), 2);
        const { certificate, receipt } = await erase(keeper, requestOf(ANNA));
        const entry = parseEntry(await keeper.log.entry(receipt.sequence));
        assert.ok(entry.kind === "erasure");
        assert.equal(entry.certificateHash, certificateHash(certificate));
        assert.notEqual(certificateHash({ ...certificate, salt: `0x${"00".repeat(32)}` }), entry.certificateHash);
        const anchored = keeper.log.head;
        const viewingSecrets = [ANNA.viewing.secret];
        const { records } = await findRecords({ entries: await entriesOf(keeper), viewingSecrets, anchored });
        assert.deepEqual(records.at(-1)?.details, { kind: "erasure", at: NOW + DAY, requestId: uuid(90) });
      }),
    ));

  it("ends her consents, so that nothing more is given out", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        await give(keeper, BEN, { id: uuid(2) });
        const { certificate } = await erase(keeper, requestOf(ANNA));
        assert.deepEqual(certificate.consents, [consent.id]);
        const attempt = accessData(keeper, accessUnder(consent, { now: NOW + DAY }), async () => "D-07");
        assert.equal((await denied(attempt)).reason, "consent-unknown");
        assert.equal((await accessOften(keeper, { id: uuid(2) }, 1)).length, 1);
      }),
    ));

  it("stops an access that is under way, and opens no new thread of hers for it", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const slow = async () => {
          await erase(keeper, requestOf(ANNA));
          return "D-07";
        };
        const { reason } = await denied(accessData(keeper, accessUnder(consent), slow));
        assert.equal(reason, "consent-withdrawn");
        assert.deepEqual(keeper.threads.ofPseudonym(ANNA.pseudonym), []);
      }),
    ));

  it("starts a new thread when she consents again, which opens nothing of the old one", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const [old] = await accessOften(keeper, await give(keeper, ANNA), 1);
        await erase(keeper, requestOf(ANNA));
        const [sequence] = await accessOften(keeper, await give(keeper, ANNA, { id: uuid(3) }), 1);
        assert.equal((await readRecord(keeper, sequence!)).details.kind, "access");
        await assert.rejects(readRecord(keeper, old!), unreadable);
      }),
    ));

  it("erases only what was asked for", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const [sequence] = await accessOften(keeper, consent, 1);
        const { certificate } = await erase(keeper, requestOf(ANNA, { targets: ["consents"] }));
        assert.deepEqual([certificate.records, certificate.consents], [[], [consent.id]]);
        assert.equal((await readRecord(keeper, sequence!)).details.kind, "access");
      }),
    ));

  it("is due in thirty days, stays open until it is done, and then keeps nothing of the person", () =>
    inFolder(async (folder) => {
      await withKeeper(folder, async (keeper) => {
        const input = { keeper, verifySubject: always, now: NOW };
        const later = requestOf(BEN, { id: uuid(91) });
        await receiveErasureRequest({ ...input, request: later, now: NOW + 5 });
        const received = await receiveErasureRequest({ ...input, request: requestOf(ANNA) });
        assert.equal(received.dueAt, NOW + ERASURE_DUE_SECONDS);
        assert.deepEqual(await receiveErasureRequest({ ...input, request: requestOf(ANNA), now: NOW + 9 }), received);
      });
      await withKeeper(folder, async (keeper) => {
        assert.deepEqual(
          openErasures(keeper).map(({ id }) => id),
          [uuid(90), uuid(91)],
        );
        const { certificate } = await eraseRecords({ keeper, requestId: uuid(90), now: NOW + DAY });
        assert.equal(openErasures(keeper).length, 1);
        assert.deepEqual(keeper.erasures.get(uuid(90)), {
          ...{ id: uuid(90), receivedAt: NOW, dueAt: NOW + ERASURE_DUE_SECONDS, state: "done" },
          certificateHash: certificateHash(certificate),
        });
        const again = eraseRecords({ keeper, requestId: uuid(90), now: NOW + DAY });
        await assert.rejects(again, (error) => isPsephosError(error, "ALREADY_DONE"));
      });
    }));

  it("is taken up again after a failure on the way, with the list of the first attempt", () =>
    inFolder(async (folder) => {
      const mine = await withKeeper(folder, async (keeper) => {
        const sequences = await accessOften(keeper, await give(keeper, ANNA), 2);
        await receiveErasureRequest({ keeper, request: requestOf(ANNA), verifySubject: always, now: NOW });
        const append = keeper.log.append.bind(keeper.log);
        keeper.log.append = () => Promise.reject(new Error("power failure"));
        await assert.rejects(eraseRecords({ keeper, requestId: uuid(90), now: NOW }), /power failure/);
        keeper.log.append = append;
        return sequences;
      });
      await withKeeper(folder, async (keeper) => {
        for (const sequence of mine) await assert.rejects(readRecord(keeper, sequence), unreadable);
        const { certificate } = await eraseRecords({ keeper, requestId: uuid(90), now: NOW + DAY });
        assert.deepEqual(certificate.records, mine);
      });
    }));

  it("T088: leaves no secret on the disk when it fails before it has deleted any, and is taken up by the same keeper", () =>
    inFolder(async (folder) => {
      const mine = await withKeeper(folder, async (keeper) => {
        const sequences = await accessOften(keeper, await give(keeper, ANNA), 2);
        await receiveErasureRequest({ keeper, request: requestOf(ANNA), verifySubject: always, now: NOW });
        const remove = keeper.consents.remove.bind(keeper.consents);
        keeper.consents.remove = () => Promise.reject(new Error("disk full"));
        await assert.rejects(eraseRecords({ keeper, requestId: uuid(90), now: NOW }), /disk full/);
        keeper.consents.remove = remove;
        // Recorded between the two attempts, on a thread of its own.
        const subject = { pseudonym: ANNA.pseudonym, viewingKey: ANNA.viewing.publicKey };
        const between = accessUnder({ id: "" }, { ground: { legalBasis: "Court order 12/2026", subject } });
        sequences.push((await accessData(keeper, between, async () => "D-07")).receipt.sequence);
        const { certificate } = await eraseRecords({ keeper, requestId: uuid(90), now: NOW + DAY });
        assert.deepEqual(certificate.records, sequences);
        return sequences;
      });
      await withKeeper(folder, async (keeper) => {
        for (const sequence of mine) await assert.rejects(readRecord(keeper, sequence), unreadable);
        assert.deepEqual(keeper.threads.ofPseudonym(ANNA.pseudonym), []);
      });
    }));

  it("finds both threads of a person again when it was broken off, a record came, and the keeper was opened anew", () =>
    inFolder(async (folder) => {
      const mine = await withKeeper(folder, async (keeper) => {
        const consent = await give(keeper, ANNA);
        const [first] = await accessOften(keeper, consent, 1);
        keeper.threads.retire(keeper.threads.ofPseudonym(ANNA.pseudonym));
        const later = accessUnder(consent, { now: NOW + DAY });
        return [first!, (await accessData(keeper, later, async () => "D-07")).receipt.sequence];
      });
      await withKeeper(folder, async (keeper) => {
        for (const sequence of mine) assert.equal((await readRecord(keeper, sequence)).details.kind, "access");
        const { certificate } = await erase(keeper, requestOf(ANNA));
        assert.deepEqual(certificate.records, mine);
      });
      await withKeeper(folder, async (keeper) => {
        for (const sequence of mine) await assert.rejects(readRecord(keeper, sequence), unreadable);
      });
    }));

  it("done twice at once, frees no place twice: threads that begin later keep their own", () =>
    inFolder(async (folder) => {
      const people = [person(3), person(4)];
      const sequences = await withKeeper(folder, async (keeper) => {
        await accessOften(keeper, await give(keeper, ANNA), 1);
        await receiveErasureRequest({ keeper, request: requestOf(ANNA), verifySubject: always, now: NOW });
        const attempt = () => eraseRecords({ keeper, requestId: uuid(90), now: NOW });
        await Promise.all([attempt(), attempt()]);
        const consents = await Promise.all(people.map((each, index) => give(keeper, each, { id: uuid(20 + index) })));
        return (await Promise.all(consents.map((consent) => accessOften(keeper, consent, 1)))).flat();
      });
      await withKeeper(folder, async (keeper) => {
        for (const sequence of sequences) assert.equal((await readRecord(keeper, sequence)).details.kind, "access");
      });
    }));

  it("T088: of one person touches no record of another who gave the same viewing key", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        // Ben learned Anna's viewing key, and came first with it.
        await give(keeper, BEN, { id: uuid(2), viewingKey: ANNA.viewing.publicKey });
        const consent = await give(keeper, ANNA);
        const [sequence] = await accessOften(keeper, consent, 1);
        const bens = await erase(keeper, requestOf(BEN, { id: uuid(91) }));
        assert.deepEqual(bens.certificate.records, []);
        assert.equal((await readRecord(keeper, sequence!)).details.kind, "access");
        const annas = await erase(keeper, requestOf(ANNA));
        assert.deepEqual(annas.certificate.records, [sequence]);
        await assert.rejects(readRecord(keeper, sequence!), unreadable);
      }),
    ));

  it("swallows nobody's request for another person's of the same id", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const input = { keeper, verifySubject: always, now: NOW };
        await receiveErasureRequest({ ...input, request: requestOf(BEN) });
        const annas = receiveErasureRequest({ ...input, request: requestOf(ANNA) });
        await assert.rejects(annas, (error) => isPsephosError(error, "SUBJECT_NOT_PROVEN"));
      }),
    ));

  it("needs a proof of the person", () =>
    inFolder((folder) =>
      withKeeper(folder, async (keeper) => {
        const input = { keeper, request: requestOf(ANNA), now: NOW };
        const unproven = receiveErasureRequest({ ...input, verifySubject: async () => false });
        await assert.rejects(unproven, (error) => isPsephosError(error, "SUBJECT_NOT_PROVEN"));
        assert.equal(openErasures(keeper).length, 0);
      }),
    ));
});
