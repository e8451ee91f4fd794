import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { attach, type Chain } from "../../../../src/chain/contracts.ts";
import { connect } from "../../../../src/chain/provider.ts";

export interface Question {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** What the node does with a question: `honest` is what the real one answers. Undefined: it answers nothing, ever. */
export type Answer =
  | { readonly result: unknown }
  | { readonly status: number; readonly body?: string }
  | { readonly hangUp: true }
  | undefined;
export type Script = (question: Question, honest: () => Promise<unknown>) => Promise<Answer>;

/** A node in front of a real one, that answers as it is told. */
export interface ScriptedNode {
  readonly url: string;
  /** Honest again when undefined. */
  script: Script | undefined;
  readonly asked: Question[];
  /** The same contracts, seen through this node. */
  chainOf(chain: Chain): Promise<Chain>;
  end(): Promise<void>;
}

export async function startScriptedNode(upstream: string): Promise<ScriptedNode> {
  const honest = async (question: Question): Promise<unknown> => {
    const response = await fetch(upstream, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", ...question }),
    });
    return await response.json();
  };
  const chains: Chain[] = [];
  const server = createServer((request, response) => {
    const work = async (): Promise<void> => {
      const question = JSON.parse(await text(request)) as Question;
      node.asked.push(question);
      if (node.script === undefined) return reply(response, await honest(question));
      const result = async (): Promise<unknown> => ((await honest(question)) as { result: unknown }).result;
      answer(response, question, await node.script(question, result));
    };
    work().catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const node: ScriptedNode = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script: undefined,
    asked: [],
    async chainOf({ deployment }) {
      const chain = await attach(await connect({ url: node.url }), deployment);
      chains.push(chain);
      return chain;
    },
    async end() {
      for (const chain of chains) chain.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return node;
}

function answer(response: ServerResponse, { id }: Question, given: Answer): void {
  if (given === undefined) return;
  if ("hangUp" in given) return void response.destroy();
  if ("result" in given) return reply(response, { jsonrpc: "2.0", id, result: given.result });
  response.writeHead(given.status, { "content-type": "application/json" }).end(given.body ?? "");
}

function reply(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
