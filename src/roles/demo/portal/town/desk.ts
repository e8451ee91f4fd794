import { latestTime } from "../../../../chain/time.ts";
import { carryOut } from "../../../authority/carry-out.ts";
import { checkApplication } from "../../../authority/check-application.ts";
import { registerDepartmentCall, registerKeyCall } from "../../../authority/governor-calls.ts";
import { certifyKey } from "../../../issuer/certify-key.ts";
import { newIssuerKey, openDesk, type DeskAccess } from "../../../issuer/desk.ts";
import { publishDeskStatus } from "../../../issuer/desk-status.ts";
import type { IssuerKey } from "../../../issuer/issuer-key.ts";
import { publishableLists } from "../../../issuer/status.ts";
import { writeStatusLists } from "../../../issuer/write-status-lists.ts";
import { keepPublicFile } from "../../../public-files.ts";
import { statusListPublicFiles } from "../../../published-status-lists.ts";
import { folderStatusLists, statusListUrls } from "../../../status-list-files.ts";
import { certify, privateKeyPem } from "../../attestation/certificates.ts";
import { REGISTRY, RESIDENT_SCHEMA } from "../../attestation/policies.ts";
import { TOWN_CLERK, type Town } from "./town.ts";

const YEAR_SECONDS = 365 * 86_400;
const EPOCH = 2026;
const DESK_NAME = "residents";

/** Makes a department known under its account. The town clerk governs the registry. */
export async function registerDepartment(
  town: Town,
  { did, account }: { did: string; account: number },
): Promise<void> {
  const departmentAccount = (await town.account(account)).address;
  const call = await registerDepartmentCall({ chain: town.chain, did, departmentAccount });
  await carryOut({ chain: town.chain, account: await town.account(TOWN_CLERK), call });
}

/** Where the civil registry's desk lies. `passphrase`: the demonstration's, which everybody knows. */
export function residentsDesk({ workspace }: Pick<Town, "workspace">, passphrase: string): DeskAccess {
  return { workspace, name: DESK_NAME, passphrase };
}

/** The civil registry begins to issue: its key, certified by its own certificate, is in the trust tree. */
export async function openResidentsDesk(town: Town, passphrase: string): Promise<void> {
  const { chain, workspace } = town;
  const at = await latestTime(chain);
  const access = residentsDesk(town, passphrase);
  const statusLists = statusListUrls({ did: REGISTRY, keyName: `${DESK_NAME}-${EPOCH}` });
  const terms = { did: REGISTRY, schema: RESIDENT_SCHEMA, epoch: EPOCH, endsAt: at + YEAR_SECONDS, statusLists };
  const key = await newIssuerKey({ ...access, terms });
  const { ledger } = await openDesk(access);
  const { files: lists } = await publishableLists({ key, ledger, at });
  await writeStatusLists({ workspace, key, lists });
  await keepLists(town, key);
  const { certificate, root } = await certificateFor(key, at);
  const checked = await checkApplication({ application: { certificate, lists }, roots: [root], at });
  const call = await registerKeyCall({ chain, ...checked });
  await carryOut({ chain, account: await town.account(TOWN_CLERK), call });
}

/** Puts the ledger's marks on chain, and the lists among the public files. `account`: the department's number. */
export async function publishTownStatus(
  town: Town,
  { passphrase, account }: { passphrase: string; account: number },
): Promise<void> {
  const access = residentsDesk(town, passphrase);
  const at = await latestTime(town.chain);
  await publishDeskStatus({ ...access, chain: town.chain, account: await town.account(account), at });
  await keepLists(town, (await openDesk(access)).key);
}

async function keepLists({ workspace }: Town, { statusLists }: IssuerKey): Promise<void> {
  const source = folderStatusLists([workspace.publicFolder]);
  const fetch = (url: string) => source.fetch(url);
  const lists = { revocation: await fetch(statusLists.revocation), suspension: await fetch(statusLists.suspension) };
  for (const bytes of statusListPublicFiles(lists)) await keepPublicFile({ workspace, bytes });
}

async function certificateFor(key: IssuerKey, at: number) {
  const state = await certify({ name: "State Root", at });
  const own = await certify({ name: "Civil Registry", at, by: state, host: REGISTRY.slice("did:web:".length) });
  const certificateKey = { pem: privateKeyPem(own), passphrase: () => Promise.resolve("") };
  return { certificate: await certifyKey({ key, chain: [own.der], certificateKey }), root: state.der };
}
