import { latestTime } from "../../../../chain/time.ts";
import type { Presentation } from "../../../../protocol/credential/presentation-file.ts";
import { attest, attestationPlace } from "../../../holder/attest.ts";
import { publishStatusLists } from "../../../issuer/publish-status.ts";
import { changeStatus, publishableLists } from "../../../issuer/status.ts";
import { writeStatusLists } from "../../../issuer/write-status-lists.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { HELPER, type Stage } from "../../stage.ts";
import { borrow, forgeIssuer, pretendAge } from "../cheats/false-credentials.ts";
import { misuse } from "../cheats/misused-proofs.ts";
import { MAX_STATUS_AGE_SECONDS } from "../policies.ts";
import { proveFor, type Citizen, type Citizens, type Registry } from "../world.ts";

/** Everything that the story's cheaters try against credentials and proofs. */
export async function cheat(
  stage: Stage,
  input: { registry: Registry; citizens: Citizens; asked: PublishedPolicy; presentation: Presentation },
): Promise<void> {
  await forgeIssuer(stage, input);
  await borrow(stage, input);
  await pretendAge(stage, input);
  await misuse(stage, input);
  await stealCard(stage, input);
}

/** A thief proves with a stolen card before it is reported, and keeps the proof for later. */
async function stealCard(
  stage: Stage,
  { registry, citizens, asked }: { registry: Registry; citizens: Citizens; asked: PublishedPolicy },
): Promise<void> {
  const { chain, refusals, narrator } = stage;
  const citizen = citizens.unlucky;
  const context = attestationPlace(chain, asked.policyId);
  const kept = await proveFor(stage, { citizen, asked, context });
  await revoke(stage, { registry, citizen });
  narrator.say("cardReported");
  await refusals.expect({
    cheat: "revoked",
    attempt: "newProof",
    because: "POLICY_NOT_MET",
    act: () => proveFor(stage, { citizen, asked, context }),
  });
  await stage.advanceTo((await latestTime(chain)) + MAX_STATUS_AGE_SECONDS + 1);
  narrator.say("timePasses", { minutes: MAX_STATUS_AGE_SECONDS / 60 });
  await refusals.expect({
    cheat: "revoked",
    attempt: "oldLists",
    because: "TrustRootTooOld",
    act: async () => attest({ chain, account: await stage.account(HELPER), presentation: kept }),
  });
}

async function revoke(stage: Stage, { registry, citizen }: { registry: Registry; citizen: Citizen }): Promise<void> {
  const { chain, workspace } = stage;
  const { key, ledger, account, keyIndex, published } = registry;
  const at = await latestTime(chain);
  changeStatus(ledger, { wanted: citizen.reference, act: "revoke", at });
  const { files } = await publishableLists({ key, ledger, at });
  await writeStatusLists({ workspace, key, lists: files });
  const { transactionHash } = await publishStatusLists({ chain, account, keyIndex, files });
  published.push(files);
  await stage.gas.add("publishStatus", transactionHash);
}
