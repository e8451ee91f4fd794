import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { advanceTo, latestTime } from "../../src/chain/time.ts";
import { credentialJson } from "../../src/protocol/credential/credential-json.ts";
import type { Commitment } from "../../src/protocol/identity.ts";
import { carryOut } from "../../src/roles/authority/carry-out.ts";
import { registerDepartmentCall } from "../../src/roles/authority/governor-calls.ts";
import { statusListFile } from "../../src/roles/status-list-files.ts";
import { CREDENTIAL, STATUS_INDEX, SUBJECT } from "../protocol/credential/fixtures.ts";
import { openCredentialStage, type CredentialStage } from "../roles/credential-stage.ts";
import { settle, type Answer, type Person } from "./people.ts";

const HOUSING = "did:web:homes.example";
const PEOPLE = ["housing", "relayer", "anna", "ben", "cora", "stranger"] as const;

/**
 * What follows on issuing, by hand: an office asks, people answer, record, take back and enrol. Everybody has a folder of their own, and
 * knows the chain's address, the deployment record and the published lists. Each test is the next step.
 */
describe("policies and attestations by hand on the command line", () => {
  let stage: CredentialStage;
  let folder: string;
  /** The published status lists, as on the web. */
  let web: string;
  const people = new Map<string, Person>();
  const as = (name: (typeof PEOPLE)[number]): Person => people.get(name)!;
  const at = (file: string): string => join(folder, file);
  let policy: Answer;
  let recorded: Answer;
  let enrolment: Answer;

  async function publishLists(): Promise<void> {
    for (const url of Object.values(CREDENTIAL.statusLists)) {
      const file = statusListFile(web, url);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await stage.source.fetch(url));
    }
  }

  async function giveCredential(name: "anna" | "ben", changes: object): Promise<void> {
    const { commitment } = await as(name).does("identity", "show");
    const holder = BigInt(commitment) as Commitment;
    const id = `urn:uuid:3f0b6a52-8c5e-4b8e-9a57-0d6f8f1c2e${name === "anna" ? "41" : "42"}`;
    const credential = { ...stage.issue({ holder, ...changes }), id };
    await writeFile(at(`${name}-credential.json`), JSON.stringify(credentialJson(credential)));
    await as(name).does("credential", "import", at(`${name}-credential.json`));
  }

  const later = async (seconds: number): Promise<void> =>
    advanceTo(stage.chain, (await latestTime(stage.chain)) + seconds);

  before(async () => {
    stage = await openCredentialStage();
    folder = await mkdtemp(join(tmpdir(), "psephos-e2e-"));
    web = at("web");
    await publishLists();
    for (const name of PEOPLE) {
      const person = await settle({ folder, rpcUrl: stage.local.url }, name);
      people.set(name, person);
      await mkdir(join(person.folder, "deployments"));
      await writeFile(join(person.folder, "deployments", "31337.json"), JSON.stringify(stage.deployment));
    }
    await Promise.all(
      [as("housing"), as("relayer"), as("stranger")].map((who) => who.does("account", "new", who.name, "--fund")),
    );
    const { address: departmentAccount } = await as("housing").does("account", "show", "housing");
    const call = await registerDepartmentCall({ chain: stage.chain, did: HOUSING, departmentAccount });
    await carryOut({ chain: stage.chain, account: stage.organizer, call });
    for (const name of ["anna", "ben", "cora"] as const) await as(name).does("identity", "new", name);
    await giveCredential("anna", {});
    await giveCredential("ben", { statusIndex: STATUS_INDEX + 1, subject: { ...SUBJECT, birthDate: "2012-02-29" } });
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await stage.end();
  });

  const POLICY = [
    ...["--verifier", HOUSING, "--scope", "subsidy-2026"],
    ...["--title", "Housing subsidy | 住房补贴", "--purpose", "To check an application. | 核验申请资格。"],
    ...["--legal-basis", "Housing Subsidy Act, section 4. | 《住房补贴办法》第四条。"],
    ...["--schema", "resident-identity", "--ask", "birthDate <= 2008-01-01", "--ask", "nationality show"],
    ...["--keep-days", "30", "--valid", "90d", "--revocable"],
  ];

  it("publishes a policy that an office drafted, once and by its own account", async () => {
    const housing = as("housing");
    const drafted = await housing.does("policy", "new", ...POLICY, "--to", at("policy.json"));
    const checked = await as("stranger").does("policy", "check", at("policy.json"));
    assert.equal(checked.policyHash, drafted.policyHash);
    await as("stranger").isRefused("ACCOUNT_REFUSED", 2, "policy", "publish", at("policy.json"));
    policy = await housing.does("policy", "publish", at("policy.json"));
    assert.equal(policy.policyHash, drafted.policyHash);
    await housing.isRefused("ALREADY_DONE", 3, "policy", "publish", at("policy.json"));
    assert.equal((await as("anna").does("policy", "show", policy.policyId)).policyHash, policy.policyHash);
  });

  it("tells a person who asks what before she agrees, and takes her answer once", async () => {
    const [anna, housing] = [as("anna"), as("housing")];
    await housing.does("request", "new", "--policy", policy.policyId, "--to", at("request.json"));
    const make = ["presentation", "make", at("request.json"), "--files", web, "--to", at("answer.json")];
    const unasked = await anna.tries(...make);
    assert.equal(unasked.answer.error?.code, "CONFIRMATION_MISSING");
    for (const told of [HOUSING, "Housing Subsidy Act, section 4.", "30 days", "Nationality", "Date of birth"]) {
      assert.ok(unasked.prose.replaceAll(/\s+/g, " ").includes(told), told);
    }
    const made = await anna.does(...make, "--yes");
    assert.deepEqual(made.shown, { nationality: SUBJECT.nationality });
    const check = ["presentation", "check", at("answer.json"), "--request", at("request.json")];
    const checked = await housing.does(...check);
    assert.equal(checked.pseudonym, made.pseudonym);
    assert.deepEqual(checked.shown, made.shown);
    const again = await housing.tries(...check);
    assert.deepEqual([again.exitCode, again.answer.code], [1, "NONCE_REFUSED"]);
  });

  it("takes no answer to another request, nor one at another desk", async () => {
    const [anna, housing] = [as("anna"), as("housing")];
    await housing.does("request", "new", "--policy-file", at("policy.json"), "--to", at("request-2.json"));
    await housing.does("request", "new", "--policy-file", at("policy.json"), "--to", at("request-3.json"));
    await anna.does("presentation", "make", at("request-2.json"), "--files", web, "--to", at("answer-2.json"), "--yes");
    const check = (who: Person, request: string) =>
      who.tries("presentation", "check", at("answer-2.json"), "--request", at(request));
    assert.equal((await check(housing, "request-3.json")).answer.code, "PRESENTATION_OTHER_CONTEXT");
    assert.equal((await check(as("stranger"), "request-2.json")).answer.code, "NONCE_REFUSED");
    assert.equal((await check(housing, "request-2.json")).exitCode, 0);
  });

  it("refuses who does not meet it, and who has no credential, before anything is sent", async () => {
    const make = ["attestation", "make", policy.policyId, "--files", web, "--yes", "--to"];
    await as("ben").isRefused("POLICY_NOT_MET", 3, ...make, at("ben.json"));
    await as("cora").isRefused("POLICY_NOT_MET", 3, ...make, at("cora.json"));
  });

  it("records a proof that somebody else sends, without a value in the file, and says so when asked", async () => {
    const [anna, relayer] = [as("anna"), as("relayer")];
    const make = ["attestation", "make", policy.policyId, "--files", web, "--yes"];
    await anna.isRefused("ACCOUNT_MISSING", 2, ...make);
    recorded = await anna.does(...make, "--to", at("anna.json"));
    assert.ok(!(await readFile(at("anna.json"), "utf8")).includes('disclosure"'));
    await writeFile(at("broken.json"), "{}");
    const sent = await relayer.tries("attestation", "relay", at("broken.json"), at("anna.json"), at("anna.json"));
    assert.equal(sent.exitCode, 1);
    assert.deepEqual([sent.answer.recorded, sent.answer.skipped, sent.answer.refused], [1, 0, 1]);
    assert.equal(sent.answer.files[0]?.code, "PRESENTATION_MALFORMED");
    const shown = await as("stranger").does("attestation", "show", policy.policyId, recorded.pseudonym);
    assert.equal(shown.state, "valid");
    const none = await as("stranger").tries("attestation", "show", policy.policyId, "12345");
    assert.deepEqual([none.exitCode, none.answer.state], [1, "none"]);
    const { attestations } = await anna.does("attestation", "list");
    assert.deepEqual(
      attestations.map(({ state, pseudonym }) => [state, pseudonym]),
      [["valid", recorded.pseudonym]],
    );
  });

  it("is taken back by the person, proven anew, and cancelled by the office for good", async () => {
    const { policyId } = policy;
    const anna = as("anna");
    await anna.does("account", "new", "anna", "--fund");
    await anna.isRefused("CONFIRMATION_MISSING", 2, "attestation", "withdraw", policyId);
    await anna.does("attestation", "withdraw", policyId, "--yes");
    const show = () => as("stranger").tries("attestation", "show", policyId, recorded.pseudonym);
    assert.equal((await show()).answer.state, "withdrawn");
    await later(5);
    await anna.does("attestation", "make", policyId, "--files", web, "--yes");
    assert.equal((await show()).answer.state, "valid");
    const revoke = ["attestation", "revoke", policyId, recorded.pseudonym, "--reason", "false-statement", "--yes"];
    await as("stranger").isRefused("CONTRACT_REFUSED", 3, ...revoke);
    await as("housing").does(...revoke);
    assert.equal((await show()).answer.state, "revoked");
  });

  it("puts people on a list of voters by a proof, each once", async () => {
    const [anna, housing] = [as("anna"), as("housing")];
    const { policyId } = policy;
    const open = ["enrolment", "open", policyId, "--name", "Council 2026", "--closes", "1h"];
    await as("stranger").isRefused("ACCOUNT_REFUSED", 2, ...open);
    enrolment = await housing.does(...open);
    const { enrolmentId } = enrolment;
    const joined = await anna.does("enrolment", "join", enrolmentId, "--files", web, "--yes", "--to", at("join.json"));
    assert.equal((await as("relayer").does("attestation", "relay", at("join.json"))).recorded, 1);
    await later(5);
    await anna.isRefused("ALREADY_DONE", 3, "enrolment", "join", enrolmentId, "--files", web, "--yes");
    const shown = await housing.does("enrolment", "show", enrolmentId);
    assert.deepEqual([shown.phase, shown.size], ["open", 1]);
    await housing.isRefused("PHASE_WRONG", 3, "enrolment", "roll", enrolmentId, "--to", at("roll.json"));
    await advanceTo(stage.chain, enrolment.closesAt);
    await housing.does("enrolment", "roll", enrolmentId, "--to", at("roll.json"));
    await as("stranger").does("enrolment", "roll", enrolmentId, "--to", at("roll-again.json"));
    assert.deepEqual(await readFile(at("roll.json")), await readFile(at("roll-again.json")));
    const { rollId } = await housing.does("roll", "publish", at("roll.json"));
    await cp(join(housing.folder, "public"), at("published"), { recursive: true });
    const check = ["roll", "check", "--roll", rollId, "--files", at("published"), "--commitment", joined.commitment];
    assert.equal((await anna.does(...check)).onRoll, true);
  });

  it("records every look at a person's data, which she alone finds, and none is missing", async () => {
    const [anna, housing] = [as("anna"), as("housing")];
    const { policyId } = policy;
    const { logId } = await housing.does("log", "open", "Housing office", "--key", at("log-key.json"));
    const kept = ["--store", at("log"), "--key", at("log-key.json")];
    const give = ["consent", "give", policyId, "--for", "30d", "--files", web, "--to", at("consent.json")];
    await anna.isRefused("CONFIRMATION_MISSING", 2, ...give);
    const { consentId } = await anna.does(...give, "--yes");
    const access = ["log", "access", consentId, "--policy", policyId, "--attribute", "district", ...kept];
    assert.equal((await housing.tries(...access)).answer.reason, "consent-unknown");
    await housing.does("log", "take-in", at("consent.json"), ...kept);
    assert.equal((await housing.does(...access)).allowed, true);
    const second = await housing.tries(...access);
    assert.deepEqual([second.exitCode, second.answer.reason], [1, "consent-used"]);
    await anna.does("consent", "withdraw", consentId, "--to", at("withdrawal.json"));
    await housing.does("log", "take-in", at("withdrawal.json"), ...kept);
    await housing.does("log", "anchor", logId, ...kept);
    await housing.isRefused("ALREADY_DONE", 3, "log", "anchor", logId, ...kept);

    const entries = at("log/entries.jsonl");
    await as("stranger").does("log", "check", logId, entries);
    const found = await anna.does("record", "find", logId, entries);
    assert.equal(found.completeness, "complete");
    const seen = found.records.map(({ entry }) => entry.outcome ?? entry.kind);
    assert.deepEqual(seen, ["granted", "denied", "withdrawal"]);
    const others = await as("ben").does("record", "find", logId, entries, "--policy", policyId);
    assert.deepEqual(others.records, []);

    const lines = (await readFile(entries, "utf8")).split("\n");
    await writeFile(at("hidden.jsonl"), lines.filter((line) => !line.includes('"outcome":"granted"')).join("\n"));
    const hidden = await anna.tries("record", "find", logId, at("hidden.jsonl"));
    assert.deepEqual([hidden.exitCode, hidden.answer.completeness], [1, "cut-off"]);
    assert.equal((await as("stranger").tries("log", "check", logId, at("hidden.jsonl"))).exitCode, 1);
  });

  it("erases a person's records when she asks, and the log stays sound", async () => {
    const [anna, housing] = [as("anna"), as("housing")];
    const kept = ["--store", at("log"), "--key", at("log-key.json")];
    await anna.does("erasure", "request", policy.policyId, "--to", at("erasure.json"));
    const carry = ["erasure", "carry-out", at("erasure.json"), ...kept, "--to", at("certificate.json")];
    await housing.isRefused("CONFIRMATION_MISSING", 2, ...carry);
    await writeFile(at("certificate.json"), "another's");
    await housing.isRefused("FILE_EXISTS", 2, ...carry, "--yes");
    await rm(at("certificate.json"));
    await housing.does(...carry, "--yes");
    assert.equal((JSON.parse(await readFile(at("certificate.json"), "utf8")) as { records: [] }).records.length, 3);
    await housing.does("log", "anchor", "1", ...kept);
    await as("stranger").does("log", "check", "1", at("log/entries.jsonl"));
  });

  it("is found sound by whoever audits the chain", async () => {
    const audit = await as("stranger").does("audit", "attestations", "--log", `1=${at("log/entries.jsonl")}`);
    assert.equal(audit.verified, true);
  });

  it("takes nothing new under a retired policy; what stands, stands", async () => {
    const { policyId } = policy;
    await as("housing").isRefused("CONFIRMATION_MISSING", 2, "policy", "retire", policyId);
    await as("housing").does("policy", "retire", policyId, "--yes");
    await as("anna").isRefused("PHASE_WRONG", 3, "attestation", "make", policyId, "--files", web, "--yes");
  });
});
