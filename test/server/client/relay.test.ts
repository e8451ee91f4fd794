import assert from "node:assert/strict";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { BASE } from "../../../src/crypto/babyjubjub.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import {
  RELAY_RECEIPT_FORMAT,
  signRelayReceipt,
  type RelayPromise,
  type RelayReceipt,
} from "../../../src/protocol/relay-receipt.ts";
import { withDecimals } from "../../../src/protocol/json.ts";
import { createClient } from "../../../src/server/client/client.ts";
import {
  contentOf,
  followRelay,
  latestPromise,
  submitToRelay,
  type RelayProgress,
  type RelaySubmission,
} from "../../../src/server/client/relay.ts";
import type { RelayEntry } from "../../../src/server/api/relay.ts";

const RELAYER = developmentAccount(9);
const TICKET = "0f8fad5b-d9cb-469f-a165-70867728950e";
const OTHER_TICKET = "1f8fad5b-d9cb-469f-a165-70867728950e";
const SUBMIT_BY = 1_000_200;
const LATEST = SUBMIT_BY + 400;
const SUBMISSION: RelaySubmission = {
  kind: "ballot",
  chainId: 31337n,
  contract: `0x${"AB".repeat(20)}`,
  electionId: 3n,
  ballot: {
    proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
    nullifier: toNullifier(77n),
    ciphertexts: [
      { c1: BASE, c2: BASE },
      { c1: BASE, c2: BASE },
    ],
  },
};

type Told = Partial<RelayEntry> | "forgot" | "silent";

/** A relayer that signs `promise` and then tells one thing after another, the last one for ever. */
function relayerThat({ promise = {}, tells = [] }: { promise?: Partial<RelayPromise>; tells?: Told[] }) {
  const received: unknown[] = [];
  const answer = (status: number, body: unknown) =>
    new Response(JSON.stringify(body, withDecimals), { status, headers: { "content-type": "application/json" } });
  const problem = (status: number, code: string) =>
    answer(status, { type: `urn:psephos:problem:${code}`, title: "No", status, code, detail: "No." });
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    if (init?.method === "POST") {
      received.push(JSON.parse(init.body as string));
      const receipt = signRelayReceipt(RELAYER, {
        ...contentOf(SUBMISSION),
        ticket: TICKET,
        submitBy: SUBMIT_BY,
        ...promise,
      });
      return answer(202, { ticket: receipt.ticket, state: "received", receipt });
    }
    const told = tells.length > 1 ? tells.shift()! : tells[0]!;
    if (told === "forgot") return problem(404, "NOT_FOUND");
    if (told === "silent") return problem(400, "REQUEST_MALFORMED");
    const mined = told.state === "included" || told.state === "final";
    const place = { transactionHash: mined ? `0x${"1a".repeat(32)}` : null, blockNumber: mined ? 4 : null };
    return answer(200, { ticket: TICKET, ...place, reason: null, ...told });
  };
  return { client: createClient({ url: "http://relay.example", fetch: fetch }), received };
}

const RECEIPT: RelayReceipt = {
  format: RELAY_RECEIPT_FORMAT,
  ...contentOf(SUBMISSION),
  ticket: TICKET,
  submitBy: SUBMIT_BY,
  signature: `0x${"11".repeat(65)}`,
};

/** What the client notices within some looks. */
async function followed({
  tells,
  included = () => false,
  time = SUBMIT_BY - 100,
}: {
  tells: Told[];
  included?: (look: number) => boolean;
  time?: number;
}): Promise<RelayProgress[]> {
  const stop = new AbortController();
  let looks = 0;
  const seen: RelayProgress[] = [];
  const isIncluded = (): Promise<boolean> => {
    looks += 1;
    if (looks >= 8) stop.abort();
    return Promise.resolve(included(looks));
  };
  const chainTime = (): Promise<number> => Promise.resolve(time);
  const { client } = relayerThat({ tells });
  const request = { client, receipt: RECEIPT, isIncluded, chainTime, pollMs: 1, signal: stop.signal };
  for await (const progress of followRelay(request)) seen.push(progress);
  return seen;
}

const complaints = (seen: RelayProgress[]) => new Set(seen.map(({ complaint }) => complaint));

