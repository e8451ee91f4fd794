import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { getAddress } from "ethers";
import { z } from "zod";
import { createKeystore } from "../chain/accounts.ts";
import { PsephosError } from "../errors.ts";
import type { Connection } from "./chain-session.ts";
import { fileExists, readFileJson } from "./read-file.ts";
import { checkNewPassphrase } from "./sealed-file.ts";
import type { Workspace } from "./workspace.ts";

/** Ten thousand units of the local chain's coin: enough for any trial. */
const TEST_COINS_WEI = 10_000n * 10n ** 18n;

/** An account pays fees and signs transactions; it is no voter's identity, and should not be tied to a person on a public chain. */
export async function createAccount(input: {
  workspace: Workspace;
  name: string;
  passphrase: () => Promise<string>;
}): Promise<{ address: string; file: string }> {
  const file = input.workspace.accountFile(input.name);
  if (await fileExists(file)) {
    throw new PsephosError("FILE_EXISTS", `The account ${input.name} exists already. Choose another name.`);
  }
  const password = await input.passphrase();
  checkNewPassphrase(password);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return { address: await createKeystore({ file, password }), file };
}

const keystoreSchema = z.looseObject({ address: z.string().regex(/^(0x)?[0-9a-fA-F]{40}$/) });

/** The address stands in clear in the keystore: showing it needs no passphrase. */
export async function readAccountAddress(input: { workspace: Workspace; name: string }): Promise<string> {
  const file = input.workspace.accountFile(input.name);
  if (!(await fileExists(file))) {
    throw new PsephosError(
      "ACCOUNT_MISSING",
      `There is no account ${input.name} here. Make it: psephos account new ${input.name}`,
    );
  }
  const parsed = keystoreSchema.safeParse(await readFileJson(file));
  if (!parsed.success) throw new PsephosError("SEALED_FILE_MALFORMED", `${file} is no keystore. Use your backup.`);
  return getAddress(`0x${parsed.data.address.replace(/^0x/, "")}`);
}

export async function readBalance(input: { connection: Connection; address: string }): Promise<bigint> {
  return input.connection.provider.getBalance(input.address);
}

/** Test coins on a local chain. Real chains have no such tap. */
export async function fundAccount(input: { connection: Connection; address: string }): Promise<void> {
  const { connection, address } = input;
  if (!connection.isLocal) {
    throw new PsephosError(
      "CHAIN_UNSUPPORTED",
      `Chain ${connection.chainId} is not a local one: send coins to ${address} from another account.`,
    );
  }
  await connection.provider.send("anvil_setBalance", [address, `0x${TEST_COINS_WEI.toString(16)}`]);
}
