import assert from "node:assert/strict";
import type { FastifyInstance } from "fastify";
import { developmentAccount } from "../../../../src/chain/accounts.ts";
import { isAttested } from "../../../../src/chain/attestations.ts";
import { readWithdrawn } from "../../../../src/chain/attestation-events.ts";
import { isEnrolled, openEnrolment } from "../../../../src/chain/enrolments.ts";
import { retirePolicy } from "../../../../src/chain/policies.ts";
import { isCast } from "../../../../src/chain/elections.ts";
import { isPsephosError } from "../../../../src/errors.ts";
import { advanceTo, latestTime } from "../../../../src/chain/time.ts";
import {
  presentationText,
  withoutDisclosure,
  type Presentation,
} from "../../../../src/protocol/credential/presentation-file.ts";
import { parseBallot } from "../../../../src/protocol/words.ts";
import { attestationPlace } from "../../../../src/roles/holder/attest.ts";
import { prepareEnrolment } from "../../../../src/roles/holder/enrol.ts";
import { watchWithdrawal } from "../../../../src/roles/holder/watch-withdrawal.ts";
import { prepareWithdrawal } from "../../../../src/roles/holder/withdraw.ts";
import { present } from "../../../../src/roles/holder/present.ts";
import { openPublishedPolicy } from "../../../../src/roles/published-policy.ts";
import { getRelay, getRelayEntry, streamRelayEntry } from "../../../../src/server/api/relay.ts";
import { createClient, type Client } from "../../../../src/server/client/client.ts";
import { contentOf, followRelay, submitToRelay, type RelaySubmission } from "../../../../src/server/client/relay.ts";
import type { Part } from "../../../../src/server/part.ts";
import { relayerPart } from "../../../../src/server/relayer/relayer-part.ts";
import { DEFAULT_RELAYER_SETTINGS } from "../../../../src/server/relayer/settings.ts";
import { createTelemetry } from "../../../../src/server/telemetry.ts";
import { holdCeremony, makeBallots, openElection } from "../../../../scripts/bench/stage.ts";
import { holderOf, openCredentialStage, type CredentialStage } from "../../../roles/credential-stage.ts";
import { servedApp } from "../../support/app.ts";
import { openEmbedded } from "../../support/both-stores.ts";
import type { Store } from "../../../../src/server/store/store.ts";

const RULES = { optionCount: 2, maxValue: 1, minTotal: 1, maxTotal: 1, quadratic: false, distinct: false, blank: false, weighted: false }; // prettier-ignore
const RELAYER = developmentAccount(9);

