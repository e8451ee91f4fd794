import assert from "node:assert/strict";
import { divideByCofactor, multiplyBase } from "../../src/crypto/babyjubjub.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { openProver } from "../../src/proofs/prove.ts";
import type { CircuitInputs, Prover } from "../../src/proofs/prover.ts";
import {
  attestationContext,
  enrolmentContext,
  withdrawalContext,
  type ContextHash,
} from "../../src/protocol/credential/context.ts";
import { parsePolicy, policyText, type Policy } from "../../src/protocol/credential/policy.ts";
import { PRESENTATION_CIRCUITS, policyTerms } from "../../src/protocol/credential/policy-terms.ts";
import { preparePresentation } from "../../src/protocol/credential/presentation.ts";
import { attestItem, enrolItem } from "../../src/protocol/credential/presentation-file.ts";
import { preparePseudonymProof } from "../../src/protocol/credential/pseudonym-proof.ts";
import { pseudonymOf } from "../../src/protocol/credential/pseudonym.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { hashText } from "../../src/protocol/credential/tags.ts";
import { buildTrustTree } from "../../src/protocol/credential/trust-tree.ts";
import type { StatusTree } from "../../src/protocol/credential/status-tree.ts";
import {
  CLAIMS,
  CREDENTIAL,
  HOLDER,
  ISSUER,
  POLICY,
  RESIDENT,
  STATUS_INDEX,
  VERIFIER,
  statusTree,
} from "../protocol/credential/fixtures.ts";
import { as, atTime, events, mineAt, now, openChain, read, refuses, send, type Chain } from "./support/chain.ts";
import { deployIssuers, newKey, publishStatus, registerKey, type Issuers } from "./support/issuers.ts";
import { deployRegistries, type Registries } from "./support/registries.ts";

const SEALING_POLICY = {
  ...POLICY,
  version: 2,
  onRevocation: "lapses",
  requests: [
    ...POLICY.requests,
    { attribute: "residentSince", predicate: { operator: "greaterThan", value: "2010-01-01" }, show: "sealed" },
  ],
  verifierKey: VERIFIER.publicKey.map(String),
};

