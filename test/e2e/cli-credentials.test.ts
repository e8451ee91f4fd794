import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnvil, type LocalChain } from "../../src/chain/anvil.ts";
import { settle, type Answer, type Person, type Village } from "./people.ts";
import {
  certificatesFor,
  openResidentsOffice,
  requestArgs,
  RESIDENTS,
  subjectOf,
  type Certificates,
} from "./residents-office.ts";

const ADA = { reference: "A-1001", givenName: "Ada", birthDate: "1990-12-10" };
const TABLE = [
  { reference: "A-1002", givenName: "Ben", birthDate: "1991-12-26" },
  { reference: "A-1003", givenName: "Cem", birthDate: "1845-03-03" },
  { reference: "A-1004", givenName: "Di", birthDate: "1932-01-27" },
];

/**
 * Credentials from the authority's first decision to a citizen's hands, by commands alone. Everybody has a folder of their own. Each
 * test is the next step.
 */
describe("issuing credentials by hand on the command line", () => {
  let village: Village;
  let chain: LocalChain;
  let chainOptions: readonly string[];
  let certificates: Certificates;
  const people = new Map<string, Person>();
  const as = (name: string): Person => people.get(name)!;
  const file = (name: string): string => join(village.folder, name);
  const published = (): string => join(as("office").folder, "public");
  const onChain = (name: string, ...args: string[]): Promise<Answer> => as(name).does(...args, ...chainOptions);
  const isRefusedOnChain = (name: string, refusal: readonly [string, number], ...args: string[]): Promise<string> =>
    as(name).isRefused(...refusal, ...args, ...chainOptions);

  /** Exit code and answer of a check, which may say no. */
  async function check(credentialId: string): Promise<[number, string]> {
    const args = ["credential", "check", credentialId.slice("urn:uuid:".length), "--files", published()];
    const { exitCode, answer } = await as("ada").tries(...args, ...chainOptions);
    return [exitCode, answer.state];
  }

  let first = "";
  let second = "";

  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), "psephos-e2e-"));
    chain = await startAnvil({ folder: join(folder, "chain") });
    village = { folder, rpcUrl: chain.url };
    for (const name of ["authority", "office", "stranger", "ada", "ben", "cem"]) {
      people.set(name, await settle(village, name));
    }
    for (const name of ["authority", "office", "stranger"]) await as(name).does("account", "new", name, "--fund");
    const deployed = await as("authority").does("contracts", "deploy");
    await cp(deployed.file, file("deployment.json"));
    chainOptions = ["--deployment", file("deployment.json")];
  });

  after(async () => {
    await chain.stop();
    await rm(village.folder, { recursive: true, force: true });
  });

  it("lets the authority alone make a department known, and its certified key", async () => {
    const { address } = await as("office").does("account", "show", "office");
    const register = ["department", "register", RESIDENTS, "--address", address];
    await isRefusedOnChain("stranger", ["ACCOUNT_REFUSED", 2], ...register);
    const unknown = await as("stranger").tries("department", "show", RESIDENTS, ...chainOptions);
    assert.deepEqual([unknown.exitCode, unknown.answer.registered], [1, false]);

    const [authority, office] = [as("authority"), as("office")];
    const opened = await openResidentsOffice({ village, authority, office, chainOptions });
    certificates = opened.certificates;
    assert.equal(opened.keyIndex, 0);
    await isRefusedOnChain("authority", ["ALREADY_DONE", 3], ...register);
    const { keys } = await onChain("stranger", "department", "show", RESIDENTS);
    assert.deepEqual(
      keys.map(({ state }) => state),
      ["trusted"],
    );
  });

  it("refuses a key without the right certificate, private key or root", async () => {
    const other = await certificatesFor(village, "tax.example");
    const key = ["--issuer", RESIDENTS, "--schema", "resident-identity", "--epoch", "2027", "--ends", "365d"];
    await as("office").does("issuer-key", "new", ...key);
    const certify = (papers: Certificates, to: string): string[] => {
      const { chain: own, privateKey } = papers;
      return ["issuer-key", "certify", "--certificate", own, "--private-key", privateKey, "--to", file(to)];
    };
    const mixed = { ...certificates, privateKey: other.privateKey };
    await as("office").isRefused("ISSUER_CERTIFICATE_REFUSED", 3, ...certify(mixed, "never"));
    await as("office").does(...certify(other, "foreign"));
    await as("office").does(...certify(certificates, "right"));

    const register = (folder: string, root: string): string[] => [
      "issuer-key",
      "register",
      file(folder),
      "--root",
      root,
    ];
    const isRefused = (...args: string[]) => isRefusedOnChain("authority", ["ISSUER_CERTIFICATE_REFUSED", 3], ...args);
    assert.match(await isRefused(...register("foreign", other.root)), /not one of residents\.example/);
    assert.match(await isRefused(...register("right", other.root)), /root that you trust/);
    await cp(join(file("application"), "revocation.json"), join(file("right"), "revocation.json"));
    await isRefusedOnChain("authority", ["CREDENTIAL_SIGNATURE_INVALID", 3], ...register("right", certificates.root));
  });

  it("issues to the person of the reference, once, and keeps nothing of what it certified", async () => {
    for (const name of ["ada", "ben", "cem"]) await as(name).does("identity", "new", name);
    await as("ada").does(...requestArgs(ADA.reference), "--to", file("ada-request.json"));
    await writeFile(file("ada.json"), JSON.stringify(subjectOf(ADA)));
    const desk = ["--epoch", "2026", "--subject", file("ada.json"), "--to", file("ada-credential.json")];
    const issue = ["credential", "issue", file("ada-request.json"), ...desk, "--reference"];
    await as("office").isRefused("CREDENTIAL_REQUEST_REFUSED", 3, ...issue, "A-1002");
    first = (await as("office").does(...issue, ADA.reference)).credentialId;
    await as("office").isRefused("FILE_EXISTS", 2, ...issue, ADA.reference);
    assert.equal((await stat(file("ada-credential.json"))).mode & 0o777, 0o600);
  });

  it("issues what it can of a table, and says line by line what it cannot", async () => {
    const inbox = file("inbox");
    for (const [name, { reference }] of [
      ["ben", TABLE[0]!],
      ["cem", TABLE[1]!],
    ] as const) {
      await as(name).does(...requestArgs(reference), "--to", join(inbox, `${name}.json`));
    }
    const columns = Object.keys(subjectOf(ADA));
    const rows = TABLE.map((each) => {
      const subject = subjectOf(each);
      return [each.reference, ...columns.map((name) => String(subject[name]))].join(",");
    });
    await writeFile(file("table.csv"), [["reference", ...columns].join(","), ...rows].join("\n"));
    const many = ["credential", "issue-many", file("table.csv"), "--requests", inbox, "--to", file("issued")];
    const { exitCode, answer } = await as("office").tries(...many, "--epoch", "2026");
    assert.equal(exitCode, 1);
    assert.deepEqual(
      answer.report.map(({ line, outcome }) => [line, outcome]),
      [
        [2, "ok"],
        [3, "CREDENTIAL_MALFORMED"],
        [4, "CREDENTIAL_NOT_ISSUED"],
      ],
    );
    assert.equal((await readdir(file("issued"))).length, 2);
    const [, row = ""] = (await readFile(join(file("issued"), "contents.csv"), "utf8")).split("\n");
    const [reference, name = ""] = row.split(",");
    assert.equal(reference, '"A-1002"');
    await as("cem").isRefused("CREDENTIAL_NOT_YOURS", 3, "credential", "import", join(file("issued"), name));
    await as("ben").does("credential", "import", join(file("issued"), name));
  });

  it("keeps a credential with its holder's identity alone, through a backup too", async () => {
    const take = ["credential", "import", file("ada-credential.json")];
    assert.equal((await as("ada").does(...take)).credentialId, first);
    await as("ada").isRefused("CREDENTIAL_HELD", 3, ...take);
    const { subject } = await as("ada").does("credential", "show", first);
    assert.deepEqual(subject, subjectOf(ADA));

    const backup = file("backup.json");
    await as("ada").does("identity", "backup", "--to", backup);
    await as("ada").isRefused("CONFIRMATION_MISSING", 2, "identity", "delete", "ada");
    await as("ada").does("identity", "delete", "ada", "--yes");
    await as("ada").isRefused("IDENTITY_MISSING", 2, "credential", "list");
    await as("ada").does("identity", "restore", "ada", "--from", backup);
    const { credentials } = await as("ada").does("credential", "list");
    assert.deepEqual(
      credentials.map(({ credentialId }) => credentialId),
      [first],
    );
  });

  it("tells the holder from the published lists whether the credential counts: paused, again in force, cancelled", async () => {
    const publish = ["status", "publish", "--epoch", "2026"];
    await isRefusedOnChain("office", ["ISSUER_NOT_TRUSTED", 3], "status", "publish");
    await onChain("office", ...publish);
    assert.deepEqual(await check(first), [0, "counts"]);
    await as("office").does("credential", "suspend", ADA.reference);
    await as("office").does("account", "new", "other", "--fund");
    await isRefusedOnChain("office", ["ACCOUNT_REFUSED", 2], ...publish, "--account", "other");
    await rm(join(as("office").folder, "accounts", "other.json"));
    assert.equal((await onChain("office", "status", "show", "--epoch", "2026")).isPublished, false);
    assert.deepEqual(await check(first), [0, "counts"], "before it is published nobody learns of it");
    await onChain("office", ...publish);
    assert.deepEqual(await check(first), [1, "suspended"]);
    await as("office").does("credential", "resume", ADA.reference);
    await onChain("office", ...publish);
    assert.deepEqual(await check(first), [0, "counts"]);

    await as("ada").does(...requestArgs(ADA.reference), "--to", file("ada-request-2.json"));
    const papers = ["--subject", file("ada.json"), "--reference", ADA.reference, "--epoch", "2026"];
    const again = ["credential", "issue", file("ada-request-2.json"), ...papers, "--to", file("ada-credential-2.json")];
    await as("office").isRefused("CREDENTIAL_NOT_ISSUED", 3, ...again);
    second = (await as("office").does(...again, "--replace")).credentialId;
    await as("ada").does("credential", "import", file("ada-credential-2.json"));
    await onChain("office", ...publish);
    assert.deepEqual(
      [await check(first), await check(second)],
      [
        [1, "revoked"],
        [0, "counts"],
      ],
    );
    await as("ada").does("credential", "remove", first, "--yes");

    await as("cem").does(...requestArgs(ADA.reference), "--to", file("cem-as-ada.json"));
    const toCem = ["credential", "issue", file("cem-as-ada.json"), ...papers, "--to", file("cem-credential.json")];
    await as("office").isRefused("CREDENTIAL_NOT_ISSUED", 3, ...toCem, "--replace");
    await as("office").isRefused("CONFIRMATION_MISSING", 2, ...toCem, "--replace", "--new-holder");

    await as("office").isRefused("CONFIRMATION_MISSING", 2, "credential", "revoke", ADA.reference);
    await as("office").does("credential", "revoke", ADA.reference, "--yes");
    await onChain("office", ...publish);
    assert.deepEqual(await check(second), [1, "revoked"]);
    const { issued, revoked, isPublished } = await onChain("office", "status", "show", "--epoch", "2026");
    assert.deepEqual([issued, revoked, isPublished], [3, 2, true]);
  });

  it("takes a compromised key out, for the authority alone, and after it nothing counts", async () => {
    const remove = ["issuer-key", "remove", "0", "--compromised"];
    await isRefusedOnChain("authority", ["CONFIRMATION_MISSING", 2], ...remove);
    await isRefusedOnChain("stranger", ["ACCOUNT_REFUSED", 2], ...remove, "--yes");
    await onChain("authority", ...remove, "--yes");
    const { keys } = await onChain("stranger", "issuer-key", "show");
    assert.deepEqual(
      keys.map(({ state }) => state),
      ["compromised"],
    );
    assert.deepEqual(await check(second), [1, "untrusted"]);
  });
});
