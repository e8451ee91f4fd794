import { isPsephosError } from "../../src/errors.ts";
import { approveCall, authorityAt, deployAuthority, executeCall, proposeCall } from "../../src/chain/authority.ts";
import { issuerCalldata } from "../../src/chain/issuers.ts";
import { anchorLog, openLog } from "../../src/chain/log-anchors.ts";
import { send } from "../../src/chain/sending/transactions.ts";
import { openEnrolment } from "../../src/chain/enrolments.ts";
import { latestTime } from "../../src/chain/time.ts";
import { hashText } from "../../src/protocol/credential/tags.ts";
import { leafHash } from "../../src/protocol/log/hash.ts";
import { LogTree } from "../../src/protocol/log/tree.ts";
import { listsHash, type StatusListFiles } from "../../src/protocol/credential/lists-hash.ts";
import { emptyList, statusListJson, withMark } from "../../src/protocol/credential/status-list.ts";
import type { Presentation } from "../../src/protocol/credential/presentation-file.ts";
import { withoutDisclosure } from "../../src/protocol/credential/presentation-file.ts";
import { carryOut } from "../../src/roles/authority/carry-out.ts";
import { registerDepartmentCall, registerKeyCall } from "../../src/roles/authority/governor-calls.ts";
import type { Account } from "../../src/roles/chain-session.ts";
import { openStage, type Stage } from "../../src/roles/demo/stage.ts";
import { attest, attestationPlace } from "../../src/roles/holder/attest.ts";
import { prepareEnrolment, type EnrolmentPrepared } from "../../src/roles/holder/enrol.ts";
import { present } from "../../src/roles/holder/present.ts";
import { relayPresentations } from "../../src/roles/holder/relay.ts";
import { prepareWithdrawal, withdraw } from "../../src/roles/holder/withdraw.ts";
import { publishStatusLists } from "../../src/roles/issuer/publish-status.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../src/roles/published-policy.ts";
import { readStatusLists, type StatusListSource } from "../../src/roles/status-lists.ts";
import { publishPolicy } from "../../src/roles/verifier/publish-policy.ts";
import { retirePolicy } from "../../src/roles/verifier/retire-policy.ts";
import { revokeAttestation } from "../../src/roles/verifier/revoke-attestation.ts";
import type { Identity } from "../../src/protocol/identity.ts";
import { POLICY, VERIFIER } from "../protocol/credential/fixtures.ts";
import { ISSUER_DID, openOffice, STATUS_LISTS, type Office, type Resident } from "./attestation-people.ts";
import { silentNarrator } from "./silent-narrator.ts";

/**
 * One of everything that credentials bring to a chain: departments, a key, status, policies, attestations alone and in a batch, one
 * withdrawn, one revoked, an enrolment through a relayer, a log. Proofs, files and contracts are the real ones.
 */
export interface Scenario {
  readonly stage: Stage;
  readonly office: Office;
  /** By what they ask. */
  readonly policies: Readonly<Record<"subsidy" | "census" | "electorate", PublishedPolicy>>;
  /** What verifiers and relayers got, with disclosures. */
  readonly presentations: readonly Presentation[];
  readonly enrolmentId: bigint;
  /** Codes with which those were refused who tried to enrol and must not, each in another way. */
  readonly refusals: readonly string[];
  /** Of the enrolled, in no order: who they are is known here alone. */
  readonly votingIdentities: readonly Identity[];
  /** Every status list file that ever stood on chain. */
  readonly statusFiles: readonly StatusListFiles[];
  /** Of two members, who govern the registry in the end. */
  readonly authority: string;
  readonly log: { readonly logId: bigint; readonly entries: readonly Uint8Array[] };
}

const ISSUING = 10;
const ASKING = 11;
const RELAYER = 12;
const LOG_KEEPER = 13;
const HOLDER = 14;
const MEMBERS = [15, 16] as const;
const KEY_INDEX = 0;
const DAY = 86_400;

const request = (attribute: string, predicate: object, show = "nothing") => ({ attribute, predicate, show });
const ADULT = request("birthDate", { operator: "lessOrEqual", value: "2008-01-01" });
const TWO_DISTRICTS = request("district", { operator: "in", values: ["D-07", "D-09"] });

const POLICIES = {
  subsidy: {
    requests: [ADULT, TWO_DISTRICTS, request("nationality", { operator: "exists" }, "clear")],
    revocable: true,
  },
  census: {
    scope: "census-2026",
    requests: [request("personNumber", { operator: "exists" }, "sealed")],
    verifierKey: VERIFIER.publicKey.map(String),
    onRevocation: "lapses",
  },
  electorate: { scope: "electorate-2026", requests: [ADULT, TWO_DISTRICTS] },
} as const;

export async function playAttestations({ folder }: { folder: string }): Promise<Scenario> {
  const stage = await openStage({ folder, narrator: silentNarrator().narrator });
  try {
    return await playOn(stage);
  } catch (error) {
    await stage.close();
    throw error;
  }
}

