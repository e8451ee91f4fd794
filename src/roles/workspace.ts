import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { PsephosError } from "../errors.ts";

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const HASH = /^0x[0-9a-f]{64}$/;

/**
 * Where one person keeps things between commands. Only `public/`, `deployments/` and `receipts/` may be shown to others;
 * `accounts/`, `identities/`, `trustees/`, `ballots/` and `issuers/` hold encrypted secrets.
 */
export interface Workspace {
  readonly folder: string;
  accountFile(name: string): string;
  /** A wallet: the identity, and what its holder was given. */
  identityFile(name: string): string;
  /** Key of one epoch of an issuer, which is a department's desk for one schema. */
  issuerKeyFile(issuer: { name: string; epoch: number }): string;
  issuerLedgerFile(name: string): string;
  trusteeFile(seat: TrusteeSeat): string;
  preparedBallotFile(ballot: { chainId: number; elections: string; electionId: bigint; identity: string }): string;
  receiptFile(receipt: { chainId: bigint; contract: string; electionId: bigint; ballotHash: string }): string;
  deploymentFile(chainId: number): string;
  /** Content-addressed: the name is the file's keccak256. */
  publicFile(hash: string): string;
  readonly publicFolder: string;
  readonly accountsFolder: string;
  readonly identitiesFolder: string;
  readonly issuersFolder: string;
  /** Nonces of requests that were not answered yet. */
  readonly sessionsFolder: string;
  /** State of the embedded chain. */
  readonly chainFolder: string;
}

/** One trustee's place in one ceremony. Contracts on other chains count their ceremonies from 1 too, hence the address. */
export interface TrusteeSeat {
  readonly chainId: number;
  /** Address of the KeyCeremony contract. */
  readonly ceremonies: string;
  readonly ceremonyId: bigint;
  readonly index: number;
}

export function openWorkspace(folder: string): Workspace {
  const root = resolve(folder);
  const named = (subfolder: string, name: string) => join(root, subfolder, `${checkName(name)}.json`);
  return {
    folder: root,
    publicFolder: join(root, "public"),
    accountsFolder: join(root, "accounts"),
    identitiesFolder: join(root, "identities"),
    issuersFolder: join(root, "issuers"),
    sessionsFolder: join(root, "sessions"),
    chainFolder: join(root, "chain"),
    accountFile: (name) => named("accounts", name),
    identityFile: (name) => named("identities", name),
    issuerKeyFile: ({ name, epoch }) => join(root, "issuers", checkName(name), `key-${epoch}.json`),
    issuerLedgerFile: (name) => join(root, "issuers", checkName(name), "ledger.json"),
    trusteeFile: ({ chainId, ceremonies, ceremonyId, index }) =>
      join(root, "trustees", `${chainId}-${short(ceremonies)}-${ceremonyId}-${index}.json`),
    preparedBallotFile: ({ chainId, elections, electionId, identity }) =>
      join(root, "ballots", `${chainId}-${short(elections)}-${electionId}-${checkName(identity)}.json`),
    receiptFile: ({ chainId, contract, electionId, ballotHash }) =>
      join(root, "receipts", `${chainId}-${short(contract)}-${electionId}-${short(ballotHash)}.json`),
    deploymentFile: (chainId) => join(root, "deployments", `${chainId}.json`),
    publicFile: (hash) => {
      if (!HASH.test(hash)) throw new PsephosError("ARGUMENT_INVALID", "A published file is named by its 0x hash.");
      return join(root, "public", `${hash}.json`);
    },
  };
}

/** The first digits of an address or hash: enough to tell files apart. */
function short(hexadecimal: string): string {
  return hexadecimal.slice(2, 10).toLowerCase();
}

export function defaultWorkspaceFolder(): string {
  return join(homedir(), ".psephos");
}

/** Names become file names: nothing that could climb out of the folder or differ between file systems. */
export function checkName(name: string): string {
  if (!NAME.test(name)) {
    throw new PsephosError(
      "NAME_INVALID",
      "A name has 1 to 40 small letters, digits and inner hyphens, such as ada-1.",
    );
  }
  return name;
}
