import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { parseCredential } from "../../../src/protocol/credential/credential-json.ts";
import { serialiseCredentialRequest } from "../../../src/protocol/credential/credential-request.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { newIssuerKey, openDesk, updateDesk, type Desk } from "../../../src/roles/issuer/desk.ts";
import { credentialFileName, issueToFile, issueToFolder } from "../../../src/roles/issuer/hand-over.ts";
import { issueCredential } from "../../../src/roles/issuer/issue-credential.ts";
import { statementOf } from "../../../src/roles/issuer/issuer-key.ts";
import { IssuerLedger } from "../../../src/roles/issuer/ledger.ts";
import { readRequests } from "../../../src/roles/issuer/request-files.ts";
import { changeStatus, publishableLists } from "../../../src/roles/issuer/status.ts";
import { putInForce, writeEdition, writeStatusLists } from "../../../src/roles/issuer/write-status-lists.ts";
import { folderStatusLists } from "../../../src/roles/status-list-files.ts";
import { openStatusTree } from "../../../src/roles/status-lists.ts";
import { openWorkspace, type Workspace } from "../../../src/roles/workspace.ts";
import { SUBJECT } from "../../protocol/credential/fixtures.ts";
import { inFolder } from "../folder.ts";
import { AT, person, requestOf, TERMS } from "./desk-fixtures.ts";

type StatusFacts = Parameters<typeof openStatusTree>[0]["key"];

const PASSPHRASE = "correct horse battery staple";
const refusal = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);

const issuingTo =
  (reference: string) =>
  ({ key, ledger }: Desk) => {
    const times = {
      validFrom: AT,
      validUntil: AT + 86_400,
      at: AT,
      reissue: false,
      newHolder: false,
      afterRevocation: false,
    };
    const request = requestOf(person(), { reference });
    return { credentials: [issueCredential({ key, ledger, ...times }, { request, subject: SUBJECT })] };
  };

async function withDesk(use: (desk: { workspace: Workspace; folder: string }) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const workspace = openWorkspace(join(folder, "office"));
    await newIssuerKey({ workspace, name: "residents", passphrase: PASSPHRASE, terms: TERMS });
    await use({ workspace, folder });
  });
}

