import { join } from "node:path";
import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { address, decimal, firstIssue, unixSeconds, withDecimals } from "../../../protocol/json.ts";
import { fileExists, readFileJson } from "../../read-file.ts";
import type { Workspace } from "../../workspace.ts";
import { writeFileWhole } from "../../write-file.ts";

/** What visitors of the demonstration may take, and where it is: everything here is meant for everybody. */
export type Demonstration = z.infer<typeof demonstrationSchema>;

export const DEMONSTRATION_FORMAT = "psephos.demonstration/1";

/** Known to everybody: opens whatever the demonstration hands out. */
export const DEMONSTRATION_PASSPHRASE = "psephos demonstration";

const text = z.string().min(1).max(200_000);

export const demonstrationSchema = z.strictObject({
  format: z.literal(DEMONSTRATION_FORMAT),
  chainId: z.int(),
  /** Of the Elections contract: another deployment is another demonstration. */
  elections: address,
  /** SHA-256 of all verifying keys, in hexadecimal. */
  keys: z.string().regex(/^[0-9a-f]{64}$/),
  seededAt: unixSeconds,
  /** From then on elections that visitors could vote in are over. */
  goodUntil: unixSeconds,
  passphrase: text,
  /** Sealed wallets of made-up residents who have not voted in the open elections. */
  wallets: z.array(z.strictObject({ name: text, file: text })),
  /** Who acts for the town, by the number of the local chain's account. */
  accounts: z.array(z.strictObject({ role: z.enum(["organizer", "registry", "housing", "keeper"]), number: z.int() })),
  /** The key file of the keeper among the accounts, with which the election that is being opened can be opened. */
  keeperKey: text,
  /** A backup of the housing office's desk, which has issued nothing yet. */
  housingDesk: text,
  /** The registry's letter address, for claiming a resident's credential. */
  claimAddress: text,
  votingElectionIds: z.array(decimal),
  enrolmentId: decimal,
  policyIds: z.array(decimal),
  /** Ceremony that made the town's key, and the one that waits for the keeper. */
  keyCeremonyId: decimal,
  ceremonyId: decimal,
});

export function demonstrationFile({ folder }: Pick<Workspace, "folder">): string {
  return join(folder, "demonstration.json");
}

export async function writeDemonstration(workspace: Workspace, demonstration: Demonstration): Promise<void> {
  const data = `${JSON.stringify(demonstration, withDecimals, 2)}\n`;
  await writeFileWhole({ file: demonstrationFile(workspace), data, secrecy: "public" });
}

/** Undefined where none was ever finished. */
export async function readDemonstration(workspace: Workspace): Promise<Demonstration | undefined> {
  const file = demonstrationFile(workspace);
  if (!(await fileExists(file))) return undefined;
  const parsed = demonstrationSchema.safeParse(await readFileJson(file));
  if (parsed.success) return parsed.data;
  throw new PsephosError(
    "DEMONSTRATION_FAILED",
    `${file} cannot be used: ${firstIssue(parsed.error)}. Delete its folder.`,
  );
}
