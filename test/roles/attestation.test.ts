import assert from "node:assert/strict";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { readAttested, readRevoked, readWithdrawn } from "../../src/chain/attestation-events.ts";
import { readTrustAge } from "../../src/chain/issuers.ts";
import { advanceTo, latestTime } from "../../src/chain/time.ts";
import {
  parsePresentation,
  presentationText,
  type Presentation,
} from "../../src/protocol/credential/presentation-file.ts";
import { attest, attestationPlace, writeForRelayer } from "../../src/roles/holder/attest.ts";
import { present } from "../../src/roles/holder/present.ts";
import { relayPresentations } from "../../src/roles/holder/relay.ts";
import { prepareWithdrawal, withdraw } from "../../src/roles/holder/withdraw.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../src/roles/published-policy.ts";
import { readFileJson } from "../../src/roles/read-file.ts";
import { attestationStatus } from "../../src/roles/verifier/attestation-status.ts";
import { checkPresentation } from "../../src/roles/verifier/check-presentation.ts";
import { publishPolicy } from "../../src/roles/verifier/publish-policy.ts";
import { retirePolicy } from "../../src/roles/verifier/retire-policy.ts";
import { revokeAttestation } from "../../src/roles/verifier/revoke-attestation.ts";
import { HOLDER, POLICY, STATUS_INDEX } from "../protocol/credential/fixtures.ts";
import { holderOf, openCredentialStage, trustRootOf, type CredentialStage } from "./credential-stage.ts";
import { inFolder } from "./folder.ts";

