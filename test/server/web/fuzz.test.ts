import assert from "node:assert/strict";
import { chainRoutes } from "../../../src/server/web/chain/routes.ts";
import { keptFiles } from "../../../src/server/web/files/kept-files.ts";
import { fileRoutes } from "../../../src/server/web/files/routes.ts";
import { dailyBytes } from "../../../src/server/web/letters/daily-bytes.ts";
import { letterBoxes } from "../../../src/server/web/letters/letter-boxes.ts";
import { letterRoutes } from "../../../src/server/web/letters/routes.ts";
import { testApp } from "../support/app.ts";
import { openEmbedded } from "../support/both-stores.ts";
import { fuzzApp } from "../support/fuzz.ts";
import { fakeNode } from "./chain/fake-node.ts";

const REQUESTS = 3_000;

describe("The web part", () => {
  it(`T107: ${REQUESTS} malformed requests to it meet no 5xx, and nothing but problems and valid answers`, async () => {
    const store = await openEmbedded();
    const node = await fakeNode((questions, response) => {
      const answers = questions.map(({ id }) => ({ jsonrpc: "2.0", id, result: "0x1" }));
      response.end(JSON.stringify(answers.length === 1 ? answers[0] : answers));
    });
    const room = { fileBytes: 1_000_000, allBytes: 10_000_000 };
    const routes = [
      ...chainRoutes({ url: node.url, isLocal: true, deployment: { addresses: {} } }),
      ...fileRoutes(keptFiles(store, room)),
      ...letterRoutes(letterBoxes(store.database, room), dailyBytes({ bytes: 0 })),
    ];
    const app = await testApp({ routes });
    await app.ready();
    const { statuses, broken } = await fuzzApp(app, REQUESTS);
    assert.equal(broken, undefined);
    for (const status of [200, 204, 400, 404, 405, 409, 415])
      assert.ok((statuses.get(status) ?? 0) > 0, `${status} of ${JSON.stringify([...statuses])}`);
    await app.close();
    await node.close();
    await store.close();
  });
});
