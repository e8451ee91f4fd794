import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPsephosError } from "../../../src/errors.ts";
import { createIdentity } from "../../../src/protocol/identity.ts";
import { addressOf, EMPTY_NOTES, withAddress, type Notes } from "../../../src/roles/holder/notes.ts";
import { forgetNotes, readNotes, updateNotes } from "../../../src/roles/holder/notes-file.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";

const department = "did:web:residents.example";
const claim = {
  id: "urn:uuid:6f9619ff-8b86-4011-b42d-00cf4fc964ff",
  department,
  schema: "urn:psephos:schema:resident-identity:1",
  reference: "A-1001",
  askedAt: 1_800_000_000,
  replyBox: "s3cret".padEnd(43, "A"),
};
const withClaim = (notes: Notes): Notes => ({ ...notes, claims: [...notes.claims, claim] });

describe("a wallet's notes", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-notes-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const accessOf = (privateKey = randomBytes(32)) => ({
    workspace: openWorkspace(folder),
    identity: createIdentity(privateKey),
  });

  it("are empty at first, and then what was noted last", async () => {
    const access = accessOf();
    assert.deepEqual(await readNotes(access), EMPTY_NOTES);
    await updateNotes(access, withClaim);
    await updateNotes(access, (notes) => withAddress(notes, { department, text: "old" }));
    await updateNotes(access, (notes) => withAddress(notes, { department, text: "new" }));
    const notes = await readNotes(access);
    assert.deepEqual(notes.claims, [claim]);
    assert.equal(addressOf(notes, department), "new");
    assert.equal(notes.addresses.length, 1);
  });

  it("say nothing on the disk, neither in the file nor by its name", async () => {
    const access = accessOf();
    await updateNotes(access, withClaim);
    const [name = ""] = await readdir(join(folder, "notes"));
    const text = (await readFile(join(folder, "notes", name))).toString("latin1");
    for (const secret of [claim.reference, "s3cret", department]) assert.ok(!text.includes(secret));
    assert.ok(!name.includes(access.identity.commitment.toString(16).slice(0, 8)));
  });

  it("are another identity's business never, and lose nothing when two change them at once", async () => {
    const [ada, ben] = [accessOf(), accessOf()];
    await Promise.all([updateNotes(ada, withClaim), updateNotes(ada, withClaim)]);
    assert.equal((await readNotes(ada)).claims.length, 2);
    assert.deepEqual(await readNotes(ben), EMPTY_NOTES);
  });

  it("refuse to open once altered, and are written over by nobody, but can be forgotten and begun anew", async () => {
    const access = accessOf();
    await updateNotes(access, withClaim);
    const [name = ""] = await readdir(join(folder, "notes"));
    const bytes = await readFile(join(folder, "notes", name));
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(join(folder, "notes", name), bytes);
    const isAltered = (error: unknown): boolean => isPsephosError(error, "WALLET_MALFORMED");
    await assert.rejects(readNotes(access), isAltered);
    await assert.rejects(updateNotes(access, withClaim), isAltered);
    await forgetNotes(access);
    assert.equal((await updateNotes(access, withClaim)).claims.length, 1);
  });
});
