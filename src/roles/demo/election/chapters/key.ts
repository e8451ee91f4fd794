import { drawDealing, type DealingSecret } from "../../../../protocol/dealing.ts";
import { randomScalar } from "../../../../crypto/random.ts";
import { createCeremony } from "../../../organizer/create-ceremony.ts";
import { commit } from "../../../trustee/commit.ts";
import { deal } from "../../../trustee/deal.ts";
import type { TrusteeKey } from "../../../trustee/key-file.ts";
import { register } from "../../../trustee/register.ts";
import type { Account } from "../../../chain-session.ts";
import { commitFalsely, dealFalsely } from "../cheats/false-dealing.ts";
import type { ElectionPlan } from "../plan.ts";
import { FIRST_TRUSTEE, ORGANIZER, type Stage } from "../../stage.ts";

export interface DemoTrustee {
  readonly index: number;
  readonly account: Account;
  readonly key: TrusteeKey & { readonly dealing: DealingSecret };
}

export interface DemoCeremony {
  readonly ceremonyId: bigint;
  readonly trustees: readonly DemoTrustee[];
}

/** The trustees make the election key together. The last of them tries to hand out a false part. */
export async function makeKey(stage: Stage, plan: ElectionPlan): Promise<DemoCeremony> {
  const { chain, narrator } = stage;
  const { trustees: count, threshold } = plan;
  narrator.say("ceremonyPlan", { count, threshold });
  const accounts = await Promise.all(Array.from({ length: count }, (_, at) => stage.account(FIRST_TRUSTEE + at)));
  const { ceremonyId, dealBy, transactionHash } = await createCeremony({
    chain,
    account: await stage.account(ORGANIZER),
    plan: {
      trustees: await Promise.all(accounts.map((account) => account.getAddress())),
      threshold,
      registerBy: "1h",
      commitBy: "2h",
      dealBy: "3h",
    },
  });
  await stage.gas.add("createCeremony", transactionHash);
  const trustees = accounts.map((account, at) => ({
    index: at + 1,
    account,
    key: newKey({ stage, ceremonyId, index: at + 1, plan }),
  }));
  await registerAll(stage, trustees);
  // With a trustee to spare the cheater promises its false dealing too; else it must deal honestly in the end.
  const cheaterIsSpare = count > threshold;
  await commitAll({ stage, trustees, cheaterIsSpare });
  narrator.say("ceremonyPromises", { count });
  await dealAll({ stage, trustees, cheaterIsSpare });
  if (cheaterIsSpare) await stage.advanceTo(dealBy);
  narrator.say("keyMade", { count: cheaterIsSpare ? count - 1 : count, threshold });
  return { ceremonyId, trustees };
}

function newKey(input: { stage: Stage; ceremonyId: bigint; index: number; plan: ElectionPlan }): DemoTrustee["key"] {
  const { stage, ceremonyId, index, plan } = input;
  const { chainId, deployment } = stage.chain;
  return {
    seat: { chainId, ceremonies: deployment.addresses.ceremonies, ceremonyId, index },
    communicationSecret: randomScalar(),
    dealing: drawDealing({ threshold: plan.threshold, trusteeCount: plan.trustees, random: randomScalar }),
    opened: {},
  };
}

async function registerAll(stage: Stage, trustees: readonly DemoTrustee[]): Promise<void> {
  for (const { account, key } of trustees) {
    const { transactionHash } = await register({
      chain: stage.chain,
      account,
      seat: key.seat,
      communicationSecret: key.communicationSecret,
      random: randomScalar,
    });
    await stage.gas.add("registerTrustee", transactionHash);
  }
}

interface Ceremony {
  readonly stage: Stage;
  readonly trustees: readonly DemoTrustee[];
  readonly cheaterIsSpare: boolean;
}

async function commitAll({ stage, trustees, cheaterIsSpare }: Ceremony): Promise<void> {
  for (const trustee of trustees) {
    const isCheater = cheaterIsSpare && trustee === trustees.at(-1);
    const { account, key } = trustee;
    const { transactionHash } = isCheater
      ? await commitFalsely({ stage, trustee })
      : await commit({ chain: stage.chain, account, key });
    await stage.gas.add("commitDealing", transactionHash);
  }
}

async function dealAll({ stage, trustees, cheaterIsSpare }: Ceremony): Promise<void> {
  const cheater = trustees.at(-1)!;
  const because = cheaterIsSpare ? "InvalidProof" : "WrongDealing";
  const honest = cheaterIsSpare ? trustees.slice(0, -1) : trustees;
  for (const { account, key } of honest) {
    // While dealing is open: after the last honest dealing the ceremony may be over.
    if (key === honest.at(-1)!.key) await dealFalsely({ stage, trustee: cheater, because });
    const { transactionHash } = await deal({ chain: stage.chain, account, prover: stage.prover, key });
    await stage.gas.add("deal", transactionHash);
    stage.narrator.working("dealings", {
      done: honest.findIndex((each) => each.key === key) + 1,
      total: honest.length,
    });
  }
  stage.narrator.say("ceremonyDealt", { count: honest.length });
}