describe("relayer, from HTTP to the chain, with real proofs", () => {
  let stage: CredentialStage;
  let store: Store;
  let part: Part;
  let app: FastifyInstance;
  let client: Client;
  let url: string;

  before(async () => {
    stage = await openCredentialStage();
    store = await openEmbedded();
    const config = { ...DEFAULT_RELAYER_SETTINGS, minDelaySeconds: 0, maxDelaySeconds: 1, closingMarginSeconds: 5 };
    const telemetry = createTelemetry({ level: "silent" });
    part = relayerPart({ store, chain: stage.chain, account: RELAYER, config, telemetry });
    await part.start();
    ({ app, url } = await servedApp({ routes: part.routes }));
    client = createClient({ url });
  });

  after(async () => {
    await app.close();
    await part.stop();
    await store.close();
    await stage.end();
  });

  /** Sends it, and waits until the chain itself says that it has it. */
  async function relayed(submission: RelaySubmission, isIncluded: () => Promise<boolean>): Promise<string> {
    const latest = (await latestTime(stage.chain)) + 1_000;
    const receipt = await submitToRelay({ client, relayer: RELAYER.address, submission, latest });
    const chainTime = (): Promise<number> => latestTime(stage.chain);
    const told: string[] = [];
    for await (const { included, complaint } of followRelay({ client, receipt, isIncluded, chainTime, pollMs: 100 })) {
      told.push(complaint ?? String(included));
    }
    assert.equal(told.at(-1), "true");
    assert.equal((await submitToRelay({ client, relayer: RELAYER.address, submission, latest, earlier: receipt })).ticket, receipt.ticket); // prettier-ignore
    return receipt.ticket;
  }

  it("casts a ballot that the voter's own node then has, and says that it is final", async () => {
    const { chain, prover, organizer } = stage;
    const setting = { chain, prover, organizer };
    const ceremony = await holdCeremony(setting, { trusteeCount: 2, threshold: 2 });
    const { electionId, terms, voters } = await openElection(setting, { ceremony, rules: RULES, voterCount: 2 });
    const [words] = await makeBallots(prover, { terms, votes: [{ voter: voters[0]!, values: [1, 0] }] });
    const ballot = parseBallot(words!, 2);
    const contract = chain.deployment.addresses.elections;
    const submission = { kind: "ballot", chainId: BigInt(chain.chainId), contract, electionId, ballot } as const;
    const ticket = await relayed(submission, () => isCast({ chain, electionId, nullifier: ballot.nullifier }));
    const states: string[] = [];
    for await (const { data } of client.events(streamRelayEntry, { params: { ticket } })) states.push(data.state);
    assert.equal(states.at(-1), "final");
    const entry = await client.call(getRelayEntry, { params: { ticket } });
    const receipt = await chain.provider.getTransactionReceipt(entry.transactionHash!);
    assert.ok(receipt !== null);
    assert.equal(receipt.blockNumber, entry.blockNumber);
    assert.equal(receipt.from, RELAYER.address);
  });

  it("records a presentation without seeing what it discloses", async () => {
    const { chain } = stage;
    const { policyId } = await stage.publishPolicy();
    const asked = await openPublishedPolicy({ chain, policyId });
    const presentation = await present({ ...holderOf(stage), asked, context: attestationPlace(chain, policyId) });
    assert.ok(presentation.disclosure !== undefined);
    const { pseudonym } = presentation.signals;
    const open = presentationText(presentation);
    const refused = await post("/v1/attestations", open);
    assert.equal(refused.code, "REQUEST_MALFORMED");
    assert.match(JSON.stringify(refused.errors), /disclosure.*for the verifier alone/);
    assert.ok(!JSON.stringify(refused).includes(String(presentation.disclosure.salt)));

    const submission = { kind: "presentation", presentation } as const;
    const other = {
      ...withoutDisclosure(presentation),
      signals: { ...presentation.signals, disclosureHash: 5n as never },
    };
    const told = await post("/v1/attestations", presentationText(other));
    assert.equal(told.code, "PROOF_INVALID");
    await relayed(submission, () => isAttested({ chain, policyId, pseudonym }));
    assert.equal(contentOf(submission).kind, "attestation");
  });

  it("ends what is recorded of a holder who has no account, once, and nothing that she did not prove", async () => {
    const { chain, prover, holder: identity } = { ...stage, holder: holderOf(stage).identity };
    const { policyId } = await stage.publishPolicy({ maxClockSkewSeconds: 260 });
    const asked = await openPublishedPolicy({ chain, policyId });
    const presentation = await present({ ...holderOf(stage), asked, context: attestationPlace(chain, policyId) });
    const { pseudonym } = presentation.signals;
    await relayed({ kind: "presentation", presentation }, () => isAttested({ chain, policyId, pseudonym }));
    const prepared = await prepareWithdrawal({ chain, prover, identity, policyId });
    const contract = chain.deployment.addresses.attestations;
    const submission = { kind: "withdrawal", chainId: BigInt(chain.chainId), contract, ...prepared } as const;
    const [provenAt, proof] = [String(prepared.provenAt), prepared.proof.map(String)];
    const told = (changes: object) =>
      post(`/v1/policies/${policyId}/withdrawals`, JSON.stringify({ pseudonym: String(pseudonym), provenAt, proof, ...changes })); // prettier-ignore
    assert.equal((await told({ proof: presentation.proof.map(String) })).code, "PROOF_INVALID");
    assert.equal((await told({ provenAt: String(prepared.provenAt - 1n) })).code, "PRESENTATION_STALE");
    assert.equal((await told({ pseudonym: "5" })).code, "ATTESTATION_MISSING");
    assert.equal((await told({ proof: ["5", ...proof.slice(1)] })).code, "POINT_INVALID");
    assert.equal((await told({ more: 1 })).code, "REQUEST_MALFORMED");
    await relayed(submission, watchWithdrawal({ chain, policyId, pseudonym }));
    assert.equal(contentOf(submission).kind, "withdrawal");
    assert.equal((await readWithdrawn(chain, { policyId, pseudonym })).length, 1);
  });

  async function post(path: string, body: string): Promise<{ code: string; errors?: unknown }> {
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    return (await answer.json()) as { code: string; errors?: unknown };
  }

  it("refuses a presentation for another chain or contract, and one that is not for a relayer", async () => {
    const { chain } = stage;
    const { policyId } = await stage.publishPolicy({ maxClockSkewSeconds: 250 });
    const asked = await openPublishedPolicy({ chain, policyId });
    const context = { kind: "attestation", chainId: 5n, contract: chain.deployment.addresses.attestations, policyId } as const; // prettier-ignore
    const presentation = await present({ ...holderOf(stage), asked, context });
    assert.equal((await post("/v1/attestations", presentationText(withoutDisclosure(presentation)))).code, "PRESENTATION_OTHER_CONTEXT"); // prettier-ignore
    assert.equal((await post("/v1/enrolments", presentationText(withoutDisclosure(presentation)))).code, "REQUEST_MALFORMED"); // prettier-ignore
    const session = { ...presentation, context: { kind: "session", origin: "https://a.example", nonce: "n" } } as const;
    assert.throws(() => contentOf({ kind: "presentation", presentation: session }), (error) => isPsephosError(error, "PRESENTATION_OTHER_CONTEXT")); // prettier-ignore
  });

  it("enters an open electorate, and once per person and commitment", async () => {
    const { chain, verifierAccount } = stage;
    const { policyId } = await stage.publishPolicy({ maxClockSkewSeconds: 240 });
    const opensAt = await latestTime(chain);
    const closesAt = opensAt + 10_000;
    const { enrolmentId } = await openEnrolment({ chain, account: verifierAccount, name: "Council", policyId, opensAt, closesAt }); // prettier-ignore
    const { presentation } = await prepareEnrolment({ ...holderOf(stage), enrolmentId });
    const stolen = { ...presentation, context: { ...presentation.context, commitment: 5n } } as Presentation;
    const told = await post("/v1/enrolments", presentationText(withoutDisclosure(stolen)));
    assert.equal(told.code, "PROOF_INVALID");

    const { pseudonym } = presentation.signals;
    await relayed({ kind: "presentation", presentation }, () => isEnrolled({ chain, enrolmentId, pseudonym }));
    const { presentation: again } = await prepareEnrolment({ ...holderOf(stage), enrolmentId });
    const once = await post("/v1/enrolments", presentationText(withoutDisclosure(again)));
    assert.equal(once.code, "ALREADY_RECEIVED");
    await advanceTo(chain, closesAt);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const closed = await post("/v1/enrolments", presentationText(withoutDisclosure(again)));
    assert.equal(closed.code, "PHASE_WRONG");
  });

  it("refuses presentations that the contract would find too old, of another policy, or of a retired one", async () => {
    const { chain, verifierAccount: account } = stage;
    const { policyId } = await stage.publishPolicy({ maxClockSkewSeconds: 230 });
    const asked = await openPublishedPolicy({ chain, policyId });
    const presentation = await present({ ...holderOf(stage), asked, context: attestationPlace(chain, policyId) });
    const text = presentationText(withoutDisclosure(presentation));
    const otherPolicy = { ...presentation, policyId: 1n, context: attestationPlace(chain, 1n) };
    assert.equal((await post("/v1/attestations", presentationText(withoutDisclosure(otherPolicy)))).code, "PRESENTATION_OTHER_POLICY"); // prettier-ignore
    await advanceTo(chain, Number(presentation.signals.now) + 230);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.equal((await post("/v1/attestations", text)).code, "PRESENTATION_STALE");
    await retirePolicy({ chain, account, policyId });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.equal((await post("/v1/attestations", text)).code, "PHASE_WRONG");
  });

  it("tells who it is, how it works, and that nobody need cast directly now", async () => {
    const relay = await client.call(getRelay);
    assert.equal(relay.address, RELAYER.address.toLowerCase());
    assert.deepEqual(relay.directCasting, { advised: false, reason: null });
    assert.deepEqual(relay.delaySeconds, { min: 0, max: 1 });
    assert.equal((await part.health()).state, "ok");
  });

  it("knows no ticket that it did not give", async () => {
    const params = { ticket: "0f8fad5b-d9cb-469f-a165-70867728950e" };
    await assert.rejects(client.call(getRelayEntry, { params }), (error) => isPsephosError(error, "NOT_FOUND"));
  });
});
