import assert from "node:assert/strict";
import { advanceTo, latestTime } from "../../../src/chain/time.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import { parseAskedPolicy, type AskedPolicy } from "../../../src/protocol/credential/asked-policy.ts";
import {
  parsePresentation,
  presentationText,
  withoutDisclosure,
  type Presentation,
} from "../../../src/protocol/credential/presentation-file.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { carryOut } from "../../../src/roles/authority/carry-out.ts";
import { removeKeyCall } from "../../../src/roles/authority/governor-calls.ts";
import { present } from "../../../src/roles/holder/present.ts";
import { checkPresentation } from "../../../src/roles/verifier/check-presentation.ts";
import { newVerifierKey, openVerifierKey } from "../../../src/roles/verifier/key-file.ts";
import { logIn } from "../../../src/roles/verifier/log-in.ts";
import { memoryNonceStore } from "../../../src/roles/verifier/nonce-store.ts";
import { createSessionGuard } from "../../../src/roles/verifier/session-guard.ts";
import { POLICY, STATUS_INDEX, VERIFIER } from "../../protocol/credential/fixtures.ts";
import { holderOf, KEY_INDEX, openCredentialStage, type CredentialStage } from "../credential-stage.ts";
import { inFolder } from "../folder.ts";

const ORIGIN = "https://housing.example";

