import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { loadVerifyingKey } from "../../../src/proofs/artifacts.ts";
import type { VerifyingKey } from "../../../src/proofs/proof.ts";
import { publicSignalsOf } from "../../../src/proofs/public-signals.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { proveRemotely } from "../../../src/server/client/prove-remotely.ts";
import { decryptionTask } from "../../proofs/samples.ts";

const SCRIPT = join(import.meta.dirname, "serve-until-killed.ts");
const STEPS = ["queued", "started", "witness", "sums", "finish", "proved"].map((step) => `prover.${step}`);

describe("a prover that is killed", () => {
  const children: ChildProcess[] = [];
  let folder: string;
  let key: VerifyingKey;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "psephos-prover-"));
    ({ verifyingKey: key } = await loadVerifyingKey({ circuit: "decryption-2" }));
  });
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

  const serve = async (port: number, step = ""): Promise<ChildProcess> => {
    const env = { ...process.env, TMPDIR: folder, HOME: folder };
    const child = spawn(process.execPath, [SCRIPT, String(port), step], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] }); // prettier-ignore
    children.push(child);
    await once(createInterface(child.stdout), "line");
    return child;
  };

  for (const step of STEPS) {
    it(`F9: at ${step} leaves no file behind, and its client has the proof after asking the next one again`, async () => {
      const port = await freePort();
      const child = await serve(port, step);
      const restarted = once(child, "exit").then(([, signal]) => {
        assert.equal(signal, "SIGKILL");
        return serve(port);
      });
      const client = createClient({ url: `http://127.0.0.1:${port}` });
      const task = decryptionTask();
      const proof = await proveRemotely({ client, task, key, timeoutSeconds: 300 });
      await restarted;
      assert.deepEqual(proof.signals, publicSignalsOf(task));
      assert.deepEqual(readdirSync(folder), []);
    });
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
