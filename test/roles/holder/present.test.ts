import assert from "node:assert/strict";
import { toUtf8Bytes, type Contract } from "ethers";
import { publishPolicy as sendPolicy } from "../../../src/chain/policies.ts";
import { latestTime } from "../../../src/chain/time.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import type { Prover } from "../../../src/proofs/prover.ts";
import type { Credential } from "../../../src/protocol/credential/credential-json.ts";
import { parseAskedPolicy } from "../../../src/protocol/credential/asked-policy.ts";
import { policyTerms, type PolicyTerms } from "../../../src/protocol/credential/policy-terms.ts";
import { parsePolicy, policyText } from "../../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { attestationPlace } from "../../../src/roles/holder/attest.ts";
import { present, type PresentRequest } from "../../../src/roles/holder/present.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../../src/roles/published-policy.ts";
import type { StatusListSource } from "../../../src/roles/status-lists.ts";
import { publishPolicy } from "../../../src/roles/verifier/publish-policy.ts";
import { PAIR_POLICY } from "../../protocol/credential/pair-fixtures.ts";
import { POLICY, RESIDENT, STATUS_INDEX, VERIFIER } from "../../protocol/credential/fixtures.ts";
import { holderOf, listFiles, openCredentialStage, type CredentialStage } from "../credential-stage.ts";

/** Nothing that is refused may cost the holder a proof. */
const noProver: Prover = {
  prove: () => Promise.reject(new Error("a proof was made")),
  proveMany: () => Promise.reject(new Error("proofs were made")),
  close: () => Promise.resolve(),
};