export async function playOn(stage: Stage): Promise<Scenario> {
  const { chain } = stage;
  const office = openOffice({ at: await latestTime(chain) });
  const statusFiles = [await listFiles([])];
  await register(stage, { office, files: statusFiles[0]! });
  const source: StatusListSource = {
    fetch: (url) => Promise.resolve(statusFiles.at(-1)![url === STATUS_LISTS.revocation ? "revocation" : "suspension"]),
  };
  const policies = await publishPolicies(stage);
  const attested = await attestAll(stage, { office, policies, source });
  const { enrolmentId, prepared, refusals } = await enrolAll(stage, { office, policies, source });
  const revoked = office.residents[6]!.credential.statusIndex;
  statusFiles.push(await listFiles([revoked]));
  const account = await stage.account(ISSUING);
  await publishStatusLists({ chain, account, keyIndex: KEY_INDEX, files: statusFiles[1]! });
  const log = await keepLog(stage);
  const authority = await handOverGovernment(stage);
  await retirePolicy({ chain, account: await stage.account(ASKING), policyId: policies.census.policyId });
  return {
    stage,
    office,
    policies,
    presentations: [...attested, ...prepared.map(({ presentation }) => presentation)],
    enrolmentId,
    refusals,
    votingIdentities: prepared.map(({ votingIdentity }) => votingIdentity),
    statusFiles,
    authority,
    log,
  };
}

async function register(stage: Stage, { office, files }: { office: Office; files: StatusListFiles }): Promise<void> {
  const { chain } = stage;
  const governor = await stage.account(0);
  for (const [did, index] of [
    [ISSUER_DID, ISSUING],
    [POLICY.verifier, ASKING],
  ] as const) {
    const departmentAccount = (await stage.account(index)).address;
    await carryOut({ chain, account: governor, call: await registerDepartmentCall({ chain, did, departmentAccount }) });
  }
  const { schema, epoch, endsAt, publicKey } = office.key;
  const departmentId = hashText(ISSUER_DID);
  const certificateHash = `0x${"c5".repeat(32)}`;
  const key = { departmentId, schemaHash: schema.hash, epoch, endsAt, certificateHash, publicKey };
  const status = { statusRoot: (await readStatusLists(files)).root, listsHash: listsHash(files) };
  await carryOut({ chain, account: governor, call: await registerKeyCall({ chain, key, status }) });
}

async function publishPolicies(stage: Stage): Promise<Scenario["policies"]> {
  const { chain, workspace } = stage;
  const account = await stage.account(ASKING);
  const publish = async (changes: object): Promise<PublishedPolicy> => {
    const { policyId } = await publishPolicy({ chain, account, workspace, json: { ...POLICY, ...changes } });
    return openPublishedPolicy({ chain, policyId });
  };
  return {
    subsidy: await publish(POLICIES.subsidy),
    census: await publish(POLICIES.census),
    electorate: await publish(POLICIES.electorate),
  };
}

interface Means {
  readonly office: Office;
  readonly policies: Scenario["policies"];
  readonly source: StatusListSource;
}

/** One alone, two by a relayer, one sealed; then one is withdrawn and proven anew, one withdrawn for good, one revoked. */
async function attestAll(stage: Stage, { office, policies, source }: Means): Promise<Presentation[]> {
  const { chain, prover } = stage;
  const [first, second, third, fourth] = office.residents as readonly [Resident, Resident, Resident, Resident];
  const means = { chain, prover, source };
  const prove = ({ identity, credential }: Resident, asked: PublishedPolicy): Promise<Presentation> =>
    present({ ...means, asked, context: attestationPlace(chain, asked.policyId), identity, credentials: [credential] });
  const alone = await prove(first, policies.subsidy);
  await attest({ chain, account: await stage.account(HOLDER), presentation: alone });
  const many = [
    await prove(second, policies.subsidy),
    await prove(third, policies.subsidy),
    await prove(fourth, policies.census),
  ];
  const relayer = await stage.account(RELAYER);
  await relay(stage, { account: relayer, presentations: many });
  const withdrawing = async ({ identity }: Resident): Promise<void> => {
    const { policyId } = policies.subsidy;
    const withdrawal = await prepareWithdrawal({ chain, prover, identity, policyId });
    await withdraw({ chain, account: relayer, withdrawal });
  };
  await withdrawing(first);
  // Proofs tell the minute, and this one must tell a later time than the withdrawal.
  await stage.advanceTo((await latestTime(chain)) + 65);
  const again = await prove(first, policies.subsidy);
  await relay(stage, { account: relayer, presentations: [again] });
  await withdrawing(second);
  const { pseudonym } = many[1]!.signals;
  const account = await stage.account(ASKING);
  await revokeAttestation({ chain, account, policyId: policies.subsidy.policyId, pseudonym, reason: "moved-away" });
  return [alone, ...many, again];
}

