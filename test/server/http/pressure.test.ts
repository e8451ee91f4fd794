import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { problemSchema } from "../../../src/server/api/problem.ts";
import { testApp } from "../support/app.ts";
import { SAMPLE_ROUTES } from "../support/sample-routes.ts";

const FILE_LIMIT = 120;

/** A server in a process of its own that may open few files. */
async function limitedServer(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const script = new URL("../support/limited-server.ts", import.meta.url).pathname;
  const child = fork("-c", [`ulimit -n ${FILE_LIMIT}; exec "$0" "$1"`, process.execPath, script], {
    execPath: "/bin/sh",
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [url] = (await once(child, "message")) as [string];
  return { child, url };
}

async function tryToOpen(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => socket.destroy());
  await Promise.race([once(socket, "connect"), once(socket, "close")]);
  return socket;
}

describe("a server under pressure", () => {
  it("F25: out of file descriptors it refuses connections or says 503, lives, and recovers", async () => {
    const { child, url } = await limitedServer();
    try {
      const sockets: Socket[] = [];
      for (let count = 0; count < FILE_LIMIT + 80; count += 1) sockets.push(await tryToOpen(Number(new URL(url).port)));
      for (const path of ["/v1/rows", "/docs/static/swagger-ui.css", "/health/live"]) {
        const response = await fetch(url + path, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
        await response?.arrayBuffer().catch(() => undefined);
        if (response !== undefined) assert.ok([200, 503].includes(response.status), `${path} ${response.status}`);
      }
      assert.equal(child.exitCode, null);
      for (const socket of sockets) socket.destroy();
      while ((await fetch(`${url}/v1/rows`).catch(() => undefined))?.status !== 200) await pause(50);
      assert.equal((await fetch(`${url}/docs/static/swagger-ui.css`)).status, 200);
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("says BUSY while its event loop lags, but still says that it lives", async () => {
    const app = await testApp({ routes: SAMPLE_ROUTES, config: { maxEventLoopDelayMs: 20 } });
    await app.ready();
    const startedMs = performance.now();
    let response = await app.inject("/v1/rows");
    while (response.statusCode === 200 && performance.now() - startedMs < 10_000) {
      const untilMs = performance.now() + 100;
      while (performance.now() < untilMs);
      await pause(1);
      response = await app.inject("/v1/rows");
    }
    assert.equal(response.statusCode, 503);
    assert.equal(problemSchema.parse(response.json()).code, "BUSY");
    assert.ok(Number(response.headers["retry-after"]) > 0);
    assert.equal((await app.inject("/health/live")).statusCode, 200);
    assert.equal((await app.inject("/metrics")).statusCode, 200);
    while ((await app.inject("/v1/rows")).statusCode !== 200) await pause(100);
    await app.close();
  });
});
