import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { OpenApiDocument } from "../../../src/server/http/openapi.ts";
import { PART_NAMES } from "../../../src/server/part.ts";
import { assertCountedOnce, until } from "../relayer/sending/stage.ts";
import { brokenPromise, requestFuzzer, type FuzzedRequest } from "../support/fuzz.ts";
import { sendRaw } from "../support/send-raw.ts";
import { assertInvariant } from "./invariant.ts";
import { Scene, stop } from "./scene.ts";
import { killServices, type Services } from "./services.ts";

const COUNT = 6_000;
const SIDE_BY_SIDE = 8;
/** A machine that is busy with other things makes services say so, by a promise of its own kind. */
const BUSY = /^HTTP\/1\.1 503 [^]*retry-after: \d+[^]*"code":"BUSY"/i;
const MOST_TRIES = 50;

describe("malformed requests to all services in one process", () => {
  let scene: Scene;
  let services: Services;
  before(async () => {
    scene = await Scene.open();
    services = await scene.start({ parts: PART_NAMES });
    await scene.voters.castUntilTaken(services.url, scene.stage.ballots(20));
  });
  after(() => scene.end());
  afterEach(() => killServices());

  it(`T107: ${COUNT} made from their own document meet no 5xx, after which they are healthy and take a ballot`, async () => {
    const document = (await (await fetch(`${services.url}/v1/openapi.json`)).json()) as OpenApiDocument;
    const next = requestFuzzer(document);
    const statuses = new Map<number, number>();
    let sent = 0;
    const worker = async (): Promise<void> => {
      while (sent < COUNT) {
        sent += 1;
        const status = await keepsPromise(next());
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    // Of use only while it reaches handlers and most kinds of refusal.
    for (const status of [200, 400, 404, 405, 415]) assert.ok((statuses.get(status) ?? 0) > 20, JSON.stringify([...statuses])); // prettier-ignore
    assert.ok(!/"level":"error"/.test(services.log()), services.log());

    // So many at once may have kept a part from looking at its chain for a moment.
    await until(async () => (await fetch(`${services.url}/health/ready`)).status === 200, "healthy");
    const ballots = scene.stage.ballots(3);
    await scene.voters.castUntilTaken(services.url, ballots);
    await assertInvariant(scene);
    await assertCountedOnce(scene.stage, ballots);
    await stop(services);
  });

  /** Status of the answer; 0 if there was none. */
  async function keepsPromise(request: FuzzedRequest): Promise<number> {
    const port = Number(new URL(services.url).port);
    for (let tries = 1; ; tries++) {
      const answer = await sendRaw(port, request);
      if (answer === undefined) return 0;
      const { status, contentType, text } = answer;
      if (tries < MOST_TRIES && BUSY.test(text)) {
        await pause(200);
        continue;
      }
      const shown = `${JSON.stringify(request).slice(0, 1_000)} → ${text.slice(0, 800)}`;
      assert.equal(brokenPromise(status, contentType, ""), undefined, shown);
      return status;
    }
  }
});
