import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { PsephosError } from "../../errors.ts";
import { withFileLock } from "../file-lock.ts";
import { fileExists } from "../read-file.ts";
import { openSealedFile, sealFile } from "../sealed-file.ts";
import type { Workspace } from "../workspace.ts";
import { drawIssuerKey, parseIssuerKey, type IssuerKey, type IssuerKeyTerms } from "./issuer-key.ts";
import { IssuerLedger } from "./ledger.ts";

/** Where a department issues one kind of credential: the key of an epoch, and the ledger of all its epochs. */
export interface Desk {
  readonly key: IssuerKey;
  readonly ledger: IssuerLedger;
}

export interface DeskAccess {
  readonly workspace: Workspace;
  /** The desk's name on this machine. */
  readonly name: string;
  /** Of its keys; without it the last one. */
  readonly epoch?: number | undefined;
  /** One for keys and ledger. */
  readonly passphrase: string;
}

/** Opens a desk, or begins another epoch at one: draws the key, which is never replaced, and makes the ledger where there is none. */
export async function newIssuerKey(input: {
  workspace: Workspace;
  name: string;
  passphrase: string;
  terms: Omit<IssuerKeyTerms, "keyName">;
}): Promise<IssuerKey> {
  const { workspace, name, passphrase, terms } = input;
  const file = workspace.issuerKeyFile({ name, epoch: terms.epoch });
  if (await fileExists(file)) {
    throw new PsephosError(
      "FILE_EXISTS",
      `The desk ${name} has a key of epoch ${terms.epoch} already. Choose another.`,
    );
  }
  const content = drawIssuerKey({ ...terms, keyName: `${name}-${terms.epoch}` });
  const key = parseIssuerKey(content);
  const ledgerFile = workspace.issuerLedgerFile(name);
  if (await fileExists(ledgerFile)) checkBelongs(key, await openLedger(ledgerFile, passphrase));
  else {
    const ledger = new IssuerLedger({ did: key.did, schema: key.schema.id });
    await sealFile({ file: ledgerFile, kind: "issuer-ledger", content: ledger.content(), passphrase });
  }
  await sealFile({ file, kind: "issuer-key", content, passphrase });
  return key;
}

/** The only desk on this machine, for those who have one. */
export async function onlyDesk(workspace: Workspace): Promise<string> {
  const names = (await readdir(workspace.issuersFolder).catch(() => [])).filter((name) => !name.startsWith("."));
  const [only, second] = names;
  if (only === undefined) throw missing("There is no desk here");
  if (second === undefined) return only;
  throw new PsephosError("ISSUER_MISSING", `Several desks are here: ${names.join(", ")}. Name one with --desk.`);
}

export async function openDesk({ workspace, name, passphrase, epoch }: DeskAccess): Promise<Desk> {
  const wanted = epoch ?? (await lastEpoch(workspace, name));
  const file = workspace.issuerKeyFile({ name, epoch: wanted });
  if (!(await fileExists(file))) throw missing(`The desk ${name} has no key of epoch ${wanted}`);
  const key = parseIssuerKey(await openSealedFile({ file, kind: "issuer-key", passphrase }));
  const ledgerFile = workspace.issuerLedgerFile(name);
  if (!(await fileExists(ledgerFile))) throw missing(`The ledger of ${name} (${ledgerFile}) is not here`);
  const ledger = await openLedger(ledgerFile, passphrase);
  checkBelongs(key, ledger);
  return { key, ledger };
}

/**
 * Lets `act` change the ledger, and writes it when that has succeeded. No other command changes it meanwhile: two could give one
 * status index to two credentials.
 */
export async function updateDesk<T>(
  access: DeskAccess & {
    act: (desk: Desk) => T | Promise<T>;
    /** How long to wait for another command. */
    patienceMs?: number;
  },
): Promise<T> {
  const { workspace, name, passphrase, act, patienceMs } = access;
  const file = workspace.issuerLedgerFile(name);
  if (!(await fileExists(file))) throw missing(`There is no desk ${name}`);
  return withFileLock(
    file,
    async () => {
      const desk = await openDesk(access);
      const result = await act(desk);
      await sealFile({ file, kind: "issuer-ledger", content: desk.ledger.content(), passphrase, overwrite: true });
      return result;
    },
    { patienceMs },
  );
}

async function openLedger(file: string, passphrase: string): Promise<IssuerLedger> {
  return IssuerLedger.parse(await openSealedFile({ file, kind: "issuer-ledger", passphrase }));
}

async function lastEpoch(workspace: Workspace, name: string): Promise<number> {
  const files = await readdir(dirname(workspace.issuerLedgerFile(name))).catch(() => []);
  const epochs = files.flatMap((file) => /^key-(0|[1-9][0-9]*)\.json$/.exec(file)?.slice(1).map(Number) ?? []);
  if (epochs.length === 0) throw missing(`There is no desk ${name}`);
  return Math.max(...epochs);
}

function checkBelongs(key: IssuerKey, ledger: IssuerLedger): void {
  if (ledger.did === key.did && ledger.schema === key.schema.id) return;
  throw new PsephosError(
    "ISSUER_LEDGER_MALFORMED",
    `The ledger here is one of ${ledger.did} for ${ledger.schema}. Use another name for this desk.`,
  );
}

function missing(what: string): PsephosError {
  return new PsephosError(
    "ISSUER_MISSING",
    `${what}. Make it (psephos issuer-key new), or bring your backup of the folder.`,
  );
}
