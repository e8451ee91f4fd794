import { latestTime } from "../../../../chain/time.ts";
import type { MerkleTree } from "../../../../crypto/merkle.ts";
import { randomScalar } from "../../../../crypto/random.ts";
import type { AskedPolicy } from "../../../../protocol/credential/asked-policy.ts";
import { contextHashOf, type PresentationContext } from "../../../../protocol/credential/context.ts";
import type { Credential } from "../../../../protocol/credential/credential-json.ts";
import type { Presentation } from "../../../../protocol/credential/presentation-file.ts";
import { preparePresentation, type PreparedPresentation } from "../../../../protocol/credential/presentation.ts";
import type { StatusTree } from "../../../../protocol/credential/status-tree.ts";
import type { Identity } from "../../../../protocol/identity.ts";
import type { Stage } from "../../stage.ts";

/** What a cheater's own program takes for true. */
export interface Pretence {
  readonly asked: AskedPolicy;
  readonly context: PresentationContext;
  readonly credential: Credential;
  readonly identity: Identity;
  readonly status: StatusTree;
  readonly trust: MerkleTree;
}

/** Prepares a presentation without asking the chain whom to trust. */
export async function prepareUnchecked(stage: Stage, pretence: Pretence): Promise<PreparedPresentation> {
  const { asked, context, credential, identity, status, trust } = pretence;
  return preparePresentation({
    ...{ policy: asked.parts[0].policy, credential, status, trust, secret: identity.secret },
    now: BigInt(await latestTime(stage.chain)),
    contextHash: contextHashOf(context),
    disclosureSalt: randomScalar(),
  });
}

/** The proof of it, which says something true of the pretended world. */
export async function proveUnchecked(stage: Stage, pretence: Pretence): Promise<Presentation> {
  const { circuit, inputs, signals } = await prepareUnchecked(stage, pretence);
  const { words } = await stage.prover.prove({ circuit, inputs });
  return { circuit, policyId: undefined, context: pretence.context, signals, proof: words };
}