describe("a client of a relayer", () => {
  const submit = (promise: Partial<RelayPromise>, earlier?: RelayReceipt) =>
    submitToRelay({
      client: relayerThat({ promise }).client,
      relayer: RELAYER.address,
      submission: SUBMISSION,
      latest: LATEST,
      earlier,
    });
  const isUntrusted = (error: unknown): boolean => isPsephosError(error, "RELAY_UNTRUSTED");

  it("sends the ballot's words and nothing else, and takes a receipt for it", async () => {
    const { client, received } = relayerThat({});
    const receipt = await submitToRelay({ client, relayer: RELAYER.address, submission: SUBMISSION, latest: LATEST });
    assert.equal(receipt.ticket, TICKET);
    assert.deepEqual(Object.keys(received[0] as object).sort(), ["ciphertexts", "nullifier", "proof"]);
  });

  const changes: [string, Partial<RelayPromise>][] = [
    ["another nullifier", { nullifier: 78n }],
    ["other content", { contentHash: `0x${"ee".repeat(32)}` }],
    ["another election", { target: 4n }],
    ["another contract", { contract: `0x${"ac".repeat(20)}` }],
    ["another chain", { chainId: 1n }],
  ];
  for (const [what, promise] of changes) {
    it(`F35: notices a receipt for ${what}`, async () => {
      await assert.rejects(submit(promise), isUntrusted);
    });
  }

  it("F35: notices a receipt that somebody else signed", async () => {
    const { client } = relayerThat({});
    const relayer = developmentAccount(8).address;
    await assert.rejects(submitToRelay({ client, relayer, submission: SUBMISSION, latest: LATEST }), isUntrusted);
  });

  it("F35: notices a promise that may be of no use any more", async () => {
    assert.equal((await submit({ submitBy: LATEST })).submitBy, LATEST);
    for (const submitBy of [LATEST + 1, 2 ** 40]) await assert.rejects(submit({ submitBy }), isUntrusted);
  });

  it("relies on promises of up to ten minutes past the told delay, and not past the close", () => {
    const told = { now: 1_000, longestDelaySeconds: 60 };
    assert.equal(latestPromise(told), 1_660);
    assert.equal(latestPromise({ ...told, closesAt: 1_200 }), 1_200);
    assert.equal(latestPromise({ ...told, closesAt: 9_000 }), 1_660);
  });

  it("F35: relies on no promise beyond a day where nothing closes, whatever delay the relayer tells", async () => {
    const latest = latestPromise({ now: LATEST, longestDelaySeconds: 2 ** 40 });
    assert.equal(latest, LATEST + 86_400 + 600);
    const { client } = relayerThat({ promise: { submitBy: latest + 1 } });
    await assert.rejects(
      submitToRelay({ client, relayer: RELAYER.address, submission: SUBMISSION, latest }),
      isUntrusted,
    );
  });

  it("F35: notices two receipts for one thing", async () => {
    const earlier = await submit({});
    assert.deepEqual(await submit({}, earlier), earlier);
    await assert.rejects(submit({ ticket: OTHER_TICKET }, earlier), isUntrusted);
    await assert.rejects(submit({ submitBy: SUBMIT_BY + 300 }, earlier), isUntrusted);
  });

  it("follows the states to the end, which is the chain's word", async () => {
    const tells: Told[] = [{ state: "received" }, { state: "submitted" }, { state: "included" }, { state: "final" }];
    const seen = await followed({ tells, included: (look) => look >= 5 });
    assert.deepEqual(complaints(seen), new Set([undefined]));
    assert.deepEqual(
      seen.map(({ told, included }) => [told, included]),
      [["received", false], ["submitted", false], ["included", false], ["final", false], ["final", true]], // prettier-ignore
    );
  });

  it("F35: notices a false final", async () => {
    assert.ok(complaints(await followed({ tells: [{ state: "final" }] })).has("false-final"));
  });

  it("F35: notices a relayer that forgets what it signed for", async () => {
    assert.ok(complaints(await followed({ tells: [{ state: "received" }, "forgot"] })).has("forgot"));
  });

  it("F35: notices one that drops an entry, by the time it promised", async () => {
    const seen = await followed({ tells: [{ state: "received" }], time: SUBMIT_BY + 1 });
    assert.deepEqual(complaints(seen), new Set(["late"]));
    assert.deepEqual(complaints(await followed({ tells: [{ state: "received" }], time: SUBMIT_BY })), new Set([undefined])); // prettier-ignore
  });

  it("F35: notices answers that contradict each other, and answers about another entry", async () => {
    assert.ok(complaints(await followed({ tells: [{ state: "final" }, { state: "received" }] })).has("contradicts"));
    const refused: Told = { state: "refused", reason: "RELAY_FAILED" };
    assert.ok(complaints(await followed({ tells: [refused, { state: "submitted" }] })).has("contradicts"));
    const other: Told = { state: "received", ticket: OTHER_TICKET };
    assert.ok(complaints(await followed({ tells: [other] })).has("contradicts"));
  });

  it("F35: tells of a refusal with its reason, and of silence", async () => {
    const [refused] = await followed({ tells: [{ state: "refused", reason: "ALREADY_CAST" }] });
    assert.deepEqual(refused, { told: "refused", reason: "ALREADY_CAST", included: false, complaint: "refused" });
    assert.ok(complaints(await followed({ tells: ["silent"] })).has("silent"));
  });

  it("lets a reorganised inclusion go back without a complaint", async () => {
    const tells: Told[] = [{ state: "included" }, { state: "submitted" }, { state: "included" }];
    assert.deepEqual(complaints(await followed({ tells })), new Set([undefined]));
  });
});
