import { approveCall, authorityAt, executeCall } from "../../../../chain/authority.ts";
import { readGovernor, type IssuerCall } from "../../../../chain/issuers.ts";
import { latestTime } from "../../../../chain/time.ts";
import { readTrust } from "../../../../chain/trust.ts";
import { PsephosError } from "../../../../errors.ts";
import { certificateFingerprint } from "../../../../protocol/credential/issuer-key-certificate.ts";
import { carryOut } from "../../../authority/carry-out.ts";
import { checkApplication } from "../../../authority/check-application.ts";
import { registerDepartmentCall, registerKeyCall } from "../../../authority/governor-calls.ts";
import { certifyKey } from "../../../issuer/certify-key.ts";
import { drawIssuerKey, parseIssuerKey, type IssuerKey } from "../../../issuer/issuer-key.ts";
import { IssuerLedger } from "../../../issuer/ledger.ts";
import { publishableLists } from "../../../issuer/status.ts";
import { writeStatusLists } from "../../../issuer/write-status-lists.ts";
import type { KeyApplication } from "../../../key-application.ts";
import { statusListUrls } from "../../../status-list-files.ts";
import type { Stage } from "../../stage.ts";
import { certify, privateKeyPem, type Certified } from "../certificates.ts";
import { HOUSING, REGISTRY, RESIDENT_SCHEMA } from "../policies.ts";
import { AUTHORITY_THRESHOLD, HOUSING_ACCOUNT, MEMBERS, REGISTRY_ACCOUNT, type Registry } from "../world.ts";

const YEAR_SECONDS = 365 * 86_400;
const KEY_NAME = "residents-2026";

/** Three members decide by two who may issue: two departments become known, and the key of one of them. */
export async function establish(stage: Stage): Promise<Registry> {
  const { narrator, chain } = stage;
  narrator.say("offices", { members: MEMBERS.length, threshold: AUTHORITY_THRESHOLD });
  if (chain.deployment.phase === "development") narrator.say("developmentKeys");
  await registerDepartment(stage, { did: REGISTRY, account: REGISTRY_ACCOUNT });
  await registerDepartment(stage, { did: HOUSING, account: HOUSING_ACCOUNT, isTriedAlone: true });
  narrator.say("departmentsRegistered", { first: host(REGISTRY), second: host(HOUSING) });
  const at = await latestTime(chain);
  const key = parseIssuerKey(drawIssuerKey(keyTerms(at)));
  const ledger = new IssuerLedger({ did: key.did, schema: key.schema.id });
  const { lists, roots, certificate, fingerprint } = await applyForKey(stage, { key, ledger, at });
  const checked = await checkApplication({ application: { certificate, lists }, roots, at });
  await decide(stage, { call: await registerKeyCall({ chain, ...checked }) });
  narrator.say("keyCertified", { fingerprint });
  const keyIndex = (await readTrust(chain)).keys.at(-1)!.keyIndex;
  return { account: await stage.account(REGISTRY_ACCOUNT), key, ledger, keyIndex, published: [lists] };
}

/** Also what a forger of keys would draw. */
export function keyTerms(at: number) {
  const statusLists = statusListUrls({ did: REGISTRY, keyName: KEY_NAME });
  const terms = { did: REGISTRY, schema: RESIDENT_SCHEMA, epoch: 2026, keyName: KEY_NAME, statusLists };
  return { ...terms, endsAt: at + 2 * YEAR_SECONDS };
}

/** The registry signs its key with its own certificate. Before, somebody else tries with the certificate of another office. */
async function applyForKey(
  stage: Stage,
  { key, ledger, at }: { key: IssuerKey; ledger: IssuerLedger; at: number },
): Promise<KeyApplication & { roots: readonly Uint8Array[]; fingerprint: string }> {
  const state = await certify({ name: "State Root", at });
  const own = await certify({ name: "Civil Registry", at, by: state, host: host(REGISTRY) });
  const other = await certify({ name: "Housing Office", at, by: state, host: host(HOUSING) });
  const { files: lists } = await publishableLists({ key, ledger, at });
  await writeStatusLists({ workspace: stage.workspace, key, lists });
  const roots = [state.der];
  await stage.refusals.expect({
    cheat: "false-certificate",
    attempt: "otherOffice",
    because: "ISSUER_CERTIFICATE_REFUSED",
    act: async () => {
      const application = { certificate: await signedBy(other, key), lists };
      return checkApplication({ application, roots, at });
    },
  });
  const certificate = await signedBy(own, key);
  return { certificate, lists, roots, fingerprint: certificateFingerprint(own.der).slice(2, 14) };
}

function signedBy(certified: Certified, key: IssuerKey) {
  const certificateKey = { pem: privateKeyPem(certified), passphrase: () => Promise.resolve("") };
  return certifyKey({ key, chain: [certified.der], certificateKey });
}

async function registerDepartment(
  stage: Stage,
  { did, account, isTriedAlone }: { did: string; account: number; isTriedAlone?: boolean },
): Promise<void> {
  const departmentAccount = (await stage.account(account)).address;
  const call = await registerDepartmentCall({ chain: stage.chain, did, departmentAccount });
  await decide(stage, { call, isTriedAlone });
}

/** One member proposes, a second approves and carries out; the first alone cannot. */
async function decide(stage: Stage, input: { call: IssuerCall; isTriedAlone?: boolean | undefined }): Promise<void> {
  const { chain } = stage;
  const [first, second] = await Promise.all(MEMBERS.map((member) => stage.account(member)));
  const proposed = await carryOut({ chain, account: first!, call: input.call });
  if (proposed.state !== "proposed") {
    throw new PsephosError("DEMONSTRATION_FAILED", "One member of the authority decided alone.");
  }
  const { proposalId, call } = proposed;
  const authority = authorityAt(chain, await readGovernor(chain));
  const decision = { chain, authority, proposalId, call };
  if (input.isTriedAlone === true) {
    await stage.refusals.expect({
      cheat: "lone-decision",
      attempt: "oneMember",
      because: "TooFewApprovals",
      act: () => executeCall({ ...decision, account: first! }),
    });
  }
  await approveCall({ ...decision, account: second! });
  const { transactionHash } = await executeCall({ ...decision, account: second! });
  await stage.gas.add("decide", transactionHash);
}

/** did:web is a name on the web. */
function host(did: string): string {
  return did.slice("did:web:".length);
}