describe("logging in with a credential", () => {
  let stage: CredentialStage;
  let asked: AskedPolicy;
  let presentation: Presentation;
  const guard = createSessionGuard({ origin: ORIGIN, store: memoryNonceStore() });

  const known = (changes: object = {}): AskedPolicy =>
    parseAskedPolicy({ ...POLICY, maxStatusAgeSeconds: 3600, ...changes }, SCHEMAS);
  const prove = async (policy = asked): Promise<Presentation> => {
    const { origin, nonce } = await guard.open();
    return present({ ...holderOf(stage), asked: policy, context: { kind: "session", origin, nonce } });
  };
  const enter = (given: Presentation, changes: { asked?: AskedPolicy; verifierSecret?: bigint } = {}) =>
    logIn({ chain: stage.chain, guard, asked, ...changes, presentation: given });
  /** Apart from the nonce, which is tested first. */
  const check = (given: Presentation, under = asked) =>
    checkPresentation({ chain: stage.chain, asked: under, presentation: given, context: presentation.context });
  const refused = (call: Promise<unknown>, code: ErrorCode, message = /./): Promise<void> =>
    assert.rejects(call, { code, message });

  before(async () => {
    stage = await openCredentialStage();
    asked = known();
    presentation = await prove();
  });
  after(() => stage.end());

  it("gives the service a pseudonym and the attributes that it asked for, read from the file", async () => {
    const received = parsePresentation(JSON.parse(presentationText(presentation)));
    const { pseudonym, shown, opened, provenAt } = await enter(received);
    assert.deepEqual([shown, opened], [{ nationality: "156" }, {}]);
    assert.equal(pseudonym, presentation.signals.pseudonym);
    assert.ok(Math.abs(provenAt - (await latestTime(stage.chain))) < 60);
  });

  it("T026: is refused when replayed", async () => {
    await refused(enter(presentation), "NONCE_REFUSED", /used already/);
    await check(presentation);
  });

  it("is refused for another origin, another nonce and another occasion", async () => {
    const context = { kind: "session", origin: "https://evil.example", nonce: "n" } as const;
    await refused(enter({ ...presentation, context }), "PRESENTATION_OTHER_CONTEXT", /evil\.example/);
    const { nonce } = await guard.open();
    const moved = parsePresentation(
      JSON.parse(presentationText({ ...presentation, context: { kind: "session", origin: ORIGIN, nonce } })),
    );
    await refused(enter(moved), "PROOF_INVALID");
    await refused(check(moved), "PRESENTATION_OTHER_CONTEXT");
    const recorded = {
      kind: "attestation",
      chainId: 1n,
      contract: `0x${"11".repeat(20)}`,
      policyId: 1n,
    } as const;
    await refused(enter({ ...presentation, context: recorded }), "PRESENTATION_OTHER_CONTEXT", /not made to log in/);
  });

  it("is refused with a proof for another verifier, purpose or version, also under a changed label", async () => {
    const others = [
      known({ verifier: "did:web:other.example" }),
      known({ purpose: { ...POLICY.purpose, id: "dpv:Marketing" } }),
      known({ version: 2 }),
      known({ retentionDays: 31 }),
    ];
    for (const other of others) await refused(check(presentation, other), "PRESENTATION_OTHER_POLICY");
    const foreign = await present({ ...holderOf(stage), asked: others[1]!, context: presentation.context });
    await refused(check(foreign), "PRESENTATION_OTHER_POLICY");
    const { policyHash } = presentation.signals;
    await refused(check({ ...foreign, signals: { ...foreign.signals, policyHash } }), "PROOF_INVALID");
  });

  it("T049: is refused with any signal or proof word changed", async () => {
    const { signals, proof } = presentation;
    const wrong: Presentation[] = [
      { ...presentation, proof: proof.with(0, proof[0]! + 1n) },
      { ...presentation, proof: [...proof.slice(0, 6), ...proof.slice(0, 2)] },
      { ...presentation, signals: { ...signals, now: signals.now + 1n } },
      { ...presentation, signals: { ...signals, pseudonym: 3n as typeof signals.pseudonym } },
    ];
    for (const given of wrong) await refused(check(given), "PROOF_INVALID");
  });

  it("is refused with a swapped or altered disclosure, or none", async () => {
    const { disclosure } = presentation;
    const other = (await prove()).disclosure;
    await refused(check({ ...presentation, disclosure: other }), "DISCLOSURE_INVALID", /not those that the proof/);
    const shown = { ...disclosure!, shown: { nationality: "840" } };
    await refused(check({ ...presentation, disclosure: shown }), "DISCLOSURE_INVALID", /nationality/);
    const clear = { ...disclosure!, clear: disclosure!.clear.with(2, 840n), shown: { nationality: "840" } };
    await refused(check({ ...presentation, disclosure: clear }), "DISCLOSURE_INVALID", /not those that the proof/);
    await refused(check(withoutDisclosure(presentation)), "DISCLOSURE_INVALID", /without its disclosure/);
  });

  it("opens sealed values with the verifier's key, and with no other", async () => {
    await inFolder(async (folder) => {
      const access = { file: `${folder}/verifier.json`, passphrase: "five words are enough here" };
      const drawn = await newVerifierKey(access);
      assert.deepEqual(await openVerifierKey(access), drawn);
      await refused(newVerifierKey(access), "FILE_EXISTS");
      await refused(openVerifierKey({ ...access, passphrase: "not that passphrase" }), "SEALED_FILE_REFUSED");
      const seal = (attribute: string) => ({ attribute, predicate: { operator: "exists" }, show: "sealed" });
      const sealing = known({
        requests: [POLICY.requests[0], seal("residentSince"), seal("familyName")],
        verifierKey: drawn.publicKey.map(String),
      });
      const sealed = await prove(sealing);
      assert.equal(sealed.circuit, "presentation");
      const { opened, shown } = await enter(sealed, { asked: sealing, verifierSecret: drawn.secret });
      assert.deepEqual([opened["residentSince"], shown], ["2015-09-01", {}]);
      assert.equal(typeof (opened["familyName"] as { element: bigint }).element, "bigint");
      const stranger = checkPresentation({
        ...{ chain: stage.chain, asked: sealing, presentation: sealed, context: sealed.context },
        verifierSecret: VERIFIER.secret,
      });
      await refused(stranger, "ARGUMENT_INVALID", /not the key/);
    });
  });

  it("is refused on the word of a node that stands still, or is far from this machine's clock", async () => {
    const chain = { ...stage.chain, isLocal: false };
    const time = await latestTime(chain);
    const look = (policy: AskedPolicy, given: Presentation, apart: number) => {
      const clock = () => time + apart;
      return checkPresentation({ chain, asked: policy, presentation: given, context: given.context, clock });
    };
    for (const apart of [0, 900, -900]) await look(asked, presentation, apart);
    for (const apart of [901, -901])
      await refused(look(asked, presentation, apart), "CHAIN_UNSUPPORTED", /901 seconds/);
    const brief = known({ maxStatusAgeSeconds: 60, maxClockSkewSeconds: 200 });
    const shown = await prove(brief);
    await look(brief, shown, 260);
    await refused(look(brief, shown, 261), "CHAIN_UNSUPPORTED", /hide revocations/);
    const local = { ...stage.chain, isLocal: true };
    await checkPresentation({ chain: local, asked, presentation, context: presentation.context, clock: () => 0 });
  });

  it("T033: is refused once its time or its status lists are too old, and when it comes from a root that never was", async () => {
    const { chain } = stage;
    const { signals } = presentation;
    const rootless = { ...presentation, signals: { ...signals, trustRoot: 5n as typeof signals.trustRoot } };
    await refused(check(rootless), "ISSUER_NOT_TRUSTED");
    const brief = known({ maxStatusAgeSeconds: 60, maxClockSkewSeconds: 200 });
    const stale = await prove(brief);
    await stage.publishStatus({ revoked: [STATUS_INDEX + 1] });
    await advanceTo(chain, (await latestTime(chain)) + 100);
    const look = () => checkPresentation({ chain, asked: brief, presentation: stale, context: stale.context });
    await refused(look(), "PRESENTATION_STALE", /status lists/);
    await advanceTo(chain, (await latestTime(chain)) + 200);
    await refused(look(), "PRESENTATION_STALE", /seconds away/);
  });

  it("T033: may have been on its way where its verifier says so, but never rests on lists older than the policy allows", async () => {
    const { chain } = stage;
    const brief = known({ maxStatusAgeSeconds: 60, maxClockSkewSeconds: 200 });
    const sent = await prove(brief);
    const { context } = sent;
    const look = (maxWaitSeconds: number) =>
      checkPresentation({ chain, asked: brief, presentation: sent, context, maxWaitSeconds });
    await advanceTo(chain, (await latestTime(chain)) + 1_000);
    await refused(look(0), "PRESENTATION_STALE", /200 are allowed/);
    await refused(look(700), "PRESENTATION_STALE", /900 are allowed/);
    await look(1_000);
    await stage.publishStatus({ revoked: [STATUS_INDEX + 2] });
    await advanceTo(chain, (await latestTime(chain)) + 100);
    await refused(look(10_000), "PRESENTATION_STALE", /status lists/);
  });

  it("T046: is refused at once when an issuer's key was compromised", async () => {
    const { chain, organizer } = stage;
    const fresh = await prove();
    await advanceTo(chain, (await latestTime(chain)) + 2);
    await carryOut({
      ...{ chain, account: organizer },
      call: await removeKeyCall({ chain, keyIndex: KEY_INDEX, compromised: true }),
    });
    await refused(enter(fresh), "ISSUER_NOT_TRUSTED");
    await refused(prove(), "ISSUER_NOT_TRUSTED", /does not trust the key/);
  });
});
