import assert from "node:assert/strict";
import { parseAskedPolicy } from "../../../src/protocol/credential/asked-policy.ts";
import { sessionContext, type PresentationContext } from "../../../src/protocol/credential/context.ts";
import { parsePolicy } from "../../../src/protocol/credential/policy.ts";
import {
  attestItem,
  enrolItem,
  parsePresentation,
  presentationText,
  withoutDisclosure,
  type Presentation,
} from "../../../src/protocol/credential/presentation-file.ts";
import { preparePresentation } from "../../../src/protocol/credential/presentation.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { checkShown } from "../../../src/protocol/credential/shown-values.ts";
import { isPsephosError, type ErrorCode } from "../../../src/errors.ts";
import { CLAIMS, CREDENTIAL, HOLDER, POLICY, VERIFIER, registry, statusTree } from "./fixtures.ts";

const REQUESTS = [
  ...POLICY.requests,
  { attribute: "familyName", predicate: { operator: "exists" }, show: "clear" },
].slice(1);
const SEALING = {
  ...POLICY,
  requests: [...REQUESTS, { attribute: "sex", predicate: { operator: "exists" }, show: "sealed" }],
  verifierKey: VERIFIER.publicKey.map(String),
};
const SHOWN = { nationality: "156", familyName: "陈" };
const session: PresentationContext = { kind: "session", origin: "https://housing.example", nonce: "n-1" };

async function presentation(policy: object, changes: Partial<Presentation> = {}): Promise<Presentation> {
  const status = await statusTree();
  const { circuit, signals, disclosure } = preparePresentation({
    policy: parsePolicy(policy, SCHEMAS),
    credential: CREDENTIAL,
    secret: HOLDER.secret,
    now: CLAIMS.validFrom + 1000n,
    contextHash: sessionContext({ origin: "https://housing.example", nonce: "n-1" }),
    status,
    trust: await registry(status),
    disclosureSalt: 2n ** 129n + 3n,
    ephemeral: 12345n ** 9n,
  });
  const proof = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];
  const shown = { ...disclosure, shown: SHOWN };
  return { circuit, policyId: 7n, context: session, signals, proof, disclosure: shown, ...changes };
}

