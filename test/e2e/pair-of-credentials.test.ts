import assert from "node:assert/strict";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { isEnrolled, openEnrolment } from "../../src/chain/enrolments.ts";
import { advanceTo, latestTime } from "../../src/chain/time.ts";
import { readTrust } from "../../src/chain/trust.ts";
import type { ErrorCode } from "../../src/errors.ts";
import type { CircuitInput, CircuitInputs } from "../../src/protocol/credential/meet-policy.ts";
import { preparePairPresentation } from "../../src/protocol/credential/pair-presentation.ts";
import { parsePairPolicy } from "../../src/protocol/credential/pair-policy.ts";
import {
  parsePresentation,
  presentationText,
  withoutDisclosure,
  type Presentation,
} from "../../src/protocol/credential/presentation-file.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { auditAttestations } from "../../src/roles/auditor/attestations/audit-attestations.ts";
import { attestationPlace } from "../../src/roles/holder/attest.ts";
import { prepareEnrolment } from "../../src/roles/holder/enrol.ts";
import { present, type PresentRequest } from "../../src/roles/holder/present.ts";
import { relayPresentations } from "../../src/roles/holder/relay.ts";
import { prepareWithdrawal, withdraw } from "../../src/roles/holder/withdraw.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../src/roles/published-policy.ts";
import { openStatusTree } from "../../src/roles/status-lists.ts";
import { attestationStatus } from "../../src/roles/verifier/attestation-status.ts";
import { checkPresentation } from "../../src/roles/verifier/check-presentation.ts";
import { logIn } from "../../src/roles/verifier/log-in.ts";
import { memoryNonceStore } from "../../src/roles/verifier/nonce-store.ts";
import { publishPolicy } from "../../src/roles/verifier/publish-policy.ts";
import { createSessionGuard } from "../../src/roles/verifier/session-guard.ts";
import { HOLDER, VERIFIER } from "../protocol/credential/fixtures.ts";
import { PAIR_POLICY } from "../protocol/credential/pair-fixtures.ts";
import { holderOf, openCredentialStage, type CredentialStage } from "../roles/credential-stage.ts";
import { openLandOffice, type LandOffice } from "./land-office.ts";

/** Old proofs are refused for their status lists before they are refused for their time. */
const TIMES = { maxStatusAgeSeconds: 100, maxClockSkewSeconds: 300 };
const POLICY = {
  ...PAIR_POLICY,
  first: { ...PAIR_POLICY.first, ...TIMES },
  second: { ...PAIR_POLICY.second, ...TIMES },
};

