import { randomBytes } from "node:crypto";
import { accountFromPrivateKey, connectAccount, type Account } from "../../../chain/accounts.ts";
import { latestTime } from "../../../chain/time.ts";
import { isPsephosError, type ErrorCode } from "../../../errors.ts";
import { attestationWithdrawalText } from "../../../protocol/credential/withdrawal-file.ts";
import { fundAccount } from "../../../roles/accounts.ts";
import type { Chain } from "../../../roles/chain-session.ts";
import { watchWithdrawal } from "../../../roles/holder/watch-withdrawal.ts";
import { withAttestation } from "../../../roles/holder/wallet-records.ts";
import { prepareWithdrawal, withdraw, type PreparedWithdrawal } from "../../../roles/holder/withdraw.ts";
import { heldWallet, saveWallet } from "../held-wallet.ts";
import { postLetter } from "../letters.ts";
import { heldChain } from "../session.ts";
import { boxOfDepartment } from "./departments.ts";
import { published } from "./policies.ts";
import { proveTold, type ProofProgress } from "./proving.ts";
import { followPromise, handWithdrawalToRelayer, type RelayListener } from "./relaying.ts";

/** How a withdrawal got on its way. "relayed": the sending service promised it. "file": the person gives the text to whoever sends it. */
export interface TakenBack {
  readonly way: "relayed" | "recorded" | "letter" | "file";
  readonly text: string;
}

/** What a sending service may say that is no word about the withdrawal itself: then it goes another way. */
const ANOTHER_WAY: ReadonlySet<ErrorCode> = new Set([
  ...(["NOT_RELAYED", "RELAY_UNTRUSTED", "NOT_FOUND", "BUSY", "RATE_LIMITED", "STORE_UNAVAILABLE"] as const),
  ...(["CHAIN_UNREACHABLE", "SERVICE_UNREACHABLE", "ANSWER_MALFORMED", "INTERNAL"] as const),
]);

/**
 * Ends a confirmation on record. The registry takes it from any account; people have none here, since it would tell who they are. So the
 * sending service sends it; where that does not, an account of free coins that is forgotten at once, on a demonstration chain; else it goes to
 * the office, or out as a file.
 */
export function takeBack(policyId: bigint, tell: (progress: ProofProgress) => void): Promise<TakenBack> {
  return proveTold({ circuit: "pseudonym", tell }, async ({ prover, handOver }) => {
    const chain = await heldChain();
    const { identity } = heldWallet().wallet;
    const withdrawal = await prepareWithdrawal({ chain, prover, identity, policyId });
    handOver();
    const { pseudonym, proof } = withdrawal;
    const text = attestationWithdrawalText({ policyId, pseudonym, proof: [...proof] });
    if (await isRelayed(withdrawal)) return { way: "relayed", text };
    if (chain.isLocal) {
      await withdraw({ chain, account: await passingAccount(chain), withdrawal });
      await rememberTime(withdrawal);
      return { way: "recorded", text };
    }
    const { verifier } = (await published(policyId)).parts[0].policy;
    const box = await boxOfDepartment(verifier);
    if (box === undefined) return { way: "file", text };
    await postLetter(box, { kind: "attestation-withdrawal", withdrawal: text });
    return { way: "letter", text };
  });
}

/** Tells what becomes of a taking back until it is on record for good; `holder.stopFollowing` ends it before. */
export async function followTakingBack(policyId: bigint, name: string, tell: RelayListener): Promise<void> {
  await followPromise({
    ...{ name, target: { kind: "withdrawal", target: policyId } },
    watch: ({ chain, receipt }) => {
      const ended = { policyId, pseudonym: receipt.nullifier };
      const isIncluded = watchWithdrawal({ chain, ...ended });
      return async () => {
        if (!(await isIncluded())) return false;
        // Before its promise is forgotten, and with it that there was a withdrawal.
        await rememberTime(ended);
        return true;
      };
    },
    tell,
  });
}

async function isRelayed(withdrawal: PreparedWithdrawal): Promise<boolean> {
  try {
    await handWithdrawalToRelayer(withdrawal);
    return true;
  } catch (error) {
    if (isPsephosError(error) && ANOTHER_WAY.has(error.code)) return false;
    throw error;
  }
}

async function passingAccount(chain: Chain): Promise<Account> {
  const account = connectAccount(accountFromPrivateKey(randomBytes(32).toString("hex")), chain);
  await fundAccount({ connection: chain, address: account.address });
  return account;
}

interface Ended {
  readonly policyId: bigint;
  readonly pseudonym: bigint;
}

/** A later presentation must tell a later time than the withdrawal's. */
async function rememberTime({ policyId, pseudonym }: Ended): Promise<void> {
  const chain = await heldChain();
  const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.attestations, policyId };
  const provenAt = await latestTime(chain);
  await saveWallet((wallet) => withAttestation(wallet, { ...place, pseudonym, provenAt }));
}