describe("an issuer's desk", () => {
  it("keeps its keys by epoch and one ledger, and says of each key what an X.509 key should sign", () =>
    withDesk(async ({ workspace }) => {
      const desk = { workspace, name: "residents", passphrase: PASSPHRASE };
      const { key } = await openDesk(desk);
      assert.equal(key.verificationMethod, `${TERMS.did}#residents-2026`);
      const { epoch, publicKey, schemaHash } = statementOf(key);
      assert.deepEqual([epoch, publicKey, schemaHash], [2026, key.publicKey, key.schema.hash]);
      await assert.rejects(newIssuerKey({ ...desk, terms: TERMS }), refusal("FILE_EXISTS"));
      await newIssuerKey({ ...desk, terms: { ...TERMS, epoch: 2027 } });
      assert.equal((await openDesk(desk)).key.epoch, 2027);
      assert.deepEqual((await openDesk({ ...desk, epoch: 2026 })).key.publicKey, key.publicKey);
      const elsewhere = { ...TERMS, epoch: 2028, did: "did:web:tax.example" };
      await assert.rejects(newIssuerKey({ ...desk, terms: elsewhere }), refusal("ISSUER_LEDGER_MALFORMED"));
      await assert.rejects(openDesk({ ...desk, epoch: 2028 }), refusal("ISSUER_MISSING"));
      await assert.rejects(openDesk({ ...desk, name: "tax" }), refusal("ISSUER_MISSING"));
      const wrong = { ...desk, passphrase: "wrong horse battery staple" };
      await assert.rejects(openDesk(wrong), refusal("SEALED_FILE_REFUSED"));
    }));

  it("refuses terms that no key can have, and makes nothing then", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      const { revocation } = TERMS.statusLists;
      for (const changes of [
        { did: "did:key:z6Mk" },
        { schema: "urn:psephos:schema:none:1" },
        { epoch: 2 ** 32 },
        { statusLists: { revocation, suspension: revocation } },
        { statusLists: { revocation, suspension: "http://residents.example/s" } },
      ]) {
        const making = newIssuerKey({ workspace, name: "a", passphrase: PASSPHRASE, terms: { ...TERMS, ...changes } });
        await assert.rejects(making, refusal("ISSUER_KEY_MALFORMED"), JSON.stringify(changes));
      }
      assert.deepEqual(await readdir(folder), []);
    }));

  it("hands credentials over in a file for its owner alone, and remembers them", () =>
    withDesk(async ({ workspace, folder }) => {
      const desk = { workspace, name: "residents", passphrase: PASSPHRASE };
      const to = join(folder, "credentials.jsonl");
      const issued = await issueToFile({ ...desk, to, issue: issuingTo("A-1") });
      const read = parseCredential(JSON.parse(await readFile(to, "utf8")), SCHEMAS);
      assert.equal(read.id, issued.credentials[0]?.id);
      assert.equal((await stat(to)).mode & 0o777, 0o600);
      assert.deepEqual(
        (await openDesk(desk)).ledger.issued.map(({ credentialId }) => credentialId),
        [read.id],
      );
      await assert.rejects(issueToFile({ ...desk, to, issue: issuingTo("A-2") }), refusal("FILE_EXISTS"));
    }));

  it("hands over nothing that its ledger does not know, and records nothing that it cannot hand over", () =>
    withDesk(async ({ workspace, folder }) => {
      const desk = { workspace, name: "residents", passphrase: PASSPHRASE };
      const to = join(folder, "out", "today", "credentials.jsonl");
      const ledger = await readFile(workspace.issuerLedgerFile("residents"), "utf8");
      const untouched = async () => {
        assert.equal(await readFile(workspace.issuerLedgerFile("residents"), "utf8"), ledger);
        assert.deepEqual((await readdir(folder)).sort(), ["office"]);
      };
      const failing = (opened: Desk) => {
        issuingTo("A-1")(opened);
        throw new Error("the power went");
      };
      await assert.rejects(issueToFile({ ...desk, to, issue: failing }), /the power went/);
      await untouched();
      // The way to the output is a file, so that it cannot be written.
      await writeFile(join(folder, "out"), "");
      await assert.rejects(issueToFile({ ...desk, to, issue: issuingTo("A-1") }), refusal("FILE_UNWRITABLE"));
      await rm(join(folder, "out"));
      await untouched();
      // A lock of another machine: the ledger is in use.
      const lock = join(workspace.folder, "issuers", "residents", ".ledger.json.lock");
      await writeFile(lock, '["elsewhere",1]');
      const waiting = updateDesk({ ...desk, act: issuingTo("A-1"), patienceMs: 50 });
      await assert.rejects(waiting, refusal("FILE_BUSY"));
      await untouched();
    }));

  it("gives no status index twice when two commands issue at once", () =>
    withDesk(async ({ workspace, folder }) => {
      const desk = { workspace, name: "residents", passphrase: PASSPHRASE };
      const people = ["A-1", "A-2", "A-3"];
      await Promise.all(people.map((name) => issueToFile({ ...desk, to: join(folder, name), issue: issuingTo(name) })));
      const { issued } = (await openDesk(desk)).ledger;
      assert.deepEqual(issued.map(({ reference }) => reference).sort(), people);
      assert.equal(new Set(issued.map(({ statusIndex }) => statusIndex)).size, 3);
    }));

  it("writes the lists to a folder that mirrors the web, where readers find what the chain names", () =>
    withDesk(async ({ workspace }) => {
      const access = { workspace, name: "residents", passphrase: PASSPHRASE };
      await updateDesk({ ...access, act: issuingTo("A-1") });
      const { statusIndex } = await updateDesk({
        ...access,
        act: ({ ledger }) => changeStatus(ledger, { wanted: "A-1", act: "revoke", at: AT }),
      });
      const desk = await openDesk(access);
      const { files: lists, ...key } = await publishableLists({ ...desk, at: AT });
      const folder = await writeStatusLists({ workspace, key: desk.key, lists });
      assert.equal(folder, join(workspace.publicFolder, "residents.example", "status"));
      const { statusLists } = desk.key;
      const source = folderStatusLists(["/nowhere", workspace.publicFolder]);
      const tree = await openStatusTree({ key, statusLists, source });
      assert.equal(tree.markOf(statusIndex), "revocation");
    }));

  it("lets readers find what the chain names, before, while and after other lists are published", () =>
    withDesk(async ({ workspace }) => {
      const { key } = await openDesk({ workspace, name: "residents", passphrase: PASSPHRASE });
      const ledger = new IssuerLedger({ did: key.did, schema: key.schema.id });
      const editions = await Promise.all([0, 1, 2, 3].map((day) => publishableLists({ key, ledger, at: AT + day })));
      const [first, failed, second, third] = editions.map(({ files: lists, ...facts }) => ({
        ...{ facts, at: { workspace, key, lists } },
      }));
      const source = folderStatusLists([workspace.publicFolder]);
      const open = (facts: StatusFacts) => openStatusTree({ key: facts, statusLists: key.statusLists, source });
      const isAltered = (facts: StatusFacts) => assert.rejects(open(facts), refusal("PUBLIC_FILE_ALTERED"));
      await writeStatusLists(first!.at);
      await isAltered(second!.facts);
      for (const { at, facts } of [failed!, second!]) {
        await writeEdition(at);
        for (const each of [first!.facts, facts]) await open(each);
      }
      await putInForce({ ...second!.at, keep: [first!.facts.listsHash] });
      for (const each of [first!, second!]) await open(each.facts);
      await isAltered(failed!.facts);
      await writeEdition(third!.at);
      const folder = await putInForce({ ...third!.at, keep: [second!.facts.listsHash] });
      for (const each of [second!, third!]) await open(each.facts);
      await isAltered(first!.facts);
      assert.equal((await readdir(folder)).length, 2 + 2 * 2);
    }));

  it("issues into a folder with a file for each person and a table of whose is whose, or leaves no trace", () =>
    withDesk(async ({ workspace, folder }) => {
      const desk = { workspace, name: "residents", passphrase: PASSPHRASE };
      const to = join(folder, "issued");
      const contents = (): string => "reference,file\n";
      const { credentials } = await issueToFolder({ ...desk, to, contents, issue: issuingTo("A-1") });
      const name = credentialFileName(credentials[0]!);
      assert.deepEqual((await readdir(to)).sort(), [name, "contents.csv"].sort());
      const json: unknown = JSON.parse(await readFile(join(to, name), "utf8"));
      assert.equal(parseCredential(json, SCHEMAS).id, credentials[0]!.id);
      assert.deepEqual([(await stat(to)).mode & 0o777, (await stat(join(to, name))).mode & 0o777], [0o700, 0o600]);
      const again = { ...desk, to: join(folder, "again"), contents, issue: issuingTo("A-1") };
      await assert.rejects(issueToFolder(again), refusal("CREDENTIAL_NOT_ISSUED"));
      assert.ok(!(await readdir(folder)).some((each) => each.startsWith("again")));
    }));
});

describe("requests for credentials", () => {
  it("are read from a file with one a line, or a folder with one a file, in order", () =>
    inFolder(async (folder) => {
      const [first, second] = ["A-1", "A-2"].map((reference) =>
        serialiseCredentialRequest(requestOf(person(), { reference })),
      );
      const file = join(folder, "all.jsonl");
      await writeFile(file, `${first}\n\n${second}\n`);
      assert.deepEqual(await readRequests(file), [
        { source: `${file}:1`, text: first },
        { source: `${file}:3`, text: second },
      ]);
      await mkdir(join(folder, "requests"));
      for (const [name, text] of Object.entries({
        "b.json": second,
        "a.json": first,
        "notes.txt": "x",
        ".a.json": "x",
      })) {
        await writeFile(join(folder, "requests", name), text!);
      }
      assert.deepEqual(await readRequests(join(folder, "requests")), [
        { source: "a.json", text: first },
        { source: "b.json", text: second },
      ]);
      await assert.rejects(readRequests(join(folder, "none")), refusal("FILE_UNREADABLE"));
    }));
});