/** Who owns a dwelling in the district of residence, proven from the credentials of two departments with the real circuits and contracts. */
describe("a proof from two credentials of one holder", () => {
  let stage: CredentialStage;
  let office: LandOffice;
  let asked: PublishedPolicy;
  let recorded: Presentation;
  const relayer = developmentAccount(4);

  before(async () => {
    stage = await openCredentialStage();
    office = await openLandOffice(stage);
    const { chain, verifierAccount: account, workspace } = stage;
    const { policyId } = await publishPolicy({ chain, account, workspace, json: POLICY });
    asked = await openPublishedPolicy({ chain, policyId });
  });
  after(() => stage.end());

  const place = () => attestationPlace(stage.chain, asked.policyId);
  const request = (changes: Partial<PresentRequest> = {}): PresentRequest => {
    const credentials = [stage.credential, office.title()];
    return { ...holderOf(stage), source: office.source, asked, context: place(), credentials, ...changes };
  };
  const relay = async (presentation: Presentation) => {
    const text = presentationText(withoutDisclosure(presentation));
    const presentations = [parsePresentation(JSON.parse(text))];
    const [outcome] = await relayPresentations({ chain: stage.chain, account: relayer, presentations });
    return outcome!.state === "refused" ? outcome!.message : outcome!.state;
  };
  const stateOf = async ({ signals: { pseudonym } }: Presentation) =>
    (await attestationStatus({ chain: stage.chain, policyId: asked.policyId, pseudonym })).state;
  const later = async (seconds: number) => advanceTo(stage.chain, (await latestTime(stage.chain)) + seconds);
  const refused = (call: Promise<unknown>, code: ErrorCode, message = /./) => assert.rejects(call, { code, message });

  it("is recorded by a relayer, who sees no value, and read by the verifier", async () => {
    const { chain } = stage;
    recorded = await present(request());
    assert.equal(recorded.circuit, "presentation-pair");
    assert.equal(await relay(recorded), "recorded");
    assert.equal(await stateOf(recorded), "valid");
    const presentation = parsePresentation(JSON.parse(presentationText(recorded)));
    const { shown } = await checkPresentation({ chain, asked, presentation, context: place() });
    assert.deepEqual(shown, { "second.right": "ownership" });
    const { disclosure } = presentation;
    const altered = { ...presentation, disclosure: { ...disclosure!, shown: { "second.right": "use" } } };
    const check = checkPresentation({ chain, asked, presentation: altered, context: place() });
    await refused(check, "DISCLOSURE_INVALID", /second\.right/);
  });

  it("logs in, and enters an electorate, under the same pseudonym", async () => {
    const { chain, verifierAccount: account } = stage;
    const guard = createSessionGuard({ origin: "https://housing.example", store: memoryNonceStore() });
    const { origin, nonce } = await guard.open();
    const presentation = await present(request({ context: { kind: "session", origin, nonce } }));
    const { pseudonym } = await logIn({ chain, asked, guard, presentation });
    assert.equal(pseudonym, recorded.signals.pseudonym);

    const opensAt = await latestTime(chain);
    const terms = { policyId: asked.policyId, name: "Owners of the district", opensAt, closesAt: opensAt + 86_400 };
    const { enrolmentId } = await openEnrolment({ chain, account, ...terms });
    const enrolment = await prepareEnrolment({ ...request(), identity: HOLDER, enrolmentId });
    assert.equal(await relay(enrolment.presentation), "recorded");
    assert.equal(await isEnrolled({ chain, enrolmentId, pseudonym }), true);
  });

  it("passes the audit, and its attestation is withdrawn by the secret alone", async () => {
    const { chain, prover } = stage;
    const withdrawal = await prepareWithdrawal({ chain, prover, identity: HOLDER, policyId: asked.policyId });
    await withdraw({ chain, account: relayer, withdrawal });
    assert.equal(await stateOf(recorded), "withdrawn");
    const { checks } = await auditAttestations({ chain });
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it("is not made of values that differ where they must be equal", async () => {
    const credentials = [stage.credential, office.title({ district: "D-09" })];
    await refused(present(request({ credentials })), "POLICY_NOT_MET", /district of the first .* not the same/);
  });

  it("is not made of two holders' credentials", async () => {
    const credentials = [stage.credential, office.title({}, { holder: VERIFIER.commitment })];
    await refused(present(request({ credentials })), "POLICY_NOT_MET", /holds no credential of .*land-title/);
  });

  it("is not made by a program that leaves the holder's checks out either", async () => {
    const { chain, prover } = stage;
    const { tree, keys } = await readTrust(chain);
    const statusOf = (at: number, { statusLists } = request().credentials[at]!) =>
      openStatusTree({ key: keys[at]!, statusLists, source: office.source });
    const [first, second] = [await statusOf(0), await statusOf(1)];
    const now = BigInt(await latestTime(chain));
    const prepare = (title: typeof stage.credential, resident = stage.credential, policy: object = POLICY) =>
      preparePairPresentation({
        policy: parsePairPolicy(policy, SCHEMAS),
        first: { credential: resident, status: first },
        second: { credential: title, status: second },
        secret: title.holder === VERIFIER.commitment ? VERIFIER.secret : HOLDER.secret,
        ...{ now, trust: tree!, contextHash: recorded.signals.contextHash, disclosureSalt: 2n ** 129n },
      });
    const prove = ({ inputs }: { inputs: CircuitInputs }) => prover.prove({ circuit: "presentation-pair", inputs });
    const honest = prepare(office.title());
    await prove(honest);
    const lent = { holder: VERIFIER.commitment };
    const theirs = prepare(office.title({}, lent), stage.issue({ ...lent, nonce: 4n }));
    await refused(prove({ inputs: spliced(honest.inputs, theirs.inputs) }), "CIRCUIT_REFUSED");
    const elsewhere = prepare(office.title({ district: "D-09" }), stage.credential, { ...POLICY, equal: [] });
    const { equal, policyHash } = honest.inputs;
    await prove(elsewhere);
    await refused(
      prove({ inputs: { ...elsewhere.inputs, equal: equal!, policyHash: policyHash! } }),
      "CIRCUIT_REFUSED",
    );
  });

  it("T033: counts no longer than the policy says once one of the two is revoked, and is made no more", async () => {
    // Presentations tell the minute, and a record takes only later ones.
    await later(61);
    const [early, late] = [await present(request()), await present(request())];
    const { statusIndex } = office.title();
    await office.publishStatus({ revoked: [statusIndex] });
    await refused(present(request()), "POLICY_NOT_MET", /revoked/);
    assert.equal(await relay(early), "recorded");
    await later(asked.terms.maxStatusAge + 1);
    assert.match(await relay(late), /status lists/);
    await office.publishStatus({});
    await later(2);
    assert.equal(await relay(await present(request())), "recorded");
  });
});

/** The second credential's inputs in place of one's own; what both share stays. */
function spliced(own: CircuitInputs, others: CircuitInputs): CircuitInputs {
  const isPair = (input: CircuitInput): input is readonly [CircuitInput, CircuitInput] =>
    Array.isArray(input) && input.length === 2;
  return Object.fromEntries(
    Object.entries(own).map(([name, input]) => {
      const other = others[name]!;
      return [name, isPair(input) && isPair(other) ? [input[0], other[1]] : input];
    }),
  );
}
