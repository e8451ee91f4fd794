import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { credentialJson } from "../../src/protocol/credential/credential-json.ts";
import type { Commitment } from "../../src/protocol/identity.ts";
import { carryOut } from "../../src/roles/authority/carry-out.ts";
import { registerDepartmentCall } from "../../src/roles/authority/governor-calls.ts";
import { statusListFile } from "../../src/roles/status-list-files.ts";
import { CREDENTIAL } from "../protocol/credential/fixtures.ts";
import { openCredentialStage, type CredentialStage } from "../roles/credential-stage.ts";
import { settle, type Answer, type Person } from "./people.ts";
import { serveIn, type Services } from "./served-office.ts";

const HOUSING = "did:web:homes.example";

/** A citizen without any account: a relayer, on a chain that was there before it, sends what she proved. */
describe("confirmations and enrolments through a relayer on the command line", function () {
  this.timeout(180_000);
  let stage: CredentialStage;
  let folder: string;
  let web: string;
  let relayer: Services;
  let anna: Person;
  let housing: Person;
  let policy: Answer;

  before(async () => {
    stage = await openCredentialStage();
    folder = await mkdtemp(join(tmpdir(), "psephos-relayed-"));
    web = join(folder, "web");
    for (const url of Object.values(CREDENTIAL.statusLists)) {
      const file = statusListFile(web, url);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await stage.source.fetch(url));
    }
    const deployment = join(folder, "deployment.json");
    await writeFile(deployment, JSON.stringify(stage.deployment));
    const settled = async (name: string): Promise<Person> => {
      const person = await settle({ folder, rpcUrl: stage.local.url }, name);
      await mkdir(join(person.folder, "deployments"));
      await writeFile(join(person.folder, "deployments", "31337.json"), JSON.stringify(stage.deployment));
      return person;
    };
    [anna, housing] = [await settled("anna"), await settled("housing")];
    const config = join(folder, "relayer.json");
    await writeFile(config, JSON.stringify({ relayer: { minDelaySeconds: 0, maxDelaySeconds: 1, batchSize: 1 } }));
    const options = ["--only", "relayer", "--rpc", stage.local.url, "--deployment", deployment];
    relayer = await serveIn({ data: join(folder, "relayer"), config, options });

    await housing.does("account", "new", "housing", "--fund");
    const { address: departmentAccount } = await housing.does("account", "show", "housing");
    const call = await registerDepartmentCall({ chain: stage.chain, did: HOUSING, departmentAccount });
    await carryOut({ chain: stage.chain, account: stage.organizer, call });
    await anna.does("identity", "new", "anna");
    const { commitment } = await anna.does("identity", "show");
    const credential = stage.issue({ holder: BigInt(commitment) as Commitment });
    await writeFile(join(folder, "credential.json"), JSON.stringify(credentialJson(credential)));
    await anna.does("credential", "import", join(folder, "credential.json"));
    const draft = [
      ...["--verifier", HOUSING, "--scope", "subsidy-2026", "--keep-days", "30", "--valid", "90d", "--revocable"],
      ...["--title", "Housing subsidy | 住房补贴", "--purpose", "To check an application. | 核验申请资格。"],
      ...["--legal-basis", "Housing Subsidy Act, section 4. | 《住房补贴办法》第四条。"],
      ...["--schema", "resident-identity", "--ask", "birthDate <= 2008-01-01"],
    ];
    await housing.does("policy", "new", ...draft, "--to", join(folder, "policy.json"));
    policy = await housing.does("policy", "publish", join(folder, "policy.json"));
  });

  after(async () => {
    await relayer.stop();
    await rm(folder, { recursive: true, force: true });
    await stage.end();
  });

  it("has a confirmation recorded for somebody who has no account, and finds it on the chain", async () => {
    const make = ["attestation", "make", policy.policyId, "--files", web, "--yes", "--relay", relayer.url];
    const made = await anna.does(...make);
    assert.deepEqual([made.relay, made.isFinal], [relayer.url, true]);
    const receipt = JSON.parse(await readFile(made.relayReceiptFile, "utf8")) as Record<string, string>;
    assert.deepEqual([receipt["kind"], receipt["ticket"]], ["attestation", made.ticket]);
    const shown = await housing.does("attestation", "show", policy.policyId, made.pseudonym);
    assert.equal(shown.state, "valid");
    const { attestations } = await anna.does("attestation", "list");
    assert.deepEqual(
      attestations.map(({ state }) => state),
      ["valid"],
    );
    assert.ok(!(await readdir(anna.folder)).includes("accounts"));
  });

  it("enters an open electorate in the same way, and leaves the rest to the relayer when told so", async () => {
    const { enrolmentId } = await housing.does(
      ...["enrolment", "open", policy.policyId, "--name", "Council 2026", "--closes", "1h"],
    );
    const join = ["enrolment", "join", enrolmentId, "--files", web, "--yes", "--relay", relayer.url, "--leave"];
    const left = await anna.does(...join);
    assert.equal(left.isFinal, false);
    assert.equal((await anna.does("relay", "follow", left.ticket, "--relay", relayer.url)).state, "final");
    assert.equal((await housing.does("enrolment", "show", enrolmentId)).size, 1);
  });

  it("says so when no relayer takes it, and offers the other ways", async () => {
    const make = ["attestation", "make", policy.policyId, "--files", web, "--yes", "--relay", "http://127.0.0.1:9"];
    await anna.isRefused("RELAY_FAILED", 4, ...make);
  });
});
