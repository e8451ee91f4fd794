import assert from "node:assert/strict";
import { CONTRACT_NAMES } from "../../../src/chain/contracts.ts";
import { newVoters } from "../../../src/roles/demo/portal/town/roll.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { stageElection, type StagedElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { SeenRequest } from "../support/visitor.ts";
import {
  bringIdentity,
  cast,
  encrypt,
  enterBooth,
  review,
  waitForProofFiles,
  waitUntilCounted,
} from "./support/at-the-booth.ts";

const voters = newVoters(2);

interface Observed {
  /** Until the election stands there. */
  readonly whileOpening: readonly SeenRequest[];
  readonly all: readonly SeenRequest[];
  /** From the first mark to the encrypted ballot. */
  readonly whileChoosing: readonly SeenRequest[];
}

describe("what the network sees of a vote", () => {
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;
  const observed: Observed[] = [];

  before(async () => {
    const seed = (town: Parameters<typeof stageElection>[0]) => stageElection(town, { phase: "voting", voters });
    [portal, browser] = await Promise.all([openPortal({ seed }), openBrowser()]);
    for (const [index, voter] of voters.entries()) observed.push(await vote(voter, index));
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  async function vote(voter: (typeof voters)[number], option: number): Promise<Observed> {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { electionId } = portal.seeded;
    await visitor.go(`#/elections/${electionId}`);
    await visitor.page.locator("#restore-file").waitFor({ state: "attached" });
    const whileOpening = [...visitor.requests];
    await bringIdentity(visitor, { electionId, voter });
    // Which it does at its leisure, in the middle of a vote or after.
    await visitor.waitUntilKept();
    await enterBooth(visitor);
    await waitForProofFiles(visitor);
    const before = visitor.requests.length;
    await visitor.page.locator(`#ballot-${option}`).check();
    await review(visitor);
    await encrypt(visitor);
    const after = visitor.requests.length;
    await cast(visitor);
    await waitUntilCounted(visitor);
    await visitor.leave();
    return { all: [...visitor.requests], whileOpening, whileChoosing: visitor.requests.slice(before, after) };
  }

  it("is asked of the portal's own address alone", () => {
    const origins = new Set(observed.flatMap(({ all }) => all.map(({ url }) => new URL(url).origin)));
    assert.deepEqual([...origins], [portal.url]);
  });

  it("asks the chain for much at once, and for the code of each contract once: a slow line waits for each question", () => {
    const { whileOpening } = observed[0]!;
    const asked = whileOpening.filter(({ url }) => url.endsWith("/v1/chain"));
    const methods = asked.flatMap(({ body = "" }) => methodsIn(body));
    assert.equal(methods.filter((name) => name === "eth_getCode").length, Object.keys(CONTRACT_NAMES).length);
    assert.ok(methods.length > 2 * asked.length, `${methods.length} questions in ${asked.length} requests`);
  });

  it("is the same kind of requests for different choices", () => {
    const [one, other] = observed.map(({ all }) => kinds(untilSent(all)));
    assert.deepEqual(one, other);
  });

  it("is nothing between the first mark and the encrypted ballot but looking at the election and loading files", () => {
    const seen = observed.flatMap(({ whileChoosing }) => kinds(whileChoosing));
    // Of circuits only the one for up to four options; the rest are the page's own files, which it keeps for use without a connection.
    const allowed =
      /^(GET \/published\/circuits\/ballot-4\/|GET \/assets\/|GET \/[\w.-]*$|POST \/v1\/chain eth_|GET \/v1\/about$)/;
    assert.deepEqual(
      seen.filter((kind) => !allowed.test(kind)),
      [],
    );
  });

  it("holds neither the identity nor a word of the choice", () => {
    const said = observed.flatMap(({ all }) => all.map(({ url, body = "" }) => `${url} ${body}`)).join("\n");
    for (const { id, label } of portal.seeded.manifest.options) {
      assert.ok(!said.includes(id) && !said.includes(label.en), "a request names an option");
    }
    for (const { secret, privateKey, commitment } of voters) {
      for (const word of [secret.toString(), secret.toString(16), commitment.toString(), commitment.toString(16)]) {
        assert.ok(!said.includes(word), "a request names the voter");
      }
      assert.ok(!said.includes(Buffer.from(privateKey).toString("base64")), "a request holds the key");
    }
  });
});

/** Up to the ballot itself: what follows depends on how fast it is recorded. */
function untilSent(requests: readonly SeenRequest[]): readonly SeenRequest[] {
  const sent = requests.findIndex(({ method, url }) => method === "POST" && url.endsWith("/ballots"));
  assert.ok(sent > 0, "no ballot was sent");
  return requests.slice(0, sent + 1);
}

/** What differs by chance is left out: how often the chain was asked, and what at once, tickets, proofs. */
function kinds(requests: readonly SeenRequest[]): string[] {
  const all = requests.flatMap(({ method, url, body }) => {
    const { pathname } = new URL(url);
    const path = pathname.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, ":ticket");
    const asked = path === "/v1/chain" ? methodsIn(body ?? "").map((name) => ` ${name}`) : [""];
    return asked.map((called) => `${method} ${path}${called}`);
  });
  return [...new Set(all)].sort();
}

function methodsIn(body: string): string[] {
  return [...body.matchAll(/"method":"([a-zA-Z_]+)"/g)].map(([, name]) => name!);
}
