/** Sends the lines of a file as requests over connections that are kept, in a process of its own. One argument: a `Load` as JSON. */
import { createReadStream } from "node:fs";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { runScript } from "../../system/run-script.ts";

export interface Load {
  /** Of the operation that takes each line. */
  readonly url: string;
  readonly file: string;
  /** As many requests at a time at most. */
  readonly connections: number;
  /** So many begin each second, whatever becomes of earlier ones; without it each connection goes on as soon as it has its answer. */
  readonly perSecond?: number;
}

export interface LoadFigures {
  readonly seconds: number;
  /** Answers by status, and by error code where there is one. */
  readonly answers: Readonly<Record<string, number>>;
  /** From when a request was due, so that a server that stalls cannot hide it, to the last byte of its answer. */
  readonly medianMs: number;
  readonly p99Ms: number;
}

async function send(load: Load): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const lines = createInterface({ input: createReadStream(load.file), crlfDelay: Infinity })[Symbol.asyncIterator]();
  const answers: Record<string, number> = {};
  const times: number[] = [];
  const start = performance.now();
  let count = 0;
  const goOn = async (): Promise<void> => {
    for (;;) {
      const line = await lines.next();
      if (line.done === true) return;
      const dueAt = load.perSecond === undefined ? performance.now() : start + (1_000 * count++) / load.perSecond;
      if (dueAt > performance.now()) await pause(dueAt - performance.now());
      const name = await post({ agent, url: load.url, body: line.value });
      times.push(performance.now() - dueAt);
      answers[name] = (answers[name] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, goOn));
  agent.destroy();
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return { seconds: (performance.now() - start) / 1_000, answers, medianMs: at(0.5), p99Ms: at(0.99) };
}

function post({ agent, url, body }: { agent: Agent; url: string; body: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { agent, method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        const [, code] = /"code":"([A-Z_]+)"/.exec(text) ?? [];
        resolve(code === undefined ? String(response.statusCode) : `${response.statusCode} ${code}`);
      });
      response.on("error", reject);
    });
    sent.on("error", reject).end(body);
  });
}

await runScript(async () => {
  console.log(JSON.stringify(await send(JSON.parse(process.argv[2] ?? "{}") as Load)));
});
