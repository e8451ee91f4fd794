import { latestTime } from "../../chain/time.ts";
import { readTrust, type Trust, type TrustedKey } from "../../chain/trust.ts";
import { randomScalar } from "../../crypto/random.ts";
import { isPsephosError, PsephosError } from "../../errors.ts";
import type { Prover } from "../../proofs/prover.ts";
import { contextHashOf, type PresentationContext } from "../../protocol/credential/context.ts";
import type { Credential } from "../../protocol/credential/credential-json.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import { circuitOf } from "../../protocol/credential/policy-terms.ts";
import type { Policy } from "../../protocol/credential/policy.ts";
import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import {
  preparePresentation,
  presentationSignals,
  type PreparedPresentation,
} from "../../protocol/credential/presentation.ts";
import type { Identity } from "../../protocol/identity.ts";
import type { Chain } from "../chain-session.ts";
import { proveChecked } from "../prove-checked.ts";
import type { KnownPolicy, PublishedPolicy } from "../published-policy.ts";
import { openStatusTree, type StatusListSource } from "../status-lists.ts";

export interface PresentRequest {
  readonly chain: Chain;
  readonly prover: Prover;
  /** What to answer: a published policy, or one of the holder's own reading. Its holder has read it and consents. */
  readonly asked: KnownPolicy | PublishedPolicy;
  readonly context: PresentationContext;
  readonly identity: Pick<Identity, "secret" | "commitment">;
  readonly credentials: readonly Credential[];
  readonly source: StatusListSource;
}

/**
 * Proves that one of the holder's credentials meets the policy, as of the chain's present state and time. Everything that the proof
 * rests on is checked here first: the trust tree against its root, the status lists against the registry, the proof by its verifier.
 */
export async function present(request: PresentRequest): Promise<Presentation> {
  const { prover, asked, context } = request;
  if ("retired" in asked && asked.retired && context.kind !== "session") {
    throw new PsephosError("PHASE_WRONG", "This policy is retired: it takes no new presentations.");
  }
  const { credential, prepared } = await prepareFirst(request);
  const { signals, inputs, disclosure } = prepared;
  const circuit = circuitOf(asked.policy);
  const [proof] = await proveChecked({
    prover,
    statements: [{ circuit, inputs, signals: presentationSignals(signals) }],
  });
  return {
    circuit,
    policyId: "policyId" in asked ? asked.policyId : undefined,
    context,
    signals,
    proof: proof!.words,
    disclosure: { ...disclosure, shown: shownValues(asked.policy, credential) },
  };
}

interface Prepared {
  readonly credential: Credential;
  readonly prepared: PreparedPresentation;
}

/** The newest credential that meets the policy; without one, the reason why the newest does not. */
async function prepareFirst(request: PresentRequest): Promise<Prepared> {
  const { chain, asked, credentials, identity } = request;
  const suitable = credentials
    .filter(({ schema, holder }) => schema.id === asked.policy.schema && holder === identity.commitment)
    .sort((left, right) => Number(right.validFrom - left.validFrom));
  const [trust, now] = await Promise.all([readTrust(chain), latestTime(chain)]);
  let failure: PsephosError | undefined;
  for (const credential of suitable) {
    try {
      return { credential, prepared: await prepare({ ...request, credential, trust, now: BigInt(now) }) };
    } catch (error) {
      if (!isPsephosError(error) || error.exitClass !== "refused") throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  const message = `This policy cannot be met: the wallet holds no credential of ${asked.policy.schema} for this identity. Ask its issuer for one.`;
  throw new PsephosError("POLICY_NOT_MET", message);
}

async function prepare(
  request: PresentRequest & { credential: Credential; trust: Trust; now: bigint },
): Promise<PreparedPresentation> {
  const { asked, context, identity, source, credential, trust, now } = request;
  const key = trustedKeyOf(credential, trust);
  const status = await openStatusTree({ key, statusLists: credential.statusLists, source });
  return preparePresentation({
    policy: asked.policy,
    credential,
    secret: identity.secret,
    now,
    contextHash: contextHashOf(context),
    status,
    trust: trust.tree!,
    disclosureSalt: randomScalar(),
    ephemeral: asked.policy.verifierKey === undefined ? undefined : randomScalar(),
  });
}

function trustedKeyOf({ issuer, issuerKey, schema }: Credential, { keys }: Trust): TrustedKey {
  const found = keys.find(
    (key) => key !== undefined && key.issuerKey.join() === issuerKey.join() && key.schemaHash === schema.hash,
  );
  if (found?.did !== issuer) {
    const reason =
      found === undefined ? "does not trust the key that signed" : "has another department's name for the key of";
    throw new PsephosError(
      "ISSUER_NOT_TRUSTED",
      `The registry ${reason} this credential. Ask ${issuer} for a credential under its present key.`,
    );
  }
  return found;
}

function shownValues({ requests }: Policy, { subject }: Credential): Record<string, AttributeValue> {
  const shown = requests.filter(({ show }) => show === "clear").map(({ attribute }) => attribute);
  return Object.fromEntries(shown.map((name) => [name, subject[name]!]));
}
