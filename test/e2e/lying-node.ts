import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What a dishonest node does to an answer; returns the result to give instead. */
export type Lie = (call: { method: string; params: readonly unknown[]; result: unknown }) => unknown;

/** A JSON-RPC endpoint that passes everything on to an honest chain, and lies where it is told to. */
export async function startLyingNode({
  honest,
  lie,
}: {
  honest: string;
  lie: Lie;
}): Promise<{ url: string; stop(): void }> {
  const server: Server = createServer((request, response) => {
    const given = (reply: string): void => {
      response.setHeader("content-type", "application/json");
      response.end(reply);
    };
    answer({ body: text(request), honest, lie }).then(given, () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close().closeAllConnections() };
}

async function answer(input: { body: Promise<string>; honest: string; lie: Lie }): Promise<string> {
  const body = await input.body;
  const headers = { "content-type": "application/json" };
  const reply = (await (await fetch(input.honest, { method: "POST", headers, body })).json()) as { result?: unknown };
  const { method, params } = JSON.parse(body) as { method: string; params: unknown[] };
  if (reply.result === undefined) return JSON.stringify(reply);
  return JSON.stringify({ ...reply, result: input.lie({ method, params, result: reply.result }) });
}
