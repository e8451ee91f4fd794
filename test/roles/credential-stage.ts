import { developmentAccount, type Account } from "../../src/chain/accounts.ts";
import { publishPolicy, type PolicyPublication } from "../../src/roles/verifier/publish-policy.ts";
import { latestTime } from "../../src/chain/time.ts";
import { readTrust } from "../../src/chain/trust.ts";
import { openProver } from "../../src/proofs/prove.ts";
import type { Prover } from "../../src/proofs/prover.ts";
import type { Credential } from "../../src/protocol/credential/credential-json.ts";
import { signClaims, type Claims, type IssuerSecret } from "../../src/protocol/credential/credential.ts";
import { listsHash, type StatusListFiles } from "../../src/protocol/credential/lists-hash.ts";
import { emptyList, statusListJson, withMark } from "../../src/protocol/credential/status-list.ts";
import { hashText } from "../../src/protocol/credential/tags.ts";
import { carryOut } from "../../src/roles/authority/carry-out.ts";
import { registerDepartmentCall, registerKeyCall } from "../../src/roles/authority/governor-calls.ts";
import { publishStatusLists } from "../../src/roles/issuer/publish-status.ts";
import { readStatusLists, type StatusListSource } from "../../src/roles/status-lists.ts";
import { openWorkspace, type Workspace } from "../../src/roles/workspace.ts";
import { startTestChain, temporaryFolder, type TestChain } from "../chain/setup.ts";
import { CLAIMS, CREDENTIAL, HOLDER, ISSUER, POLICY, RESIDENT } from "../protocol/credential/fixtures.ts";

/** A department that issues, one that asks, their accounts, and a holder's credential; on a chain of its own. */
export interface CredentialStage extends TestChain {
  readonly prover: Prover;
  readonly workspace: Workspace;
  /** Of the issuing and of the asking department. */
  readonly issuerAccount: Account;
  readonly verifierAccount: Account;
  /** The published lists, as they stand at the addresses that credentials name. */
  readonly source: StatusListSource;
  readonly credential: Credential;
  /** A credential of the holder with other claims, valid now unless they say otherwise. */
  issue(changes?: Partial<Claims>, key?: IssuerSecret): Credential;
  publishStatus(marks: StatusMarks): Promise<void>;
  publishPolicy(changes?: object): Promise<PolicyPublication>;
}

export interface StatusMarks {
  readonly revoked?: readonly number[];
  readonly suspended?: readonly number[];
}

const YEAR = 31_536_000n;
export const KEY_INDEX = 0;

export async function openCredentialStage(): Promise<CredentialStage> {
  const test = await startTestChain();
  const { chain, organizer } = test;
  const issuerAccount = developmentAccount(1);
  const verifierAccount = developmentAccount(2);
  const workspace = openWorkspace(temporaryFolder());
  const prover = openProver({ threads: 2 });
  let files = await listFiles({});
  const source: StatusListSource = {
    fetch: (url) => Promise.resolve(url.endsWith("revocation") ? files.revocation : files.suspension),
  };
  const departments = [
    { did: CREDENTIAL.issuer, departmentAccount: issuerAccount.address },
    { did: POLICY.verifier, departmentAccount: verifierAccount.address },
  ];
  for (const department of departments) {
    await carryOut({ chain, account: organizer, call: await registerDepartmentCall({ chain, ...department }) });
  }
  const start = BigInt(await latestTime(chain));
  const key = {
    departmentId: hashText(CREDENTIAL.issuer),
    schemaHash: RESIDENT.hash,
    epoch: 1,
    endsAt: Number(start + YEAR),
    certificateHash: `0x${"c5".repeat(32)}`,
    publicKey: ISSUER.publicKey,
  };
  const status = { statusRoot: (await readStatusLists(files)).root, listsHash: listsHash(files) };
  await carryOut({ chain, account: organizer, call: await registerKeyCall({ chain, key, status }) });

  const issue = (changes: Partial<Claims> = {}, secret: IssuerSecret = ISSUER): Credential => ({
    ...CREDENTIAL,
    ...signClaims({ ...CLAIMS, validFrom: start - 1000n, validUntil: start + YEAR, ...changes }, secret),
  });
  return {
    ...test,
    ...{ prover, workspace, issuerAccount, verifierAccount, source, issue },
    credential: issue(),
    async publishStatus(marks) {
      files = await listFiles(marks);
      await publishStatusLists({ chain, account: issuerAccount, keyIndex: KEY_INDEX, files });
    },
    publishPolicy: (changes = {}) =>
      publishPolicy({ chain, account: verifierAccount, workspace, json: { ...POLICY, ...changes } }),
    async end() {
      await prover.close();
      await test.end();
    },
  };
}

export function holderOf({ chain, prover, credential, source }: CredentialStage) {
  return { chain, prover, credentials: [credential], identity: HOLDER, source };
}

/** Present root of the trust tree. */
export async function trustRootOf({ chain }: CredentialStage): Promise<bigint> {
  return (await readTrust(chain)).tree!.root;
}

/** The lists of whoever issues such a credential; of the example's issuer unless told. */
export async function listFiles(
  { revoked = [], suspended = [] }: StatusMarks,
  { issuer, statusLists }: Pick<Credential, "issuer" | "statusLists"> = CREDENTIAL,
): Promise<StatusListFiles> {
  const file = async (purpose: "revocation" | "suspension", marks: readonly number[]): Promise<Uint8Array> => {
    const list = marks.reduce((marked, index) => withMark(marked, { index, marked: true }), emptyList());
    const url = statusLists[purpose];
    const subject = { purpose, url, issuer, validFrom: "2026-01-01T00:00:00Z" };
    return new TextEncoder().encode(JSON.stringify(await statusListJson(list, subject)));
  };
  return { revocation: await file("revocation", revoked), suspension: await file("suspension", suspended) };
}
