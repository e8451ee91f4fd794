import { publishPolicy } from "../../../../chain/policies.ts";
import { parseAskedPolicy } from "../../../../protocol/credential/asked-policy.ts";
import type { Presentation } from "../../../../protocol/credential/presentation-file.ts";
import { SCHEMAS } from "../../../../protocol/credential/schemas.ts";
import { attest } from "../../../holder/attest.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { checkPresentation } from "../../../verifier/check-presentation.ts";
import { HELPER, type Stage } from "../../stage.ts";
import { CLINIC, HOUSING, logInAt } from "../policies.ts";
import { REGISTRY_ACCOUNT } from "../world.ts";

/** What can be tried with a proof that is good, by those through whose hands it went. */
export async function misuse(
  stage: Stage,
  { asked, presentation }: { asked: PublishedPolicy; presentation: Presentation },
): Promise<void> {
  const { chain, refusals } = stage;
  const { context } = presentation;
  await refusals.expect({
    cheat: "replay",
    attempt: "sentAgain",
    because: "NothingAccepted",
    act: async () => attest({ chain, account: await stage.account(HELPER), presentation }),
  });
  await refusals.expect({
    cheat: "altered-disclosure",
    attempt: "otherNationality",
    because: "DISCLOSURE_INVALID",
    act: () => checkPresentation({ chain, asked, presentation: withOtherNationality(presentation), context }),
  });
  const clinic = parseAskedPolicy(logInAt(CLINIC), SCHEMAS);
  await refusals.expect({
    cheat: "other-department",
    attempt: "passedOn",
    because: "PRESENTATION_OTHER_POLICY",
    act: () => checkPresentation({ chain, asked: clinic, presentation, context }),
  });
  const { terms, text } = parseAskedPolicy(logInAt(HOUSING), SCHEMAS);
  await refusals.expect({
    cheat: "other-department",
    attempt: "inItsName",
    because: "NotDepartment",
    act: async () => publishPolicy({ chain, account: await stage.account(REGISTRY_ACCOUNT), terms, text }),
  });
}

/** The only value shown is that of the third request. */
function withOtherNationality(presentation: Presentation): Presentation {
  const disclosure = presentation.disclosure!;
  const clear = disclosure.clear.map((value) => (value === 0n ? value : value + 1n));
  return { ...presentation, disclosure: { ...disclosure, clear } };
}
