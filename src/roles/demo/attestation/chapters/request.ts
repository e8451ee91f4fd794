import { describeAskedPolicy } from "../../../../protocol/credential/asked-policy.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../../published-policy.ts";
import { publishPolicy } from "../../../verifier/publish-policy.ts";
import type { Stage } from "../../stage.ts";
import { rentSupport } from "../policies.ts";
import { bornByOf, HOUSING_ACCOUNT } from "../world.ts";

/** The housing office says in public what it asks and why; a citizen reads it before she proves anything. */
export async function ask(stage: Stage): Promise<PublishedPolicy> {
  const { chain, narrator, workspace } = stage;
  const account = await stage.account(HOUSING_ACCOUNT);
  const json = rentSupport(await bornByOf(stage));
  const { policyId, transactionHash } = await publishPolicy({ chain, account, workspace, json });
  await stage.gas.add("publishPolicy", transactionHash);
  narrator.say("policyPublished", { number: policyId });
  const asked = await openPublishedPolicy({ chain, policyId });
  narrator.say("reads");
  const [en, zh] = [describeAskedPolicy(asked, "en"), describeAskedPolicy(asked, "zh")];
  narrator.quote(en.map((sentence, index) => ({ en: sentence, zh: zh[index]! })));
  narrator.say("agrees");
  return asked;
}
