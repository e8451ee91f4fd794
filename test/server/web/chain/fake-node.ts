import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Question {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

export interface FakeNode {
  readonly url: string;
  /** Every question that was put to it. */
  readonly asked: Question[];
  close(): Promise<void>;
}

/** A node that says what it is told to say. */
export async function fakeNode(answer: (questions: Question[], response: ServerResponse) => void): Promise<FakeNode> {
  const asked: Question[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const body = JSON.parse(text) as Question | Question[];
      const questions = Array.isArray(body) ? body : [body];
      asked.push(...questions);
      answer(questions, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/key-of-the-operator`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