describe("a holder who is asked for a presentation", () => {
  let stage: CredentialStage;
  let asked: PublishedPolicy;
  before(async () => {
    stage = await openCredentialStage();
    const { policyId } = await stage.publishPolicy();
    asked = await openPublishedPolicy({ chain: stage.chain, policyId });
  });
  after(() => stage.end());

  const context = { kind: "session", origin: "https://housing.example", nonce: "n" } as const;
  const answer = (changes: Partial<PresentRequest> = {}) =>
    present({ ...holderOf(stage), prover: noProver, asked, context, ...changes });
  const refused = (call: Promise<unknown>, code: ErrorCode, message: RegExp): Promise<void> =>
    assert.rejects(call, { code, message });
  const withOnly = (...credentials: Credential[]) => answer({ credentials });

  it("is told before proving that the credential has expired, or is not valid yet", async () => {
    const now = BigInt(await latestTime(stage.chain));
    await refused(withOnly(stage.issue({ validUntil: now })), "POLICY_NOT_MET", /expired/);
    await refused(withOnly(stage.issue({ validFrom: now + 500n })), "POLICY_NOT_MET", /not valid yet/);
  });

  it("is told before proving that the credential is revoked or suspended", async () => {
    await stage.publishStatus({ revoked: [STATUS_INDEX] });
    await refused(answer(), "POLICY_NOT_MET", /is revoked/);
    await stage.publishStatus({ suspended: [STATUS_INDEX] });
    await refused(answer(), "POLICY_NOT_MET", /is suspended/);
    await stage.publishStatus({});
    await assert.rejects(answer(), /a proof was made/);
  });

  it("is told that no credential fits, whose issuer is not trusted, and that another's is not hers", async () => {
    await refused(withOnly(), "POLICY_NOT_MET", /holds no credential of urn:psephos:schema:resident-identity:1/);
    await refused(withOnly(stage.issue({ holder: VERIFIER.commitment })), "POLICY_NOT_MET", /holds no credential/);
    await refused(withOnly(stage.issue({}, VERIFIER)), "ISSUER_NOT_TRUSTED", /does not trust the key/);
    const renamed = { ...stage.credential, issuer: POLICY.verifier };
    await refused(withOnly(renamed), "ISSUER_NOT_TRUSTED", /another department's name/);
    const altered = { ...stage.credential, subject: { ...stage.credential.subject, birthDate: "1950-01-01" } };
    await refused(withOnly(altered), "CREDENTIAL_SIGNATURE_INVALID", /altered/);
  });

  it("uses the credential that fits, whatever stands before it", async () => {
    const expired = stage.issue({ validUntil: BigInt(await latestTime(stage.chain)) });
    const child = stage.issue({
      subject: { ...stage.credential.subject, birthDate: "2020-01-01" },
      validFrom: stage.credential.validFrom + 1n,
    });
    await assert.rejects(withOnly(child, expired, stage.credential), /a proof was made/);
    await refused(withOnly(child, expired), "POLICY_NOT_MET", /birthDate is not as asked/);
  });

  it("refuses status lists that are not those of the registry, and lists in each other's place", async () => {
    const [marked, honest] = [await listFiles({ revoked: [1] }), await listFiles({})];
    const sourceOf = (files: typeof honest): StatusListSource => ({
      fetch: (url) => Promise.resolve(url.endsWith("revocation") ? files.revocation : files.suspension),
    });
    await refused(answer({ source: sourceOf(marked) }), "PUBLIC_FILE_ALTERED", /not the files that the registry names/);
    const exchanged = { revocation: honest.suspension, suspension: honest.revocation };
    await refused(answer({ source: sourceOf(exchanged) }), "PUBLIC_FILE_ALTERED", /not the files/);
    const text = { revocation: toUtf8Bytes("{"), suspension: honest.suspension };
    await refused(answer({ source: sourceOf(text) }), "PUBLIC_FILE_ALTERED", /not the files/);
  });

  it("T104: refuses a node that leaves a revocation out of the registry's events", async () => {
    await stage.publishStatus({ revoked: [STATUS_INDEX] });
    const { issuers } = stage.chain.contracts;
    const onlyFirst = async (...question: Parameters<Contract["queryFilter"]>) => {
      const logs = await issuers.queryFilter(...question);
      const isStatus = logs.some((log) => "eventName" in log && log.eventName === "StatusPublished");
      return isStatus ? logs.slice(0, 1) : logs;
    };
    const forgetful = new Proxy(issuers, {
      get: (target, name): unknown => (name === "queryFilter" ? onlyFirst : Reflect.get(target, name)),
    });
    const chain = { ...stage.chain, contracts: { ...stage.chain.contracts, issuers: forgetful } };
    await refused(answer({ chain }), "TRUST_TREE_UNTRUSTED", /leaves something out/);
    await stage.publishStatus({});
  });

  it("proves for a record under no other policy than the one asked", async () => {
    const other = attestationPlace(stage.chain, asked.policyId + 1n);
    await refused(answer({ context: other }), "ARGUMENT_INVALID", /context/);
    await assert.rejects(answer({ context: attestationPlace(stage.chain, asked.policyId) }), /a proof was made/);
  });

  describe("under a policy whose terms on chain are not those of its text", () => {
    const publish = async (changes: Partial<PolicyTerms>, text?: string): Promise<bigint> => {
      const policy = parsePolicy({ ...POLICY, scope: `lie-${counter++}` }, SCHEMAS);
      const terms = { ...policyTerms(policy, RESIDENT), ...changes };
      const { chain, verifierAccount: account } = stage;
      return (await sendPolicy({ chain, account, terms, text: text ?? policyText(policy) })).policyId;
    };
    let counter = 0;

    it("refuses it with the reason", async () => {
      const { chain } = stage;
      const scope = parsePolicy(POLICY, SCHEMAS);
      const lies: [Partial<PolicyTerms>, RegExp, string?][] = [
        [{ policyHash: 5n as PolicyTerms["policyHash"] }, /its policyHash do not follow/],
        [{ scopeId: 5n, validity: 60 }, /its scopeId, validity do not follow/],
        [{ lapses: true, revocable: false }, /its lapses, revocable do not follow/],
        [{ circuit: "presentation" }, /its circuit do not follow/],
        [{}, /not JSON/, "no policy"],
        [{}, /unknown|Unrecognized|extra/i, JSON.stringify({ ...POLICY, extra: 1 })],
        [{}, /canonical/, JSON.stringify(POLICY)],
        [{}, /departmentId/, policyText({ ...scope, verifier: "did:web:other.example" })],
      ];
      for (const [changes, message, text] of lies) {
        const policyId = await publish({ ...changes, ...(text === undefined ? {} : freshHash()) }, text);
        await refused(openPublishedPolicy({ chain, policyId }), "POLICY_UNTRUSTED", message);
      }
      await refused(openPublishedPolicy({ chain, policyId: 999n }), "CONTRACT_REFUSED", /no policy 999/);
    });

    it("refuses one on two credentials likewise", async () => {
      const { chain, verifierAccount: account } = stage;
      const pair = parseAskedPolicy(PAIR_POLICY, SCHEMAS);
      const one = parseAskedPolicy(PAIR_POLICY.first, SCHEMAS);
      const { policyHash, circuit } = one.terms;
      const lies: [Partial<PolicyTerms>, RegExp, string?][] = [
        [{ policyHash }, /its policyHash do not follow/],
        [{ circuit, ...freshHash(2001) }, /its policyHash, circuit do not follow/],
        [{ scopeId: 5n, ...freshHash(2002) }, /its scopeId, policyHash do not follow/],
        [{ maxStatusAge: 60, maxClockSkew: 30, ...freshHash(2003) }, /policyHash, maxStatusAge, maxClockSkew do not/],
        [freshHash(2004), /its policyHash, circuit do not follow/, one.text],
        [freshHash(2005), /canonical/, JSON.stringify(PAIR_POLICY)],
        [freshHash(2006), /may/, JSON.stringify({ ...PAIR_POLICY, first: { ...PAIR_POLICY.first, version: 2 } })],
      ];
      for (const [changes, message, text = pair.text] of lies) {
        const { policyId } = await sendPolicy({ chain, account, terms: { ...pair.terms, ...changes }, text });
        await refused(openPublishedPolicy({ chain, policyId }), "POLICY_UNTRUSTED", message);
      }
      const { policyId } = await sendPolicy({ chain, account, terms: pair.terms, text: pair.text });
      assert.deepEqual(await openPublishedPolicy({ chain, policyId }), { ...pair, policyId, retired: false });
    });

    /** The registry takes each hash once. */
    function freshHash(number = 1000 + counter): Partial<PolicyTerms> {
      return { policyHash: BigInt(number) as PolicyTerms["policyHash"] };
    }
  });

  it("departments publish for themselves alone, and nothing that is no policy", async () => {
    const { chain, issuerAccount: account } = stage;
    const publish = (json: unknown) => publishPolicy({ chain, account, workspace: stage.workspace, json });
    await refused(publish(POLICY), "ACCOUNT_REFUSED", /does not act for did:web:housing\.example/);
    await refused(publish({ ...POLICY, verifier: "did:web:unknown.example" }), "ACCOUNT_REFUSED", /does not know/);
    await refused(publish({ ...POLICY, requests: [] }), "POLICY_MALFORMED", /requests/);
    await refused(stage.publishPolicy(), "ALREADY_DONE", /published already, as number 1/);
  });
});
