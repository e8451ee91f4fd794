import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { alert as alertSchema } from "../../../src/server/api/alerts.ts";
import type { Part } from "../../../src/server/part.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { createTelemetry, type Telemetry } from "../../../src/server/telemetry.ts";
import { readAlerts } from "../../../src/server/watcher/alert-reads.ts";
import { watcherPart } from "../../../src/server/watcher/watcher-part.ts";
import { startTestChain, type TestChain } from "../../chain/setup.ts";
import { servedApp, testApp } from "../support/app.ts";
import { forBothStores } from "../support/both-stores.ts";

describe("the watcher as a service", function () {
  this.timeout(180_000);
  let test: TestChain;
  before(async () => {
    test = await startTestChain();
  });
  after(() => test.end());

  forBothStores((open) => {
    let store: Store;
    const started: Part[] = [];
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      for (const part of started.splice(0)) await part.stop();
    });

    const start = async (): Promise<{ part: Part; telemetry: Telemetry }> => {
      const telemetry = createTelemetry({ level: "silent" });
      const settings = { intervalSeconds: 0.05, failuresBeforeAlert: 1, behindBlocks: 0 };
      const part = watcherPart({ store, chain: test.chain, telemetry, settings });
      started.push(part);
      await part.start();
      return { part, telemetry };
    };
    const looks = async ({ telemetry }: { telemetry: Telemetry }): Promise<boolean> =>
      /^psephos_watcher_looking 1$/m.test(await telemetry.metrics.metrics());

    it("raises one alert though two watch, and goes on with the second when the first stops", async () => {
      // Nobody indexes this chain: that is what there is to see.
      const [one, two] = [await start(), await start()];
      await until(async () => (await looks(one)) || (await looks(two)));
      await sleep(300);
      assert.equal((await looks(one)) && (await looks(two)), false);
      const [first, second] = (await looks(one)) ? [one, two] : [two, one];
      await first.part.stop();
      await until(() => looks(second));
      await sleep(200);
      const { items } = await readAlerts(store.database, { limit: 10 });
      assert.deepEqual(
        items.map(({ kind, clearedAt }) => [kind, clearedAt]),
        [["indexer-behind", null]],
      );
    });

    it("is healthy while it makes its checks, and shows open alerts as a metric", async () => {
      const { part, telemetry } = await start();
      await until(() => looks({ telemetry }));
      const { state, detail } = await part.health();
      assert.equal(state, "ok");
      assert.equal(detail["openAlerts"], 1);
      const text = await telemetry.metrics.metrics();
      assert.match(text, /psephos_alerts_open\{kind="indexer-behind",severity="warning"\} 1/);
    });

    it("answers over HTTP with a list, one alert, and a stream of what changes", async () => {
      const { part, telemetry } = await start();
      await until(() => looks({ telemetry }));
      const app = await testApp({ routes: part.routes });
      const listed = await app.inject({ url: "/v1/alerts?state=open&kind=indexer-behind&severity=warning" });
      assert.equal(listed.statusCode, 200);
      const [item] = listed.json<{ items: unknown[] }>().items;
      const { id, sentence } = alertSchema.parse(item);
      assert.match(sentence.en, /^The index is \d+ blocks/);
      assert.deepEqual((await app.inject({ url: `/v1/alerts/${id}` })).json(), item);
      assert.equal((await app.inject({ url: `/v1/alerts/${randomUUID()}` })).statusCode, 404);
      for (const path of ["/v1/alerts/1", "/v1/alerts?kind=none", "/v1/alerts?cursor=AAAA", "/v1/alerts?limit=0"]) {
        assert.equal((await app.inject({ url: path })).statusCode, 400, path);
      }
      await app.close();
      const { app: served, url } = await servedApp({ routes: part.routes });
      const stop = new AbortController();
      const answer = await fetch(`${url}/v1/alerts/events`, { signal: stop.signal });
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      let received = "";
      await until(async () => {
        received += (await reader.read()).value ?? "";
        return received.includes('"kind":"indexer-behind"');
      });
      stop.abort();
      await served.close();
    });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    assert.ok(performance.now() < deadline, "not in time");
    await sleep(25);
  }
}
