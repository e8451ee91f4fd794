import {
  departmentCall,
  keyCall,
  readDepartmentAccount,
  readIssuerKey,
  readGovernor,
  removalCall,
  type IssuerCall,
  type StatusFacts,
} from "../../chain/issuers.ts";
import { latestTime } from "../../chain/time.ts";
import { requirePublicKey } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { hashText } from "../../protocol/credential/tags.ts";
import { requireAddress } from "../address.ts";
import type { RegisteredIssuerKey } from "../../protocol/credential/issuer-key.ts";
import type { Chain } from "../chain-session.ts";

/** What the governing authority decides, checked against the chain before anyone signs. `carry-out.ts` sends it. */

/** Makes a department known: its did:web, and the account that acts for it. */
export async function registerDepartmentCall(input: {
  chain: Chain;
  did: string;
  departmentAccount: string;
}): Promise<IssuerCall> {
  const { chain, did, departmentAccount } = input;
  if (!/^did:web:[A-Za-z0-9.:%_-]{1,200}$/.test(did)) {
    throw new PsephosError(
      "ARGUMENT_INVALID",
      "The department must be named by a did:web, as did:web:housing.example.",
    );
  }
  const account = requireAddress(departmentAccount, { whose: "The department's account" });
  if ((await readDepartmentAccount(chain, hashText(did))) !== undefined) {
    throw new PsephosError("ALREADY_DONE", `${did} is registered already.`);
  }
  return departmentCall({ did, account });
}

/** Lets a department's key sign. That the department's certificate names the key is for the authority to have checked. */
export async function registerKeyCall(input: {
  chain: Chain;
  key: RegisteredIssuerKey;
  status: StatusFacts;
}): Promise<IssuerCall> {
  const { chain, key, status } = input;
  requirePublicKey(key.publicKey, "publicKey");
  if ((await readDepartmentAccount(chain, key.departmentId)) === undefined) {
    throw new PsephosError("CONTRACT_REFUSED", "The registry does not know this key's department. Register it first.");
  }
  if (key.endsAt <= (await latestTime(chain))) {
    throw new PsephosError("TIMES_INVALID", "The key would end before it begins. Certify it for a longer time.");
  }
  return keyCall({ key, status });
}

/** Takes a key out; one that has ended, anybody may. A compromised one takes all earlier trust roots with it: everybody proves anew. */
export async function removeKeyCall(input: {
  chain: Chain;
  keyIndex: number;
  compromised: boolean;
}): Promise<IssuerCall> {
  const { chain, keyIndex, compromised } = input;
  const { removed, endsAt } = await readIssuerKey(chain, keyIndex);
  if (removed && !compromised) {
    throw new PsephosError("ALREADY_DONE", `Issuer key ${keyIndex} is removed already.`);
  }
  const hasEnded = endsAt <= (await latestTime(chain));
  return { ...removalCall({ keyIndex, compromised }), byAnyone: hasEnded && !compromised };
}

/** Offers the governor's place to another account or authority, which has to take it. */
export async function handOverCall({ chain, next }: { chain: Chain; next: string }): Promise<IssuerCall> {
  const address = requireAddress(next, { whose: "The next governor's address" });
  if (address === (await readGovernor(chain))) {
    throw new PsephosError("ALREADY_DONE", `${address} governs the registry already.`);
  }
  return { name: "transferGovernor", args: [address] };
}
