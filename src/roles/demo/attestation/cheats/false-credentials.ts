import { latestTime } from "../../../../chain/time.ts";
import { readTrust } from "../../../../chain/trust.ts";
import { parseAskedPolicy } from "../../../../protocol/credential/asked-policy.ts";
import { pseudonymOf } from "../../../../protocol/credential/pseudonym.ts";
import { SCHEMAS } from "../../../../protocol/credential/schemas.ts";
import { buildTrustTree } from "../../../../protocol/credential/trust-tree.ts";
import { createCredentialRequest } from "../../../../protocol/credential/credential-request.ts";
import { attest, attestationPlace } from "../../../holder/attest.ts";
import { issueCredential } from "../../../issuer/issue-credential.ts";
import { drawIssuerKey, parseIssuerKey } from "../../../issuer/issuer-key.ts";
import { IssuerLedger } from "../../../issuer/ledger.ts";
import { publishableLists } from "../../../issuer/status.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { openStatusTree, readStatusLists } from "../../../status-lists.ts";
import { HELPER, type Stage } from "../../stage.ts";
import { keyTerms } from "../chapters/authority.ts";
import { rentSupportForAll } from "../policies.ts";
import { credentialOf, proveFor, publishedLists, type Citizen, type Citizens } from "../world.ts";
import { prepareUnchecked, proveUnchecked } from "./unchecked-proof.ts";

interface Case {
  readonly asked: PublishedPolicy;
  readonly citizens: Citizens;
}

/** A forger signs a credential with a key of his own, and proves that it is good in a world that trusts him. */
export async function forgeIssuer(stage: Stage, { asked, citizens }: Case): Promise<void> {
  const { chain } = stage;
  const { identity } = citizens.minor.wallet;
  const at = await latestTime(chain);
  const key = parseIssuerKey(drawIssuerKey(keyTerms(at)));
  const ledger = new IssuerLedger({ did: key.did, schema: key.schema.id });
  const request = createCredentialRequest(identity, {
    ...{ schema: key.schema.id, issuer: key.did, reference: "forged", nonce: "forged-forged-forged-forged" },
  });
  const subject = { ...credentialOf(citizens.minor).subject, birthDate: "1980-01-01" };
  const terms = {
    key,
    ledger,
    validFrom: at - 60,
    validUntil: key.endsAt,
    at,
    reissue: false,
    newHolder: false,
    afterRevocation: false,
  };
  const credential = issueCredential(terms, { request, subject });
  const status = await readStatusLists((await publishableLists({ key, ledger, at })).files);
  const entry = { issuerKey: key.publicKey, schemaHash: key.schema.hash, statusRoot: status.root };
  const trust = await buildTrustTree([entry]);
  const context = attestationPlace(chain, asked.policyId);
  const forged = await proveUnchecked(stage, { asked, context, credential, identity, status, trust });
  await stage.refusals.expect({
    cheat: "unknown-issuer",
    attempt: "ownKey",
    because: "UnknownTrustRoot",
    act: async () =>
      attest({ chain, account: await stage.account(HELPER), presentation: { ...forged, policyId: asked.policyId } }),
  });
}

/** Whoever copied a citizen's credential has not her secret: the circuit makes no proof. */
export async function borrow(stage: Stage, { asked, citizens }: Case): Promise<void> {
  const [victim, thief] = citizens.adults;
  const prepared = await prepareUnchecked(stage, { ...(await trueWorld(stage, { citizen: victim, asked })), asked });
  const { secret } = thief.wallet.identity;
  const { departmentId: verifierId, scopeId } = asked.terms;
  const inputs = { ...prepared.inputs, secret, pseudonym: pseudonymOf({ secret, verifierId, scopeId }) };
  await stage.refusals.expect({
    cheat: "borrowed-credential",
    attempt: "otherSecret",
    because: "CIRCUIT_REFUSED",
    act: () => stage.prover.prove({ circuit: prepared.circuit, inputs }),
  });
}

/** A child cannot answer the question, and the answer to an easier one is none. */
export async function pretendAge(stage: Stage, { asked, citizens }: Case): Promise<void> {
  const { chain } = stage;
  const citizen = citizens.minor;
  const context = attestationPlace(chain, asked.policyId);
  await stage.refusals.expect({
    cheat: "under-age",
    attempt: "honestly",
    because: "POLICY_NOT_MET",
    act: () => proveFor(stage, { citizen, asked, context }),
  });
  const easier = parseAskedPolicy(rentSupportForAll(), SCHEMAS);
  const answer = await proveUnchecked(stage, { ...(await trueWorld(stage, { citizen, asked })), asked: easier });
  const presentation = { ...answer, policyId: asked.policyId };
  await stage.refusals.expect({
    cheat: "under-age",
    attempt: "easierQuestion",
    because: "InvalidProof",
    act: async () => attest({ chain, account: await stage.account(HELPER), presentation }),
  });
}

/** All as it is: only the cheater's program asks nobody. */
async function trueWorld(stage: Stage, { citizen, asked }: { citizen: Citizen; asked: PublishedPolicy }) {
  const credential = credentialOf(citizen);
  const { keys, tree } = await readTrust(stage.chain);
  const key = keys.find((each) => each?.did === credential.issuer)!;
  const { statusLists } = credential;
  const status = await openStatusTree({ key, statusLists, source: publishedLists(stage) });
  return {
    ...{ credential, status, trust: tree!, identity: citizen.wallet.identity },
    context: attestationPlace(stage.chain, asked.policyId),
  };
}