/** One citizen's credential from the issuer's key to attestations, with the real circuits, keys and contracts. */
describe("real presentations on chain", () => {
  let chain: Chain;
  let issuers: Issuers;
  let registries: Registries;
  let prover: Prover;
  let status: StatusTree;
  let provenAt: bigint;
  let attested: bigint[];
  const policies = new Map<bigint, Policy>();

  const treeOf = ({ root }: StatusTree) =>
    buildTrustTree([{ issuerKey: ISSUER.publicKey, schemaHash: RESIDENT.hash, statusRoot: root }]);
  const prove = async (circuit: "presentation" | "presentation-plain" | "pseudonym", inputs: object) =>
    (await prover.prove({ circuit, inputs: inputs as CircuitInputs })).words;
  const present = async (policyId: bigint, contextHash: ContextHash) => {
    const { circuit, inputs, signals } = preparePresentation({
      policy: policies.get(policyId)!,
      credential: CREDENTIAL,
      secret: HOLDER.secret,
      now: await now(chain),
      contextHash,
      status,
      trust: await treeOf(status),
      disclosureSalt: 2n ** 129n + policyId,
      ephemeral: 12345n ** 9n,
    });
    return { signals, proof: await prove(circuit as "presentation", inputs) };
  };
  const publish = async (file: object): Promise<bigint> => {
    const policy = parsePolicy(file, SCHEMAS);
    const terms = policyTerms(policy, SCHEMAS.get(policy.schema)!);
    const words = { ...terms, circuit: PRESENTATION_CIRCUITS.indexOf(terms.circuit) };
    const contract = as(registries.policies, registries.department);
    const receipt = await send(contract, "publish", words, policyText(policy));
    const id = events(contract, receipt, "PolicyPublished")[0]![0] as bigint;
    policies.set(id, policy);
    return id;
  };
  const place = () => ({ chainId: chain.chainId, contract: registries.addresses.attestations });
  /** For an attestation under the policy. */
  const presentTo = (policyId: bigint) => present(policyId, attestationContext({ ...place(), policyId }));
  const pseudonym = () => {
    const verifierId = hashText(POLICY.verifier);
    return pseudonymOf({ secret: HOLDER.secret, verifierId, scopeId: hashText(`${POLICY.verifier}#${POLICY.scope}`) });
  };
  const isValid = (id: bigint) => read<boolean>(registries.attestations, "isValid", id, pseudonym());

  before(async () => {
    prover = openProver();
    chain = await openChain();
    const start = await now(chain);
    if (start <= CLAIMS.validFrom) await mineAt(chain, CLAIMS.validFrom + 1n);
    issuers = await deployIssuers(chain, POLICY.verifier);
    registries = await deployRegistries({
      chain,
      issuers: issuers.registry,
      keySource: async (circuit) => (await loadVerifyingKey({ circuit })).verifyingKey,
    });
    status = await statusTree();
    const { key } = await newKey(issuers, 1n);
    const own = { schemaHash: RESIDENT.hash, publicKey: ISSUER.publicKey, endsAt: 1n << 40n };
    const eighth = multiplyBase(divideByCofactor(ISSUER.secret));
    await registerKey(issuers, { key: { ...key, ...own }, eighth }, status.root);
    await publish(POLICY);
    await publish(SEALING_POLICY);
  });
  after(() => prover.close());

  it("attests what the circuit without sealed values proves", async () => {
    const presentation = await presentTo(1n);
    attested = attestItem(presentation);
    await send(registries.attestations, "attest", 1n, attested);
    provenAt = presentation.signals.now;
    assert.equal(await isValid(1n), true);
    assert.equal(presentation.signals.pseudonym, pseudonym());
  });

  it("T020: refuses it with any signal changed, and under another policy", async () => {
    for (let at = 8; at < attested.length; at++) {
      await refuses("InvalidProof()", registries.attestations, "attest", 1n, attested.with(at, attested[at]! ^ 1n));
    }
    await refuses("InvalidProof()", registries.attestations, "attest", 2n, attested);
    await refuses("NothingAccepted()", registries.attestations, "attest", 1n, attested);
  });

  it("attests what the circuit with sealed values proves, under a policy that lapses", async () => {
    await mineAt(chain, (await now(chain)) + 10n);
    const presentation = await presentTo(2n);
    await send(registries.attestations, "attest", 2n, attestItem(presentation));
    assert.equal(await isValid(2n), true);
    await mineAt(chain, (await now(chain)) + BigInt(POLICY.maxStatusAgeSeconds));
    assert.deepEqual([await isValid(1n), await isValid(2n)], [true, false]);
  });

  it("withdraws by a proof of the pseudonym alone, once, and starts anew with a newer presentation", async () => {
    const contextHash = withdrawalContext({ ...place(), policyId: 1n, provenAt });
    const verifierId = hashText(POLICY.verifier);
    const scopeId = hashText(`${POLICY.verifier}#${POLICY.scope}`);
    const { inputs, signals } = preparePseudonymProof({ secret: HOLDER.secret, verifierId, scopeId, contextHash });
    const proof = await prove("pseudonym", inputs);
    await refuses("NotAttested", registries.attestations, "withdraw", 1n, signals.pseudonym + 1n, proof);
    await refuses("InvalidProof()", registries.attestations, "withdraw", 2n, signals.pseudonym, proof);
    const early = await presentTo(1n);
    await send(registries.attestations, "withdraw", 1n, signals.pseudonym, proof);
    assert.equal(await isValid(1n), false);
    await refuses("NothingAccepted()", registries.attestations, "attest", 1n, attestItem(early));

    await mineAt(chain, (await now(chain)) + 10n);
    const renewed = await presentTo(1n);
    await send(registries.attestations, "attest", 1n, attestItem(renewed));
    assert.equal(await isValid(1n), true);
    await refuses("InvalidProof()", registries.attestations, "withdraw", 1n, signals.pseudonym, proof);
  });

  it("enrols a commitment by a presentation that names it, and no other one", async () => {
    const enrolments = as(registries.enrolments, registries.department);
    await send(enrolments, "open", 1n, "Residents", 0n, 1n << 60n);
    const commitment = VERIFIER.commitment;
    const contract = registries.addresses.enrolments;
    const context = enrolmentContext({ chainId: chain.chainId, contract, enrolmentId: 1n, commitment });
    const item = enrolItem(await present(1n, context));
    await refuses("WrongContext", enrolments, "enrol", 1n, item, [commitment + 1n]);
    const other = enrolmentContext({ chainId: chain.chainId, contract, enrolmentId: 1n, commitment: commitment + 1n });
    await refuses("InvalidProof()", enrolments, "enrol", 1n, item.with(8, other), [commitment + 1n]);
    await send(enrolments, "enrol", 1n, item, [commitment]);
    assert.equal(await read(enrolments, "isEnrolled", 1n, pseudonym()), true);
  });

  it("T033: takes the old trust root for maxStatusAge after a new status, and a revoked credential never again", async () => {
    await mineAt(chain, (await now(chain)) + 10n);
    const before = attestItem(await presentTo(1n));
    const late = attestItem(await presentTo(2n));
    const revoked = await statusTree({ revoked: [STATUS_INDEX] });
    await publishStatus(issuers, 0, revoked.root);
    const publishedAt = await now(chain);
    assert.equal(await read(issuers.registry, "trustRoot"), (await treeOf(revoked)).root);
    await send(registries.attestations, "attest", 1n, before);
    status = revoked;
    await assert.rejects(presentTo(1n), /revoked/);

    // The old root still lets the holder prove, but no longer than the policy allows, and no attestation outlasts that.
    const limit = publishedAt + BigInt(POLICY.maxStatusAgeSeconds);
    await atTime(chain, publishedAt + 100n);
    await send(registries.attestations, "attest", 2n, late);
    const record = await read<{ expiresAt: bigint }>(registries.attestations, "attestation", 2n, pseudonym());
    assert.equal(record.expiresAt, limit);
    status = await statusTree();
    await mineAt(chain, limit + 1n);
    const tooLate = attestItem(await presentTo(1n));
    await refuses("TrustRootTooOld", registries.attestations, "attest", 1n, tooLate);
  });
});