async function enrolAll(stage: Stage, { office, policies, source }: Means) {
  const { chain, prover } = stage;
  const now = await latestTime(chain);
  const { enrolmentId } = await openEnrolment({
    chain,
    account: await stage.account(ASKING),
    name: "Two districts 2026",
    policyId: policies.electorate.policyId,
    opensAt: now,
    closesAt: now + DAY,
  });
  const enrol = ({ identity, credential }: Resident): Promise<EnrolmentPrepared> =>
    prepareEnrolment({ chain, prover, identity, credentials: [credential], source, enrolmentId });
  const prepared: EnrolmentPrepared[] = [];
  const refusals: string[] = [];
  for (const resident of office.residents) {
    if (resident.eligible) prepared.push(await enrol(resident));
    else refusals.push(await codeOf(enrol(resident)));
  }
  refusals.push(await tryWithProofOf(stage, { presentation: prepared[0]!.presentation, thief: office.residents[5]! }));
  // A relayer mixes what it gets.
  const presentations = prepared.map(({ presentation }) => presentation).sort(byPseudonym);
  await relay(stage, { account: await stage.account(RELAYER), presentations });
  return { enrolmentId, prepared, refusals };
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "none",
    (error: unknown) => (isPsephosError(error) ? error.code : String(error)),
  );
}

/** Puts another commitment beside somebody's proof. */
async function tryWithProofOf(
  stage: Stage,
  { presentation, thief }: { presentation: Presentation; thief: Resident },
): Promise<string> {
  const { context } = presentation;
  if (context.kind !== "enrolment") throw new Error("the presentation is for an enrolment");
  const stolen = { ...presentation, context: { ...context, commitment: thief.identity.commitment } };
  const request = { chain: stage.chain, account: await stage.account(RELAYER), presentations: [stolen] };
  const [outcome] = await relayPresentations(request);
  return outcome?.state === "refused" ? outcome.code : "none";
}

/** Relayers get presentations without what they disclose. */
async function relay(
  { chain }: Stage,
  { account, presentations }: { account: Account; presentations: readonly Presentation[] },
): Promise<void> {
  const outcomes = await relayPresentations({ chain, account, presentations: presentations.map(withoutDisclosure) });
  const failed = outcomes.find(({ state }) => state !== "recorded");
  if (failed !== undefined) throw new Error(`not recorded: ${JSON.stringify(failed)}`);
}

function byPseudonym(left: Presentation, right: Presentation): number {
  return left.signals.pseudonym < right.signals.pseudonym ? -1 : 1;
}

async function handOverGovernment(stage: Stage): Promise<string> {
  const { chain } = stage;
  const governor = await stage.account(0);
  const members = await Promise.all(MEMBERS.map((index) => stage.account(index)));
  const [first, second] = members as [Account, Account];
  const addresses = members.map(({ address }) => address);
  const address = await deployAuthority({ connection: chain, account: governor, members: addresses, threshold: 2 });
  const contract = chain.contracts.issuers;
  await send({ connection: chain, account: governor, contract, name: "transferGovernor", args: [address] });
  const call = issuerCalldata(chain, { name: "acceptGovernor", args: [] });
  const authority = authorityAt(chain, address);
  const { proposalId } = await proposeCall({ chain, account: first, authority, call });
  await approveCall({ chain, account: second, authority, proposalId, call });
  await executeCall({ chain, account: second, authority, proposalId, call });
  return address;
}

async function keepLog(stage: Stage): Promise<Scenario["log"]> {
  const { chain } = stage;
  const account = await stage.account(LOG_KEEPER);
  const { logId } = await openLog({ chain, account, name: "Access to residents' data" });
  const tree = new LogTree();
  const entries = Array.from({ length: 7 }, (_, index) => new TextEncoder().encode(`{"entry":${index}}`));
  for (const [index, entry] of entries.entries()) {
    tree.append(leafHash(entry));
    if (![2, 6].includes(index)) continue;
    const root = `0x${Buffer.from(tree.root()).toString("hex")}`;
    await anchorLog({ chain, account, logId, size: tree.size, root });
  }
  return { logId, entries };
}

export async function listFiles(revoked: readonly number[]): Promise<StatusListFiles> {
  const file = async (purpose: "revocation" | "suspension", marks: readonly number[]): Promise<Uint8Array> => {
    const list = marks.reduce((marked, index) => withMark(marked, { index, marked: true }), emptyList());
    const subject = { purpose, url: STATUS_LISTS[purpose], issuer: ISSUER_DID, validFrom: "2026-01-01T00:00:00Z" };
    return new TextEncoder().encode(JSON.stringify(await statusListJson(list, subject)));
  };
  return { revocation: await file("revocation", revoked), suspension: await file("suspension", []) };
}
