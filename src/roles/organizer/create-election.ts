import { toUtf8Bytes } from "ethers";
import { readCeremony } from "../../chain/ceremonies.ts";
import { createElection as sendElection } from "../../chain/elections.ts";
import { readRoll } from "../../chain/rolls.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import { manifestHash, manifestText, type Manifest } from "../../protocol/manifest.ts";
import { largestCount, packRules } from "../../protocol/rules.ts";
import type { Account, Chain } from "../chain-session.ts";
import { checkOrder } from "../moments.ts";
import { keepPublicFile } from "../public-files.ts";
import { recomputeKeys } from "../trustee/key-share.ts";
import type { Workspace } from "../workspace.ts";

export interface CreatedElection {
  readonly electionId: bigint;
  readonly manifestHash: string;
  /** The canonical manifest, to be published under its hash. */
  readonly publicFile: string;
  readonly transactionHash: string;
}

/** Creates the election that a manifest describes, after checking here all that the contract would refuse. */
export async function createElection(input: {
  chain: Chain;
  account: Account;
  workspace: Workspace;
  manifest: Manifest;
}): Promise<CreatedElection> {
  const { chain, account, workspace, manifest } = input;
  await checkAgainstChain({ chain, manifest });
  const text = manifestText(manifest);
  await keepPublicFile({ workspace, bytes: toUtf8Bytes(text) });
  const hash = manifestHash(text);
  const { opensAt, closesAt, resultBy, minimumTurnout } = manifest;
  const { electionId, transactionHash } = await sendElection({
    chain,
    account,
    config: {
      manifestHash: hash,
      rollId: manifest.roll.id,
      ceremonyId: manifest.ceremony.id,
      rules: packRules(manifest.rules),
      opensAt,
      closesAt,
      resultBy,
      minimumTurnout,
    },
  });
  return { electionId, manifestHash: hash, publicFile: workspace.publicFile(hash), transactionHash };
}

async function checkAgainstChain({ chain, manifest }: { chain: Chain; manifest: Manifest }): Promise<void> {
  const { opensAt, closesAt, resultBy, minimumTurnout, rules } = manifest;
  checkOrder({
    now: await latestTime(chain),
    moments: [
      { name: "opensAt", at: opensAt },
      { name: "closesAt", at: closesAt },
      { name: "resultBy", at: resultBy },
    ],
  });
  const roll = await readRoll(chain, manifest.roll.id);
  if (roll.fileHash !== manifest.roll.fileHash) {
    throw new PsephosError(
      "MANIFEST_UNTRUSTED",
      `The manifest names another file for roll ${roll.rollId} than the chain.`,
    );
  }
  if (minimumTurnout > roll.size) {
    throw new PsephosError(
      "MANIFEST_MALFORMED",
      `minimumTurnout is ${minimumTurnout}, but the roll has ${roll.size} voters.`,
    );
  }
  largestCount(rules, { size: roll.size, totalWeight: roll.totalWeight });
  const ceremony = await readCeremony(chain, manifest.ceremony.id);
  if (ceremony.phase !== "finished") {
    throw new PsephosError(
      "PHASE_WRONG",
      `Key ceremony ${ceremony.ceremonyId} has not finished (${ceremony.phase}). See psephos ceremony show ${ceremony.ceremonyId}.`,
    );
  }
  // Throws unless the accepted dealings give a usable key.
  await recomputeKeys({ chain, ceremonyId: ceremony.ceremonyId, trusteeCount: ceremony.trustees.length });
}
