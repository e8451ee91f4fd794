import { multiplyBase } from "../../src/crypto/babyjubjub.ts";
import type { MerkleTree } from "../../src/crypto/merkle.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import type { CircuitInputs } from "../../src/proofs/prover.ts";
import { sessionContext } from "../../src/protocol/credential/context.ts";
import { signClaims, type Claims, type SignedClaims } from "../../src/protocol/credential/credential.ts";
import { parsePairPolicy } from "../../src/protocol/credential/pair-policy.ts";
import { preparePairPresentation } from "../../src/protocol/credential/pair-presentation.ts";
import { ATTRIBUTE_COUNT } from "../../src/protocol/credential/params.ts";
import { parsePolicy } from "../../src/protocol/credential/policy.ts";
import { preparePresentation } from "../../src/protocol/credential/presentation.ts";
import { pseudonymOf } from "../../src/protocol/credential/pseudonym.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { emptyList } from "../../src/protocol/credential/status-list.ts";
import { StatusTree } from "../../src/protocol/credential/status-tree.ts";
import { buildTrustTree } from "../../src/protocol/credential/trust-tree.ts";
import { createIdentity, type Identity } from "../../src/protocol/identity.ts";

const RESIDENT = SCHEMAS.get("urn:psephos:schema:resident-identity:1")!;
const NOW = 1_800_000_000n;
const YEAR = 31_536_000n;
/** A full registry: the proof's cost does not depend on it, the way to the root does. */
const ISSUERS = 16;

export function drawIdentity(): Identity {
  return createIdentity(globalThis.crypto.getRandomValues(new Uint8Array(32)));
}

/** A resident of two districts, of age, shows a nationality: in the clear, or sealed to the office's key. */
export async function presentationSample({ sealing }: { sealing: boolean }): Promise<CircuitInputs> {
  const { holder, trust, status, credentials } = await registry(1);
  const { inputs } = preparePresentation({
    ...circumstances({ holder, trust }),
    policy: parsePolicy(policyJson(sealing), SCHEMAS),
    credential: credentials[0]!,
    status,
    ephemeral: sealing ? randomScalar() : undefined,
  });
  return { ...inputs };
}

/** The same asked of credentials of two issuers, with the district equal in both. */
export async function pairSample(): Promise<CircuitInputs> {
  const { holder, trust, status, credentials } = await registry(2);
  const policy = policyJson(false);
  const equal = [{ first: "district", second: "district" }];
  const { inputs } = preparePairPresentation({
    ...circumstances({ holder, trust }),
    policy: parsePairPolicy({ format: "psephos.pair-policy/1", first: policy, second: policy, equal }, SCHEMAS),
    first: { credential: credentials[0]!, status },
    second: { credential: credentials[1]!, status },
  });
  return { ...inputs };
}

function circumstances({ holder, trust }: { holder: Identity; trust: MerkleTree }) {
  const contextHash = sessionContext({ origin: "https://housing.example", nonce: "bench" });
  return { secret: holder.secret, now: NOW, contextHash, trust, disclosureSalt: randomScalar() };
}

/** A holder with a credential from each of the first issuers. */
async function registry(credentialCount: number) {
  const holder = drawIdentity();
  const issuers = Array.from({ length: ISSUERS }, drawIdentity);
  const status = await StatusTree.of({ revocation: emptyList(), suspension: emptyList() });
  const trust = await buildTrustTree(
    issuers.map(({ publicKey }) => ({ issuerKey: publicKey, schemaHash: RESIDENT.hash, statusRoot: status.root })),
  );
  const credentials = issuers.slice(0, credentialCount).map((issuer) => issueTo(holder, issuer));
  return { holder, trust, status, credentials };
}

function issueTo(holder: Identity, issuer: Identity): SignedClaims {
  const subject = {
    familyName: "Bench",
    givenName: "Ada",
    birthDate: "1990-05-17",
    sex: "female",
    nationality: "156",
    personNumber: "110101199005170028",
    district: "D-07",
    address: "12 Harbour Street",
    residentSince: "2015-09-01",
    permanentResident: true,
  };
  const claims: Claims = {
    schema: RESIDENT,
    subject,
    holder: holder.commitment,
    validFrom: NOW - YEAR,
    validUntil: NOW + YEAR,
    statusIndex: 94_567,
    salts: Array.from({ length: ATTRIBUTE_COUNT }, randomScalar),
    nonce: randomScalar(),
  };
  return signClaims(claims, issuer);
}

export function pseudonymSample(): CircuitInputs {
  const { secret } = drawIdentity();
  const [verifierId, scopeId] = [1n, 2n];
  return { verifierId, scopeId, contextHash: 3n, pseudonym: pseudonymOf({ secret, verifierId, scopeId }), secret };
}

function policyJson(sealing: boolean): unknown {
  const text = (en: string) => ({ en, zh: en });
  const key = multiplyBase(randomScalar());
  return {
    format: "psephos.policy/1",
    verifier: "did:web:housing.example",
    scope: "subsidy",
    version: 1,
    title: text("Housing subsidy"),
    purpose: { id: "dpv:ServiceProvision", text: text("To check an application."), legalBasis: text("Housing Act.") },
    schema: RESIDENT.id,
    requests: [
      { attribute: "birthDate", predicate: { operator: "lessOrEqual", value: "2008-01-01" }, show: "nothing" },
      { attribute: "district", predicate: { operator: "in", values: ["D-07", "D-09"] }, show: "nothing" },
      { attribute: "nationality", predicate: { operator: "exists" }, show: sealing ? "sealed" : "clear" },
    ],
    ...(sealing ? { verifierKey: key.map(String) } : {}),
    retentionDays: 30,
    maxStatusAgeSeconds: 86_400,
    maxClockSkewSeconds: 300,
    validitySeconds: 2_592_000,
    onRevocation: "stands",
    revocable: true,
  };
}
