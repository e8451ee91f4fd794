import { readTrust } from "../../chain/trust.ts";
import { randomScalar } from "../../crypto/random.ts";
import { PsephosError, requireArgument } from "../../errors.ts";
import type { Prover } from "../../proofs/prover.ts";
import { shownName, type AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { contextHashOf, type PresentationContext } from "../../protocol/credential/context.ts";
import type { Credential } from "../../protocol/credential/credential-json.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import type { Circumstances } from "../../protocol/credential/meet-policy.ts";
import { preparePairPresentation } from "../../protocol/credential/pair-presentation.ts";
import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import {
  preparePresentation,
  presentationSignals,
  type PreparedPresentation,
} from "../../protocol/credential/presentation.ts";
import type { Identity } from "../../protocol/identity.ts";
import type { Chain } from "../chain-session.ts";
import { proveChecked } from "../prove-checked.ts";
import type { PublishedPolicy } from "../published-policy.ts";
import type { StatusListSource } from "../status-lists.ts";
import { requireLaterTime } from "./later-time.ts";
import { provingTime, toldTime } from "./proving-time.ts";
import { findCredentials, type CurrentCredential } from "./find-credentials.ts";

export interface PresentRequest {
  readonly chain: Chain;
  readonly prover: Prover;
  /** What to answer: a published policy, or one from a request. The holder has read it and consents. */
  readonly asked: AskedPolicy | PublishedPolicy;
  readonly context: PresentationContext;
  readonly identity: Pick<Identity, "secret" | "commitment">;
  readonly credentials: readonly Credential[];
  readonly source: StatusListSource;
  /** For a renewal: the time that the recorded presentation told, or that of its withdrawal. */
  readonly provenAfter?: number | undefined;
}

/** Credentials that meet a policy now, and all that a proof of it needs. Secret. */
export interface ReadyToPresent {
  /** One for each part of the policy. */
  readonly chosen: readonly Credential[];
  readonly prepared: PreparedPresentation;
}

/**
 * Looks whether the holder's credentials meet the policy, as of the chain's present state and time. Everything that a proof would rest on
 * is checked here: the trust tree against its root, the status lists against the registry. Refuses with the reason why none does.
 */
export async function readyToPresent(request: Omit<PresentRequest, "prover">): Promise<ReadyToPresent> {
  const { chain, asked, context, identity, source } = request;
  const policyId = "policyId" in asked ? asked.policyId : undefined;
  requireArgument(
    context.kind !== "attestation" || context.policyId === policyId,
    "context",
    "one of the policy asked",
  );
  if ("retired" in asked && asked.retired && context.kind !== "session") {
    throw new PsephosError("PHASE_WRONG", "This policy is retired: it takes no new presentations.");
  }
  const [trust, latest] = await Promise.all([readTrust(chain), provingTime(chain)]);
  requireLaterTime({ latest, provenAfter: request.provenAfter });
  const credentials = request.credentials.filter(({ holder }) => holder === identity.commitment);
  const { maxClockSkew } = asked.terms;
  const now = toldTime({ latest, maxClockSkew, validity: credentials, provenAfter: request.provenAfter });
  const at = { secret: identity.secret, now: BigInt(now), trust: trust.tree };
  const prepare = (chosen: readonly CurrentCredential[]): PreparedPresentation =>
    // A trusted key was found for each credential that was chosen, so there is a tree.
    prepareFrom({ asked, context, at: { ...at, trust: at.trust! }, chosen });
  const { chosen, prepared } = await findCredentials({ asked, credentials, trust, source, prepare });
  return { chosen: chosen.map(({ credential }) => credential), prepared };
}

/** Proves what `readyToPresent` finds, and checks its own proof by the verifier's key. */
export async function present(request: PresentRequest): Promise<Presentation> {
  const { prover, asked, context } = request;
  const { chosen, prepared } = await readyToPresent(request);
  const { signals, inputs, disclosure, circuit } = prepared;
  const [proof] = await proveChecked({
    prover,
    statements: [{ circuit, inputs, signals: presentationSignals(signals) }],
  });
  const policyId = "policyId" in asked ? asked.policyId : undefined;
  const shown = shownValues(asked, chosen);
  return { circuit, policyId, context, signals, proof: proof!.words, disclosure: { ...disclosure, shown } };
}

function prepareFrom(input: {
  asked: AskedPolicy;
  context: PresentationContext;
  at: Circumstances;
  chosen: readonly CurrentCredential[];
}): PreparedPresentation {
  const { asked, context, at, chosen } = input;
  const [first, second] = chosen;
  const common = { ...at, contextHash: contextHashOf(context), disclosureSalt: randomScalar() };
  if (asked.pair !== undefined) {
    return preparePairPresentation({ ...common, policy: asked.pair, first: first!, second: second! });
  }
  const { policy } = asked.parts[0];
  const ephemeral = policy.verifierKey === undefined ? undefined : randomScalar();
  return preparePresentation({ ...common, ...first!, policy, ephemeral });
}

function shownValues(asked: AskedPolicy, chosen: readonly Credential[]): Record<string, AttributeValue> {
  const entries = asked.parts.flatMap(({ policy }, part) =>
    policy.requests
      .filter(({ show }) => show === "clear")
      .map(({ attribute }): [string, AttributeValue] => [
        shownName(asked, { part, attribute }),
        chosen[part]!.subject[attribute]!,
      ]),
  );
  return Object.fromEntries(entries);
}
