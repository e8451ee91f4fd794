import assert from "node:assert/strict";
import { relayInTurn, type Relaying } from "../../../src/cli/services/relay-in-turn.ts";
import { relaysOf, type Service } from "../../../src/cli/services/service-options.ts";
import { readInput } from "../../../src/cli/input.ts";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { PsephosError } from "../../../src/errors.ts";
import { BASE } from "../../../src/crypto/babyjubjub.ts";
import { withDecimals } from "../../../src/protocol/json.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import { signRelayReceipt } from "../../../src/protocol/relay-receipt.ts";
import type { Chain } from "../../../src/roles/chain-session.ts";
import { createClient } from "../../../src/server/client/client.ts";
import type { RelayState } from "../../../src/server/client/endpoints.ts";
import { contentOf, type RelaySubmission } from "../../../src/server/client/relay.ts";
import { plainContext } from "./plain-context.ts";

const ELECTIONS = `0x${"ab".repeat(20)}`;
const TICKET = "0f8fad5b-d9cb-469f-a165-70867728950e";
const SUBMIT_BY = 1_000_200;
const RELAYER = developmentAccount(9);
const PROOF = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];
const SUBMISSION: RelaySubmission = {
  ...{ kind: "ballot", chainId: 31337n, contract: ELECTIONS, electionId: 3n },
  ballot: {
    proof: PROOF,
    nullifier: toNullifier(77n),
    ciphertexts: [
      { c1: BASE, c2: BASE },
      { c1: BASE, c2: BASE },
    ],
  },
};

interface Behaviour {
  readonly contracts?: string;
  readonly refuses?: boolean;
  readonly signs?: ReturnType<typeof developmentAccount>;
  readonly tells?: RelayState;
}

/** A relayer as it answers over HTTP, and what it was sent. */
function relayerThat({ contracts = ELECTIONS, refuses = false, signs = RELAYER, tells = "received" }: Behaviour) {
  const sent: string[] = [];
  const answer = (status: number, body: unknown) =>
    new Response(JSON.stringify(body, withDecimals), { status, headers: { "content-type": "application/json" } });
  const respond = (url: unknown, init?: RequestInit): Response => {
    if (String(url).endsWith("/v1/relay")) return answer(200, factsOf(contracts));
    if (init?.method !== "POST") {
      const place = { transactionHash: null, blockNumber: null };
      return answer(200, {
        ticket: TICKET,
        state: tells,
        reason: tells === "refused" ? "PROOF_INVALID" : null,
        ...place,
      });
    }
    sent.push(init.body as string);
    if (refuses) {
      const problem = { type: "urn:psephos:problem:PHASE_WRONG", title: "No", status: 409, code: "PHASE_WRONG" };
      return answer(409, { ...problem, detail: "Voting is over." });
    }
    const promise = { ...contentOf(SUBMISSION), ticket: TICKET, submitBy: SUBMIT_BY };
    return answer(202, { ticket: TICKET, state: "received", receipt: signRelayReceipt(signs, promise) });
  };
  const fetch = (url: unknown, init?: RequestInit) => Promise.resolve(respond(url, init));
  const url = "https://relay.example";
  return { service: { url, client: createClient({ url, fetch }) }, sent };
}

function factsOf(elections: string): object {
  const contracts = { elections, attestations: ELECTIONS, enrolments: ELECTIONS };
  return {
    ...{ address: RELAYER.address.toLowerCase(), chainId: "31337", contracts, batchSize: 64 },
    ...{ delaySeconds: { min: 5, max: 60 }, closingMarginSeconds: 60 },
    directCasting: { advised: false, reason: null },
  };
}

function chainAt(timestamp: number): Chain {
  const provider = { getBlock: () => Promise.resolve({ number: 1, timestamp }) };
  const addresses = { elections: ELECTIONS, attestations: ELECTIONS, enrolments: ELECTIONS };
  return { chainId: 31337, deployment: { addresses }, provider } as unknown as Chain;
}

