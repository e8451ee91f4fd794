import assert from "node:assert/strict";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { SimulatedBallot } from "../../../scripts/bench/simulated-ballots.ts";
import { PROOF_WORDS } from "../../../src/protocol/words.ts";
import { until } from "../relayer/sending/stage.ts";

/** Words and an address that no log, row or answer may have. */
export const CANARIES = ["canary-agent-5521", "canary-bearer-9034", "canary-cookie-7718", "203.0.113.77", "127.77.3.1"];
const [AGENT, BEARER, COOKIE, FORWARDED, ADDRESS] = CANARIES as [string, string, string, string, string];

/** What somebody was told about a ballot, with a receipt. */
export interface Acknowledged {
  readonly ballot: SimulatedBallot;
  readonly ticket: string;
}

export interface Told {
  readonly status: number;
  readonly body: {
    readonly ticket?: string;
    readonly state?: string;
    readonly code?: string;
    readonly receipt?: unknown;
  };
}

/** Voters who keep what they were told, and send from an address and with headers that nobody may keep. */
export class Voters {
  readonly acknowledged = new Map<bigint, Acknowledged>();
  /** All answers. */
  readonly heard: string[] = [];
  readonly electionId: bigint;

  constructor(electionId: bigint) {
    this.electionId = electionId;
  }

  /** Undefined when the connection broke before the answer. */
  async cast(url: string, ballot: SimulatedBallot): Promise<Told | undefined> {
    const { words, nullifier } = ballot;
    const body = JSON.stringify({
      proof: words.slice(0, PROOF_WORDS).map(String),
      nullifier: String(nullifier),
      ciphertexts: words.slice(PROOF_WORDS + 1).map(String),
    });
    const told = await this.ask(`${url}/v1/elections/${this.electionId}/ballots`, body).catch(() => undefined);
    if (told?.status !== 202) return told;
    const { ticket } = told.body;
    assert.ok(ticket !== undefined && told.body.receipt !== undefined, "taken without ticket or receipt");
    assert.equal(ticket, this.acknowledged.get(nullifier)?.ticket ?? ticket, "the same ballot, another ticket");
    this.acknowledged.set(nullifier, { ballot, ticket });
    return told;
  }

  castAll(url: string, ballots: readonly SimulatedBallot[]): Promise<(Told | undefined)[]> {
    return Promise.all(ballots.map((ballot) => this.cast(url, ballot)));
  }

  /** Sends what was not taken again, as clients do, until each ballot has its ticket: a busy service may say so, and must take them later. */
  async castUntilTaken(url: string, ballots: readonly SimulatedBallot[]): Promise<void> {
    let open = ballots;
    const isTaken = async (): Promise<boolean> => {
      const told = await this.castAll(url, open);
      for (const answer of told) assert.ok([202, 503, undefined].includes(answer?.status), JSON.stringify(answer));
      open = open.filter((_, index) => told[index]?.status !== 202);
      return open.length === 0;
    };
    await until(isTaken, "every ballot is taken");
  }

  entry(url: string, ticket: string): Promise<Told> {
    return this.ask(`${url}/v1/relay/entries/${ticket}`);
  }

  ask(url: string, body?: string): Promise<Told> {
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          method: body === undefined ? "GET" : "POST",
          localAddress: ADDRESS,
          agent: false,
          timeout: 120_000,
          headers: {
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            "user-agent": AGENT,
            authorization: `Bearer ${BEARER}`,
            cookie: `session=${COOKIE}`,
            "x-forwarded-for": FORWARDED,
          },
        },
        (response) => {
          text(response).then((answer) => {
            this.heard.push(answer);
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) as Told["body"] });
          }, reject);
        },
      );
      sent.on("error", reject).on("timeout", () => sent.destroy(new Error("no answer")));
      sent.end(body);
    });
  }
}
