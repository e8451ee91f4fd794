import { readIssuerKeys } from "../../chain/issuer-events.ts";
import type { IssuerCall } from "../../chain/issuers.ts";
import type { RegisteredIssuerKey } from "../../protocol/credential/issuer-key.ts";
import { latestTime } from "../../chain/time.ts";
import type { Account, Chain } from "../chain-session.ts";
import { readKeyApplication } from "../key-application.ts";
import { readCertificates } from "../read-certificates.ts";
import { carryOut, type CarriedOut } from "./carry-out.ts";
import { checkApplication } from "./check-application.ts";
import { registerKeyCall } from "./governor-calls.ts";

export interface RegisteredApplication {
  readonly carriedOut: CarriedOut;
  readonly did: string;
  readonly schemaHash: bigint;
  readonly epoch: number;
  /** Unix seconds. */
  readonly endsAt: number;
  readonly certificateHash: string;
  /** Undefined while members must still agree. */
  readonly keyIndex: number | undefined;
}

export interface ApplicationFiles {
  /** Folder that the department handed over. */
  readonly folder: string;
  /** PEM files of the roots that the authority trusts. */
  readonly rootFiles: readonly string[];
}

/** Checks a department's application, and gives the one call that grants it: the same for every member who checks. */
export async function openApplication(
  input: ApplicationFiles & { chain: Chain },
): Promise<{ did: string; key: RegisteredIssuerKey; call: IssuerCall }> {
  const { chain, folder, rootFiles } = input;
  const application = await readKeyApplication(folder);
  const roots = (await Promise.all(rootFiles.map(readCertificates))).flat();
  const { did, key, status } = await checkApplication({ application, roots, at: await latestTime(chain) });
  return { did, key, call: await registerKeyCall({ chain, key, status }) };
}

/** Checks a department's application under the roots that the authority trusts, and decides for it. */
export async function registerApplication(
  input: ApplicationFiles & { chain: Chain; account: () => Promise<Account> },
): Promise<RegisteredApplication> {
  const { chain } = input;
  const { did, key, call } = await openApplication(input);
  const carriedOut = await carryOut({ chain, account: await input.account(), call });
  const { schemaHash, epoch, endsAt, certificateHash, publicKey } = key;
  const isSame = (each: readonly bigint[]): boolean =>
    each.every((coordinate, index) => coordinate === publicKey[index]);
  const registered = carriedOut.state === "done" ? await readIssuerKeys(chain) : [];
  const keyIndex = registered.find((each) => isSame(each.publicKey))?.keyIndex;
  return { carriedOut, did, schemaHash, epoch, endsAt, certificateHash, keyIndex };
}
