import { connect } from "node:net";
import type { FuzzedRequest } from "./fuzz.ts";

/** What came back: empty when the service hung up without a word. */
export interface RawAnswer {
  readonly text: string;
  readonly status: number;
  readonly contentType: string | undefined;
}

/** One request as bytes, on a connection of its own, until the service hangs up; of an event stream the head alone. */
export async function sendRaw(
  port: number,
  { method, url, headers, payload = "" }: FuzzedRequest,
): Promise<RawAnswer | undefined> {
  const body = Buffer.from(payload);
  const head = Object.entries({
    ...headers,
    host: "localhost",
    connection: "close",
    "content-length": String(body.length),
  });
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    if (/^HTTP[^]*\r\ncontent-type: text\/event-stream/i.test(chunk.toString("latin1"))) socket.destroy();
  });
  // A service may hang up before it has read everything.
  socket.on("error", () => socket.destroy());
  socket.write(
    `${method} ${url} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    "latin1",
  );
  socket.write(body);
  await new Promise((resolve) => socket.once("close", resolve));
  const text = Buffer.concat(chunks).toString("latin1");
  if (text === "") return undefined;
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)![1]);
  return { text, status, contentType: /\r\ncontent-type: ([^\r]+)/i.exec(text)?.[1] };
}
