import assert from "node:assert/strict";
import { multiplyBase } from "../../../src/crypto/babyjubjub.ts";
import {
  attestationContext,
  consentContext,
  enrolmentContext,
  erasureContext,
  sessionContext,
  withdrawalContext,
} from "../../../src/protocol/credential/context.ts";
import { checkDisclosure, disclosureHash, openValue } from "../../../src/protocol/credential/disclosure.ts";
import { decodeValue } from "../../../src/protocol/credential/encoding.ts";
import { parsePolicy } from "../../../src/protocol/credential/policy.ts";
import {
  preparePresentation,
  presentationSignals,
  type PresentationInput,
} from "../../../src/protocol/credential/presentation.ts";
import { attributeNamed } from "../../../src/protocol/credential/schema.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { pseudonymOf } from "../../../src/protocol/credential/pseudonym.ts";
import { signClaims } from "../../../src/protocol/credential/credential.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { honestWitness, sat, twin } from "../../circuits/harness.ts";
import { PLAIN, SEALING } from "../../circuits/credential/mains.ts";
import {
  CLAIMS,
  CREDENTIAL,
  HOLDER,
  ISSUER,
  POLICY,
  STATUS_INDEX,
  VERIFIER,
  registry,
  statusTree,
} from "./fixtures.ts";

const NOW = CLAIMS.validFrom + 1000n;
const SEALING_POLICY = {
  ...POLICY,
  requests: [
    ...POLICY.requests,
    { attribute: "residentSince", predicate: { operator: "greaterThan", value: "2010-01-01" }, show: "sealed" },
  ],
  verifierKey: VERIFIER.publicKey.map(String),
};

async function given(changes: Partial<PresentationInput> = {}, policy: object = POLICY): Promise<PresentationInput> {
  const status = await statusTree({ revoked: [STATUS_INDEX - 1], suspended: [STATUS_INDEX + 1] });
  return {
    policy: parsePolicy(policy, SCHEMAS),
    credential: CREDENTIAL,
    secret: HOLDER.secret,
    now: NOW,
    contextHash: sessionContext({ origin: "https://housing.example", nonce: "n-1" }),
    status,
    trust: await registry(status),
    disclosureSalt: 2n ** 129n + 3n,
    ...changes,
  };
}

const refusal = (pattern: RegExp) => (error: unknown) =>
  isPsephosError(error, "POLICY_NOT_MET") && pattern.test((error as Error).message);

describe("presentation inputs", () => {
  it("satisfy the circuit, with the public signals in its order", async () => {
    const { circuit, inputs, signals } = preparePresentation(await given());
    assert.equal(circuit, "presentation-plain");
    const built = await twin(PLAIN);
    const witness = honestWitness(built, inputs);
    assert.equal(sat(built, witness), true);
    assert.deepEqual(witness.slice(1, 7), presentationSignals(signals));
  });

  it("satisfy the circuit with a sealed value, which the verifier alone opens", async () => {
    const { circuit, inputs, signals, disclosure } = preparePresentation(
      await given({ ephemeral: 12345n ** 9n }, SEALING_POLICY),
    );
    assert.equal(circuit, "presentation");
    const built = await twin(SEALING);
    const witness = honestWitness(built, inputs);
    assert.equal(sat(built, witness), true);
    assert.deepEqual(witness.slice(1, 7), presentationSignals(signals));

    const { sealed, clear } = checkDisclosure(disclosure, signals.disclosureHash);
    const open = (verifierSecret: bigint) => openValue({ sealed: sealed!, slot: 3, verifierSecret });
    const since = attributeNamed(CREDENTIAL.schema, "residentSince");
    assert.equal(decodeValue(since, open(VERIFIER.secret)), "2015-09-01");
    assert.notEqual(open(ISSUER.secret), open(VERIFIER.secret));
    assert.equal(decodeValue(attributeNamed(CREDENTIAL.schema, "nationality"), clear[2]!), "156");
    assert.deepEqual([clear[0], clear[1], clear[3]], [0n, 0n, 0n]);
  });

  it("tell a holder why a policy cannot be met", async () => {
    const revoked = await statusTree({ revoked: [STATUS_INDEX] });
    const suspended = await statusTree({ suspended: [STATUS_INDEX] });
    const cases: [Partial<PresentationInput>, RegExp][] = [
      [{ secret: ISSUER.secret }, /another identity/],
      [{ now: CLAIMS.validFrom - 1n }, /not valid yet/],
      [{ now: CLAIMS.validUntil }, /expired/],
      [{ status: revoked, trust: await registry(revoked) }, /revoked/],
      [{ status: suspended, trust: await registry(suspended) }, /suspended/],
    ];
    for (const [changes, pattern] of cases) {
      const input = await given(changes);
      assert.throws(() => preparePresentation(input), refusal(pattern));
    }
    const young = {
      ...POLICY,
      requests: [{ ...POLICY.requests[0]!, predicate: { operator: "greaterThan", value: "2008-01-01" } }],
    };
    const input = await given({}, young);
    assert.throws(() => preparePresentation(input), refusal(/birthDate is not as asked/));
    const portrait = {
      ...POLICY,
      requests: [{ attribute: "portraitHash", predicate: { operator: "exists" }, show: "nothing" }],
    };
    const missing = await given({}, portrait);
    assert.throws(() => preparePresentation(missing), refusal(/no portraitHash/));
  });

  it("refuse an altered credential and an issuer that the registry does not trust", async () => {
    const altered = await given({
      credential: { ...CREDENTIAL, subject: { ...CREDENTIAL.subject, birthDate: "1980-05-17" } },
    });
    assert.throws(
      () => preparePresentation(altered),
      (error) => isPsephosError(error, "CREDENTIAL_SIGNATURE_INVALID"),
    );
    const forged = await given({ credential: signClaims(CLAIMS, HOLDER) });
    assert.throws(
      () => preparePresentation(forged),
      (error) => isPsephosError(error, "ISSUER_NOT_TRUSTED"),
    );
    const stale = await given({ trust: await registry(await statusTree()) });
    assert.throws(
      () => preparePresentation(stale),
      (error) => isPsephosError(error, "ISSUER_NOT_TRUSTED"),
    );
  });
});

