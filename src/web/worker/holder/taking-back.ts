import { randomBytes } from "node:crypto";
import { accountFromPrivateKey, connectAccount, type Account } from "../../../chain/accounts.ts";
import { latestTime } from "../../../chain/time.ts";
import { attestationWithdrawalText } from "../../../protocol/credential/withdrawal-file.ts";
import { withAttestation } from "../../../roles/holder/wallet-records.ts";
import { fundAccount } from "../../../roles/accounts.ts";
import type { Chain } from "../../../roles/chain-session.ts";
import { prepareWithdrawal, withdraw, type Withdrawal } from "../../../roles/holder/withdraw.ts";
import { heldWallet, saveWallet } from "../held-wallet.ts";
import { postLetter } from "../letters.ts";
import { heldChain } from "../session.ts";
import { boxOfDepartment } from "./departments.ts";
import { published } from "./policies.ts";
import { proveTold, type ProofProgress } from "./proving.ts";

/** How a withdrawal got on its way. "file": the person gives the text to whoever sends it. */
export interface TakenBack {
  readonly way: "recorded" | "letter" | "file";
  readonly text: string;
}

/**
 * Ends a confirmation on record. The registry takes it from any account; people have none here, since it would tell who they are. On a
 * demonstration chain, where coins are free, one that is forgotten at once sends it; else it goes to the office, or out as a file.
 */
export function takeBack(policyId: bigint, tell: (progress: ProofProgress) => void): Promise<TakenBack> {
  return proveTold({ circuit: "pseudonym", tell }, async ({ prover, handOver }) => {
    const chain = await heldChain();
    const { identity } = heldWallet().wallet;
    const withdrawal = await prepareWithdrawal({ chain, prover, identity, policyId });
    handOver();
    const text = attestationWithdrawalText({ ...withdrawal, proof: [...withdrawal.proof] });
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

async function passingAccount(chain: Chain): Promise<Account> {
  const account = connectAccount(accountFromPrivateKey(randomBytes(32).toString("hex")), chain);
  await fundAccount({ connection: chain, address: account.address });
  return account;
}

/** A later presentation must tell a later time than the withdrawal's. */
async function rememberTime({ policyId, pseudonym }: Withdrawal): Promise<void> {
  const chain = await heldChain();
  const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.attestations, policyId };
  const provenAt = await latestTime(chain);
  await saveWallet((wallet) => withAttestation(wallet, { ...place, pseudonym, provenAt }));
}
