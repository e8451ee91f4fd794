import { readdir, rm } from "node:fs/promises";
import { PsephosError } from "../../../errors.ts";
import { parseBoxAddress } from "../../../roles/letters/box-address.ts";
import { departmentAddressText } from "../../../protocol/letters/department-address.ts";
import { openDepartmentAddress, signDepartmentAddress } from "../../../roles/department-address.ts";
import { unixNow } from "../../../roles/clock.ts";
import { findSchema, schemaName } from "../../../roles/find-schema.ts";
import { newIssuerKey } from "../../../roles/issuer/desk.ts";
import { deskBackupText, isBackedUp, readDeskBackup } from "../../../roles/issuer/desk-backup.ts";
import { fileExists, readFileText } from "../../../roles/read-file.ts";
import { statusListUrls } from "../../../roles/status-list-files.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { isPsephosError } from "../../../errors.ts";
import { attended } from "../attendance.ts";
import { heldAccount } from "../held-account.ts";
import { tellSchema, type ToldSchema } from "../holder/told.ts";
import { heldChain, workspace } from "../session.ts";
import { requireActing } from "./acting.ts";
import { deskFile, heldDesk, holdDesk, lockDesk, openedDesk, watchDesk } from "./held-desk.ts";
import { resumeSending } from "./outbox.ts";

/** The desk that is open. */
export interface OpenDesk {
  readonly name: string;
  /** The department, as did:web. */
  readonly did: string;
  readonly schema: ToldSchema;
  readonly epoch: number;
  readonly endsAt: number;
}

export interface DesksStatus {
  /** Names of those on this device. */
  readonly kept: readonly string[];
  readonly open: OpenDesk | undefined;
}

export interface NewDesk {
  readonly did: string;
  /** Id of the schema. */
  readonly schema: string;
  readonly days: number;
  readonly passphrase: string;
}

const DAY_SECONDS = 86_400;

/** Where a department issues one kind of credential. The same files as the command line's. */
export const desks = {
  async status(): Promise<DesksStatus> {
    const kept = (await readdir(workspace.issuersFolder).catch(() => [])).filter((name) => !name.startsWith("."));
    const opened = openedDesk();
    return { kept, open: opened && tellDesk(opened) };
  },

  /** Draws a key, sealed under the passphrase, and opens the desk. It issues once the authority has registered the key. */
  async make({ did, schema: id, days, passphrase }: NewDesk): Promise<string> {
    await requireActing(did);
    const schema = findSchema(id);
    const epoch = new Date().getUTCFullYear();
    const name = await freeName(schemaName(schema));
    const statusLists = statusListUrls({ did, keyName: `${name}-${epoch}` });
    const endsAt = unixNow() + days * DAY_SECONDS;
    await newIssuerKey({ workspace, name, passphrase, terms: { did, schema: id, epoch, endsAt, statusLists } });
    await holdDesk({ name, passphrase });
    return name;
  },

  /** Also posts what a closed tab left unposted. */
  async open(given: { name: string; passphrase: string }): Promise<void> {
    await holdDesk(given);
    await attended(resumeSending);
  },

  lock(): void {
    lockDesk();
  },

  watch(listener: () => void): void {
    watchDesk(listener);
  },

  /** Its sealed files as one: key, ledger and letter box. */
  async backUp(): Promise<{ fileName: string; text: string }> {
    const { name } = heldDesk().access;
    const names = (await readdir(deskFile(name, ""))).filter(isBackedUp);
    const files = await Promise.all(
      names.map(async (each) => ({ name: each, text: await readFileText(deskFile(name, each)) })),
    );
    return { fileName: `psephos-desk-${name}.json`, text: deskBackupText({ name, files }) };
  },

  /**
   * Brings a desk in: a backup, or the files of the command line's folder, several at once. Nothing is kept unless it opens.
   * FILE_EXISTS where a desk of that name is here already.
   */
  async bring(given: { files: readonly { name: string; text: string }[]; passphrase: string }): Promise<void> {
    const { name = "desk", files } = readDeskBackup(given.files);
    if (await fileExists(deskFile(name, "ledger.json"))) {
      throw new PsephosError("FILE_EXISTS", `The desk ${name} is on this device already.`);
    }
    try {
      for (const { name: file, text } of files) {
        await writeFileWhole({ file: deskFile(name, file), data: text, secrecy: "secret" });
      }
      await holdDesk({ name, passphrase: given.passphrase });
    } catch (error) {
      // What does not open is not kept.
      for (const { name: file } of files) await rm(deskFile(name, file), { force: true });
      throw error;
    }
  },

  /** Removes it from this device; a backup still opens it elsewhere. */
  async remove(name: string): Promise<void> {
    if (openedDesk()?.access.name === name) lockDesk();
    await rm(deskFile(name, ""), { recursive: true, force: true });
  },

  /** What follows `#/wallet/claim/`, as signed last; undefined until the department's account has signed, or signs no more. */
  async address(): Promise<string | undefined> {
    const { access, box } = heldDesk();
    const file = addressFile(access.name);
    if (!(await fileExists(file))) return undefined;
    const text = await readFileText(file);
    try {
      const opened = await openDepartmentAddress({ chain: await heldChain(), text });
      return opened.box === box.address ? text : undefined;
    } catch (error) {
      if (isPsephosError(error, "DEPARTMENT_ADDRESS_REFUSED")) return undefined;
      throw error;
    }
  },

  /** The open account signs where this desk takes letters. */
  async signAddress(): Promise<string> {
    const { access, desk, box } = heldDesk();
    parseBoxAddress(box.address);
    await requireActing(desk.key.did);
    const statement = { department: desk.key.did, box: box.address, schema: desk.key.schema.id };
    const signed = await signDepartmentAddress({ chain: await heldChain(), account: heldAccount(), statement });
    const text = departmentAddressText(signed);
    await writeFileWhole({ file: addressFile(access.name), data: text, secrecy: "public", overwrite: true });
    return text;
  },
};

function tellDesk({ access, desk }: ReturnType<typeof heldDesk>): OpenDesk {
  const { did, schema, epoch, endsAt } = desk.key;
  return { name: access.name, did, schema: tellSchema(schema), epoch, endsAt };
}

async function freeName(wanted: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (!(await fileExists(deskFile(name, "ledger.json")))) return name;
  }
}

function addressFile(name: string): string {
  return deskFile(name, "address.txt");
}