/** The chain has it from the look of this number on. */
async function relayed(relays: readonly Service[], changes: Partial<Relaying> & { from?: number; time?: number } = {}) {
  const { from = 2, time = SUBMIT_BY - 100, ...more } = changes;
  let looks = 0;
  const kept: string[] = [];
  const { context, said } = plainContext();
  const result = relayInTurn(context, {
    ...{ chain: chainAt(time), relays, submission: SUBMISSION, leave: false, pollMs: 1 },
    isIncluded: () => Promise.resolve(++looks >= from),
    keep: (receipt) => Promise.resolve(`kept-${kept.push(receipt.ticket)}`),
    ...more,
  });
  return { result, said, kept };
}

describe("sending through relayers in turn", () => {
  it("ends when the person's own node has it, whatever the relayer tells", async () => {
    const { service } = relayerThat({ tells: "received" });
    const { result, kept } = await relayed([service], { from: 3 });
    const { isFinal, url, relayReceiptFile } = await result;
    assert.deepEqual([isFinal, url, relayReceiptFile, kept], [true, service.url, "kept-1", [TICKET]]);
  });

  it("hands it over and waits for nothing when told to leave it", async () => {
    const { service } = relayerThat({});
    const { result } = await relayed([service], { leave: true, from: Infinity });
    assert.equal((await result).isFinal, false);
  });

  it("gives the next relayer the very same when one refuses, forges, gives up, lies or is late", async () => {
    for (const [bad, terms] of [
      [{ refuses: true }],
      [{ signs: developmentAccount(8) }],
      [{ contracts: `0x${"cd".repeat(20)}` }],
      [{ tells: "refused" }],
      [{ tells: "final" }],
      [{}, { time: SUBMIT_BY + 1 }],
    ] as const) {
      const [first, second] = [relayerThat(bad), relayerThat({})];
      const isIncluded = () => Promise.resolve(second.sent.length > 0);
      const { result, said } = await relayed([first.service, second.service], { isIncluded, ...terms });
      assert.equal((await result).isFinal, true, JSON.stringify(bad));
      if (first.sent.length > 0) assert.deepEqual(second.sent, first.sent);
      assert.ok(said.some((line) => line.startsWith("https://relay.example: ")));
    }
  });

  it("F35: takes no promise past the told delay or the close, and says so", async () => {
    for (const terms of [{ time: SUBMIT_BY - 661 }, { closesAt: SUBMIT_BY - 1 }]) {
      const { result, kept } = await relayed([relayerThat({}).service], terms);
      await assert.rejects(result, { code: "RELAY_FAILED", message: /promises to send this only when/ });
      assert.deepEqual(kept, []);
    }
    const { result } = await relayed([relayerThat({}).service], { time: SUBMIT_BY - 660, closesAt: SUBMIT_BY });
    assert.equal((await result).isFinal, true);
  });

  it("fails when none is left, and names what the last one did", async () => {
    const { result } = await relayed([relayerThat({ refuses: true }).service], { from: Infinity });
    await assert.rejects(result, { code: "RELAY_FAILED", message: /Voting is over/ });
  });

  it("keeps the promise before relying on it, and stops when that cannot be written", async () => {
    const trouble = new PsephosError("FILE_UNWRITABLE", "The disk is full.");
    const [first, second] = [relayerThat({}), relayerThat({})];
    const { result } = await relayed([first.service, second.service], { keep: () => Promise.reject(trouble) });
    await assert.rejects(result, { code: "FILE_UNWRITABLE" });
    assert.equal(second.sent.length, 0);
  });
});

describe("naming relayers", () => {
  const named = (relay?: string) => relaysOf(readInput(relay === undefined ? {} : { relay })).map(({ url }) => url);

  it("takes several, and none", () => {
    assert.deepEqual(named(), []);
    assert.deepEqual(named("none"), []);
    assert.deepEqual(named(""), []);
    assert.deepEqual(named("https://a.example/, http://127.0.0.1:7400"), [
      "https://a.example",
      "http://127.0.0.1:7400",
    ]);
    for (const wrong of ["a.example", "https://a.example,", "file:///etc/passwd"]) {
      assert.throws(() => named(wrong), { code: "USAGE" }, wrong);
    }
  });
});