describe("pseudonyms", () => {
  it("T077: share no word between scopes and verifiers, and nothing with the commitment", async () => {
    const words = new Set<bigint>();
    for (const [verifier, scope] of [
      ["did:web:a.example", "one"],
      ["did:web:a.example", "two"],
      ["did:web:b.example", "one"],
    ] as const) {
      const { signals } = preparePresentation(await given({}, { ...POLICY, verifier, scope }));
      words.add(signals.pseudonym).add(signals.policyHash);
    }
    assert.equal(words.size, 6);
    assert.ok(!words.has(HOLDER.commitment));
  });

  it("T079: are not found from all that an issuer knows", async () => {
    const { signals, inputs } = preparePresentation(await given());
    const verifierId = inputs.verifierId as bigint;
    const scopeId = inputs.scopeId as bigint;
    const { salts, nonce, holder, signature, issuerKey } = CREDENTIAL;
    const known = [
      holder,
      ...HOLDER.publicKey,
      nonce,
      ...salts,
      ...signature.r8,
      signature.s,
      ...issuerKey,
      ISSUER.secret,
    ];
    for (const guess of known) {
      assert.notEqual(pseudonymOf({ secret: guess as typeof HOLDER.secret, verifierId, scopeId }), signals.pseudonym);
    }
    // The one thing that it lacks.
    assert.equal(pseudonymOf({ secret: HOLDER.secret, verifierId, scopeId }), signals.pseudonym);
    assert.deepEqual(multiplyBase(HOLDER.secret), HOLDER.publicKey);
  });

  it("T078: a disclosed value is not found by trying all values against the public hash", async () => {
    const { disclosure, signals } = preparePresentation(await given());
    assert.equal(disclosureHash(disclosure), signals.disclosureHash);
    for (let country = 0n; country < 1000n; country++) {
      const guess = { salt: 0n, clear: [0n, 0n, country, 0n] };
      assert.notEqual(disclosureHash(guess), signals.disclosureHash);
    }
    assert.throws(
      () => checkDisclosure({ ...disclosure, clear: [0n, 0n, 840n, 0n] }, signals.disclosureHash),
      (error) => isPsephosError(error, "DISCLOSURE_INVALID"),
    );
  });
});

describe("presentation contexts", () => {
  it("differ by kind and by everything that they name", () => {
    const contract = `0x${"11".repeat(20)}`;
    const place = { chainId: 1n, contract };
    const enrolment = { ...place, enrolmentId: 1n, commitment: 1n };
    const attestation = { ...place, policyId: 1n };
    const withdrawal = { ...attestation, provenAt: 1n };
    const consent = { consentId: "c-1", noticeHash: `0x${"33".repeat(32)}`, viewingKey: HOLDER.publicKey };
    const hashes = [
      sessionContext({ origin: "https://a.example", nonce: "1" }),
      sessionContext({ origin: "https://a.example", nonce: "2" }),
      sessionContext({ origin: "https://b.example", nonce: "1" }),
      attestationContext(attestation),
      attestationContext({ ...attestation, chainId: 2n }),
      attestationContext({ ...attestation, contract: `0x${"22".repeat(20)}` }),
      attestationContext({ ...attestation, policyId: 2n }),
      enrolmentContext(enrolment),
      enrolmentContext({ ...enrolment, commitment: 2n }),
      enrolmentContext({ ...enrolment, enrolmentId: 2n }),
      enrolmentContext({ ...enrolment, chainId: 2n }),
      withdrawalContext(withdrawal),
      withdrawalContext({ ...withdrawal, policyId: 2n }),
      withdrawalContext({ ...withdrawal, provenAt: 2n }),
      consentContext(consent),
      consentContext({ ...consent, consentId: "c-2" }),
      consentContext({ ...consent, noticeHash: `0x${"44".repeat(32)}` }),
      consentContext({ ...consent, viewingKey: ISSUER.publicKey }),
      erasureContext({ requestId: "c-1", targets: ["consents"] }),
      erasureContext({ requestId: "c-1", targets: ["access-records"] }),
      erasureContext({ requestId: "c-1", targets: ["access-records", "consents"] }),
    ];
    assert.equal(new Set(hashes).size, hashes.length);
    for (const hash of hashes) assert.ok(hash < 2n ** 248n);
  });
});
