import { basename } from "node:path";
import { latestTime } from "../../../../chain/time.ts";
import { carryOut } from "../../../authority/carry-out.ts";
import { checkApplication } from "../../../authority/check-application.ts";
import { registerDepartmentCall, registerKeyCall } from "../../../authority/governor-calls.ts";
import { certifyKey } from "../../../issuer/certify-key.ts";
import { newIssuerKey, openDesk, type DeskAccess } from "../../../issuer/desk.ts";
import { deskBackupText } from "../../../issuer/desk-backup.ts";
import { publishDeskStatus } from "../../../issuer/desk-status.ts";
import type { IssuerKey } from "../../../issuer/issuer-key.ts";
import { publishableLists } from "../../../issuer/status.ts";
import { writeStatusLists } from "../../../issuer/write-status-lists.ts";
import { keepPublicFile } from "../../../public-files.ts";
import { readFileText } from "../../../read-file.ts";
import { statusListPublicFiles } from "../../../published-status-lists.ts";
import { folderStatusLists, statusListUrls } from "../../../status-list-files.ts";
import { certify, privateKeyPem } from "../../attestation/certificates.ts";
import { HOUSING, REGISTRY, RESIDENT_SCHEMA } from "../../attestation/policies.ts";
import { TOWN_CLERK, type Town } from "./town.ts";

const YEAR_SECONDS = 365 * 86_400;
const EPOCH = 2026;

/** Where a department of the town issues one kind of credential. */
interface TownDesk {
  readonly name: string;
  readonly did: string;
  readonly schema: string;
  /** As its certificate names the department. */
  readonly holder: string;
}

const RESIDENTS: TownDesk = { name: "residents", did: REGISTRY, schema: RESIDENT_SCHEMA, holder: "Civil Registry" };
const LAND_TITLES: TownDesk = {
  name: "land-titles",
  did: HOUSING,
  schema: "urn:psephos:schema:land-title-holder:1",
  holder: "Housing Office",
};

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
  return { workspace, name: RESIDENTS.name, passphrase };
}

/** The civil registry begins to issue to residents. */
export function openResidentsDesk(town: Town, passphrase: string): Promise<void> {
  return openTownDesk(town, { desk: RESIDENTS, passphrase });
}

/** The housing office begins to issue land titles, and has issued none yet. Gives a backup of its desk, for whoever visits. */
export async function openLandTitlesDesk(town: Town, passphrase: string): Promise<string> {
  await openTownDesk(town, { desk: LAND_TITLES, passphrase });
  const { workspace } = town;
  const { name } = LAND_TITLES;
  const paths = [workspace.issuerKeyFile({ name, epoch: EPOCH }), workspace.issuerLedgerFile(name)];
  const files = await Promise.all(
    paths.map(async (file) => ({ name: basename(file), text: await readFileText(file) })),
  );
  return deskBackupText({ name, files });
}

/** The department's key, certified by its own certificate, comes into the trust tree. */
async function openTownDesk(
  town: Town,
  { desk: { name, did, schema, holder }, passphrase }: { desk: TownDesk; passphrase: string },
): Promise<void> {
  const { chain, workspace } = town;
  const at = await latestTime(chain);
  const access = { workspace, name, passphrase };
  const statusLists = statusListUrls({ did, keyName: `${name}-${EPOCH}` });
  const terms = { did, schema, epoch: EPOCH, endsAt: at + YEAR_SECONDS, statusLists };
  const key = await newIssuerKey({ ...access, terms });
  const { ledger } = await openDesk(access);
  const { files: lists } = await publishableLists({ key, ledger, at });
  await writeStatusLists({ workspace, key, lists });
  await keepLists(town, key);
  const { certificate, root } = await certificateFor({ key, holder, at });
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

async function certificateFor({ key, holder, at }: { key: IssuerKey; holder: string; at: number }) {
  const state = await certify({ name: "State Root", at });
  const own = await certify({ name: holder, at, by: state, host: key.did.slice("did:web:".length) });
  const certificateKey = { pem: privateKeyPem(own), passphrase: () => Promise.resolve("") };
  return { certificate: await certifyKey({ key, chain: [own.der], certificateKey }), root: state.der };
}