describe("an attestation, from issuing to withdrawal", () => {
  let stage: CredentialStage;
  let asked: PublishedPolicy;
  let presentation: Presentation;
  const relayer = developmentAccount(4);

  before(async () => {
    stage = await openCredentialStage();
    const { policyId } = await stage.publishPolicy();
    asked = await openPublishedPolicy({ chain: stage.chain, policyId });
  });
  after(() => stage.end());

  const prove = (): Promise<Presentation> =>
    present({ ...holderOf(stage), asked, context: attestationPlace(stage.chain, asked.policyId) });
  const stateOf = async (policyId = asked.policyId): Promise<string> => {
    const { pseudonym } = presentation.signals;
    return (await attestationStatus({ chain: stage.chain, policyId, pseudonym })).state;
  };
  /** A block's second apart, as presentations must be to follow one another. */
  const later = async (): Promise<void> => advanceTo(stage.chain, (await latestTime(stage.chain)) + 61);

  it("is recorded by a relayer, who sees no value of the credential", async () => {
    presentation = await prove();
    // T077: whoever proves under this policy in this minute tells the same time.
    assert.equal(presentation.signals.now % 60n, 0n);
    assert.equal(await stateOf(), "none");
    await inFolder(async (folder) => {
      const to = `${folder}/for-relayer.json`;
      await writeForRelayer({ presentation, to });
      const received = parsePresentation(await readFileJson(to));
      assert.equal(received.disclosure, undefined);
      const [outcome] = await relayPresentations({ chain: stage.chain, account: relayer, presentations: [received] });
      assert.equal(outcome?.state, "recorded");
    });
    assert.equal(await stateOf(), "valid");
    const [event, ...others] = await readAttested(stage.chain, { policyId: asked.policyId });
    assert.equal(others.length, 0);
    assert.equal(event?.pseudonym, presentation.signals.pseudonym);
    assert.equal(event.expiresAt - event.attestedAt, asked.terms.validity);
    assert.deepEqual(event.item.slice(0, 8), presentation.proof);
  });

  it("counts once: sent again it adds nothing, in a batch or alone", async () => {
    const { chain } = stage;
    await assert.rejects(attest({ chain, account: relayer, presentation }), { code: "ALREADY_DONE" });
    const outcomes = await relayPresentations({ chain, account: relayer, presentations: [presentation] });
    assert.deepEqual(outcomes, [{ state: "skipped" }]);
  });

  it("is sent past bad ones in the same batch, each of which is named", async () => {
    const { chain } = stage;
    await later();
    const fresh = await prove();
    const { context, signals, proof } = fresh;
    assert.ok(context.kind === "attestation");
    const bad: Presentation[] = [
      { ...fresh, proof: presentation.proof },
      { ...fresh, signals: { ...signals, pseudonym: 5n as typeof signals.pseudonym } },
      { ...fresh, signals: { ...signals, trustRoot: 6n as typeof signals.trustRoot } },
      { ...fresh, policyId: 99n, context: { ...context, policyId: 99n } },
      { ...fresh, signals: { ...signals, policyHash: 7n as typeof signals.policyHash } },
      { ...fresh, context: { ...context, chainId: 1n } },
    ];
    const presentations = [bad[0]!, bad[1]!, fresh, ...bad.slice(2)];
    const outcomes = await relayPresentations({ chain, account: relayer, presentations });
    const told = outcomes.map((outcome) => (outcome.state === "refused" ? outcome.code : outcome.state));
    assert.deepEqual(told, [
      "PROOF_INVALID",
      "PROOF_INVALID",
      "recorded",
      "PROOF_INVALID",
      "CONTRACT_REFUSED",
      "PRESENTATION_OTHER_POLICY",
      "PRESENTATION_OTHER_CONTEXT",
    ]);
    assert.deepEqual(proof, fresh.proof);
  });

  it("is withdrawn by the holder's secret alone, and not revived by what was proven before", async () => {
    const { chain, prover } = stage;
    await later();
    const older = await prove();
    const request = { chain, prover, identity: HOLDER, policyId: asked.policyId };
    const withdrawal = await prepareWithdrawal(request);
    const other = { ...withdrawal, pseudonym: 1n as typeof withdrawal.pseudonym };
    await assert.rejects(withdraw({ chain, account: relayer, withdrawal: other }), { code: "CONTRACT_REFUSED" });
    await withdraw({ chain, account: relayer, withdrawal });
    assert.equal(await stateOf(), "withdrawn");
    assert.equal((await readWithdrawn(chain, { policyId: asked.policyId })).length, 1);
    await assert.rejects(prepareWithdrawal(request), { code: "ALREADY_DONE" });
    await assert.rejects(attest({ chain, account: relayer, presentation: older }), { code: "ALREADY_DONE" });
    assert.equal(await stateOf(), "withdrawn");
  });

  it("is given anew by a later presentation, and revoked for good by the department's decision", async () => {
    const { chain, verifierAccount, issuerAccount } = stage;
    await later();
    const again = await prove();
    const { expiresAt, gasUsed } = await attest({ chain, account: relayer, presentation: again });
    assert.ok(expiresAt > (await latestTime(chain)) && gasUsed > 0n);
    assert.equal(await stateOf(), "valid");
    const { pseudonym } = again.signals;
    const decision = { chain, policyId: asked.policyId, pseudonym, reason: "false-statement" };
    await assert.rejects(revokeAttestation({ ...decision, account: issuerAccount }), { code: "CONTRACT_REFUSED" });
    await assert.rejects(revokeAttestation({ ...decision, account: verifierAccount, reason: "Chen lied" }), {
      code: "ARGUMENT_INVALID",
    });
    await revokeAttestation({ ...decision, account: verifierAccount });
    assert.equal(await stateOf(), "revoked");
    const [event] = await readRevoked(chain, { pseudonym });
    assert.equal(Buffer.from(event!.reason.slice(2), "hex").toString().replaceAll("\0", ""), "false-statement");
    await later();
    await assert.rejects(attest({ chain, account: relayer, presentation: await prove() }), { code: "ALREADY_DONE" });
  });

  it("T033: is refused when the status lists behind it were replaced too long ago, or the proof is too old", async () => {
    const { chain } = stage;
    const { policyId } = await stage.publishPolicy({ version: 2, maxStatusAgeSeconds: 60, maxClockSkewSeconds: 200 });
    const short = await openPublishedPolicy({ chain, policyId });
    const stale = await present({ ...holderOf(stage), asked: short, context: attestationPlace(chain, policyId) });
    await stage.publishStatus({ revoked: [STATUS_INDEX + 9] });
    assert.notEqual(await trustRootOf(stage), stale.signals.trustRoot);
    await advanceTo(chain, (await latestTime(chain)) + 100);
    assert.ok((await readTrustAge(chain, stale.signals.trustRoot)) >= 100);
    const send = { chain, account: relayer, presentation: stale };
    await assert.rejects(attest(send), { code: "PRESENTATION_STALE", message: /status lists/ });
    await advanceTo(chain, (await latestTime(chain)) + 200);
    await assert.rejects(attest(send), { code: "PRESENTATION_STALE", message: /older than the policy allows/ });
  });

  it("is given for two credentials at once, whose values are shown under the credential's place", async () => {
    const { chain } = stage;
    const show = (attribute: string, show: string) => ({ attribute, predicate: { operator: "exists" }, show });
    const part = { ...POLICY, version: 9, requests: [show("district", "nothing"), show("sex", "clear")] };
    const json = {
      format: "psephos.pair-policy/1",
      first: part,
      second: part,
      equal: [{ first: "district", second: "district" }],
    };
    const { verifierAccount: account, workspace } = stage;
    const { policyId } = await publishPolicy({ chain, account, workspace, json });
    const pair = await openPublishedPolicy({ chain, policyId });
    assert.equal(pair.terms.circuit, "presentation-pair");
    const context = attestationPlace(chain, policyId);
    const request = { ...holderOf(stage), asked: pair, context };
    await assert.rejects(present(request), { code: "POLICY_NOT_MET" });
    const elsewhere = stage.issue({ nonce: 4n, subject: { ...stage.credential.subject, district: "D-08" } });
    await assert.rejects(present({ ...request, credentials: [stage.credential, elsewhere] }), {
      code: "POLICY_NOT_MET",
      message: /not the same/,
    });
    const credentials = [stage.credential, elsewhere, stage.issue({ nonce: 5n })];
    const both = parsePresentation(JSON.parse(presentationText(await present({ ...request, credentials }))));
    await attest({ chain, account: relayer, presentation: both });
    const { pseudonym, shown } = await checkPresentation({ chain, asked: pair, presentation: both, context });
    assert.deepEqual(shown, { "first.sex": "female", "second.sex": "female" });
    assert.equal((await attestationStatus({ chain, policyId, pseudonym })).state, "valid");
  });

  it("is not asked for under a retired policy", async () => {
    const { chain, verifierAccount } = stage;
    const { policyId } = await stage.publishPolicy({ version: 3, onRevocation: "lapses", revocable: false });
    const open = await openPublishedPolicy({ chain, policyId });
    assert.deepEqual([open.terms.lapses, open.terms.revocable, open.retired], [true, false, false]);
    const own = await present({ ...holderOf(stage), asked: open, context: attestationPlace(chain, policyId) });
    const revocation = { chain, account: verifierAccount, policyId, pseudonym: own.signals.pseudonym, reason: "a" };
    await assert.rejects(revokeAttestation(revocation), { code: "CONTRACT_REFUSED", message: /promises/ });
    await retirePolicy({ chain, account: verifierAccount, policyId });
    await assert.rejects(retirePolicy({ chain, account: verifierAccount, policyId }), { code: "ALREADY_DONE" });
    await assert.rejects(attest({ chain, account: relayer, presentation: own }), { code: "PHASE_WRONG" });
    const retired = await openPublishedPolicy({ chain, policyId });
    await assert.rejects(present({ ...holderOf(stage), asked: retired, context: attestationPlace(chain, policyId) }), {
      code: "PHASE_WRONG",
    });
    assert.ok(presentationText(own).length < 5000);
  });
});