const is = (code: ErrorCode, pattern: RegExp) => (error: unknown) =>
  isPsephosError(error, code) && pattern.test(error.message);
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe("a presentation's file", () => {
  let plain: Presentation;
  let sealing: Presentation;
  before(async () => {
    plain = await presentation({ ...POLICY, requests: REQUESTS });
    sealing = await presentation(SEALING);
  });

  it("is read back as it was, with every kind of context", () => {
    const place = { chainId: 31337n, contract: `0x${"11".repeat(20)}` };
    const contexts: PresentationContext[] = [
      { kind: "attestation", ...place, policyId: 7n },
      { kind: "enrolment", ...place, enrolmentId: 3n, commitment: 9n },
      { kind: "consent", consentId: "c", noticeHash: `0x${"ab".repeat(32)}`, viewingKey: HOLDER.publicKey },
    ];
    assert.deepEqual(parsePresentation(json(presentationText(plain))), plain);
    assert.deepEqual(parsePresentation(json(presentationText(sealing))), sealing);
    for (const context of contexts) {
      const policyId = context.kind === "attestation" ? context.policyId : undefined;
      const text = presentationText({ ...plain, policyId, context });
      const read = parsePresentation(json(text));
      assert.equal(presentationText(read), text);
      assert.deepEqual([read.context, read.policyId], [context, policyId]);
      assert.notEqual(read.signals.contextHash, plain.signals.contextHash);
    }
  });

  it("T078: loses the disclosed values, and nothing else, on its way through a relayer", () => {
    const stripped = withoutDisclosure(sealing);
    const text = presentationText(stripped);
    assert.deepEqual(parsePresentation(json(text)), stripped);
    assert.deepEqual(attestItem(stripped), attestItem(sealing));
    for (const secret of ["陈", "shown", "salt", "clear", "sealed", String(sealing.disclosure!.salt)]) {
      assert.ok(!text.includes(secret), secret);
    }
  });

  it("gives the contracts their words in order", () => {
    const { signals, proof } = plain;
    const own = [signals.trustRoot, signals.now, signals.pseudonym, signals.disclosureHash];
    assert.deepEqual(attestItem(plain), [...proof, ...own]);
    assert.deepEqual(enrolItem(plain), [...proof, signals.contextHash, ...own]);
  });

  it("is refused with unknown, missing and ill-formed fields, by name", () => {
    const text = json(presentationText(plain));
    const disclosure = text["disclosure"] as Record<string, unknown>;
    const context = text["context"] as Record<string, unknown>;
    const recorded = { kind: "attestation", chainId: "1", contract: `0x${"11".repeat(20)}`, policyId: "7" };
    const cases: [object, RegExp][] = [
      [{ extra: 1 }, /extra/],
      [{ format: "psephos.presentation/2" }, /format/],
      [{ circuit: "ballot-2" }, /circuit/],
      [{ now: "01" }, /now/],
      [{ now: String(2n ** 64n) }, /now/],
      [{ pseudonym: 5 }, /pseudonym/],
      [{ proof: ["1"] }, /proof must be 8 words/],
      [{ context: { ...context, kind: "withdrawal" } }, /context/],
      [{ context: { ...context, user: "x" } }, /user/],
      [{ context: { kind: "attestation", chainId: "1", contract: "0xAB", policyId: "7" } }, /context\.contract/],
      [{ context: recorded, policyId: "8" }, /another policy/],
      [{ context: recorded, policyId: null }, /another policy/],
      [{ disclosure: { ...disclosure, clear: ["0"] } }, /disclosure\.clear/],
    ];
    for (const [changes, pattern] of cases) {
      assert.throws(() => parsePresentation({ ...text, ...changes }), is("PRESENTATION_MALFORMED", pattern));
    }
  });

  it("T049: is refused when its disclosure is swapped for another's", async () => {
    const other = json(presentationText(await presentation({ ...POLICY, requests: REQUESTS.slice(1) })));
    const swapped = { ...json(presentationText(plain)), disclosure: other["disclosure"] };
    assert.throws(() => parsePresentation(swapped), is("DISCLOSURE_INVALID", /not those that the proof covers/));
  });
});

describe("shown values", () => {
  const expected = parseAskedPolicy({ ...POLICY, requests: REQUESTS }, SCHEMAS);

  it("are taken when they are those of the disclosed elements, hashed texts included", async () => {
    const { disclosure } = await presentation({ ...POLICY, requests: REQUESTS });
    assert.deepEqual(checkShown(disclosure!, expected), SHOWN);
  });

  it("are refused when one was altered, left out, added, or shown unasked", async () => {
    const { disclosure } = await presentation({ ...POLICY, requests: REQUESTS });
    const given = disclosure!;
    const sealed = (await presentation(SEALING)).disclosure!.sealed;
    const cases: [Partial<typeof given>, RegExp][] = [
      [{ shown: { ...SHOWN, nationality: "840" } }, /nationality/],
      [{ shown: { ...SHOWN, familyName: "Chen" } }, /familyName/],
      [{ shown: { nationality: "156" } }, /familyName/],
      [{ shown: { ...SHOWN, district: "D-07" } }, /district is shown/],
      [{ clear: given.clear.with(0, 5n) }, /slot 0/],
      [{ clear: given.clear.with(3, 5n) }, /slot 3/],
      [{ sealed }, /sealed/],
      [{ clear: [...given.clear, ...given.clear] }, /another number of credentials/],
    ];
    for (const [changes, pattern] of cases) {
      assert.throws(() => checkShown({ ...given, ...changes }, expected), is("DISCLOSURE_INVALID", pattern));
    }
  });
});
