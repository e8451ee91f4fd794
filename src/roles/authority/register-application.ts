import { readIssuerKeys } from "../../chain/issuer-events.ts";
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

/** Checks a department's application under the roots that the authority trusts, and decides for it. */
export async function registerApplication(input: {
  chain: Chain;
  account: () => Promise<Account>;
  /** Folder that the department handed over. */
  folder: string;
  /** PEM files. */
  rootFiles: readonly string[];
}): Promise<RegisteredApplication> {
  const { chain, folder, rootFiles } = input;
  const application = await readKeyApplication(folder);
  const roots = (await Promise.all(rootFiles.map(readCertificates))).flat();
  const { did, key, status } = await checkApplication({ application, roots, at: await latestTime(chain) });
  const call = await registerKeyCall({ chain, key, status });
  const carriedOut = await carryOut({ chain, account: await input.account(), call });
  const { schemaHash, epoch, endsAt, certificateHash, publicKey } = key;
  const isSame = (each: readonly bigint[]): boolean =>
    each.every((coordinate, index) => coordinate === publicKey[index]);
  const registered = carriedOut.state === "done" ? await readIssuerKeys(chain) : [];
  const keyIndex = registered.find((each) => isSame(each.publicKey))?.keyIndex;
  return { carriedOut, did, schemaHash, epoch, endsAt, certificateHash, keyIndex };
}
