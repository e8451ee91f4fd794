import { z } from "zod";
import { isPsephosError, PsephosError } from "../../../errors.ts";
import { parseJson } from "../../client/answer.ts";
import { PROGRAM_LIMIT_CODE } from "./limits.ts";

export interface NodeQuestion {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** What a node says to one question. */
export type NodeAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } };

export interface NodeLimits {
  readonly signal: AbortSignal;
  /** For all of them. */
  readonly answerMs: number;
  /** Of a request's answers together. */
  readonly answerBytes: number;
  /** Told how many bytes of the answer are here; throws where there is no room for them. */
  readonly onBytes: (bytes: number) => void;
}

const TOO_LARGE: NodeAnswer = {
  error: { code: PROGRAM_LIMIT_CODE, message: "The answer is too large. Ask for fewer blocks at a time." },
};
const NO_ANSWER: NodeAnswer = { error: { code: -32603, message: "The node gave no answer to this question." } };

const MAX_MESSAGE = 1_000;
const MAX_DATA = 65_536;

const answers = z.array(
  z.object({
    id: z.int(),
    result: z.unknown().optional(),
    error: z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() }).optional(),
  }),
);

/**
 * The node's answers in the order of the questions: of one batch where it can be, otherwise of a request each. Rejects with
 * CHAIN_UNREACHABLE when it gives none that can be read.
 */
export async function askNode(
  url: string,
  questions: readonly NodeQuestion[],
  { signal, answerMs, answerBytes, onBytes }: NodeLimits,
): Promise<NodeAnswer[]> {
  const limits = { signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]), answerBytes, onBytes };
  // A transaction is not sent twice: where a batch has to be asked again, it was in none.
  const isTogether = !questions.some(({ method }) => method === "eth_sendRawTransaction");
  const together = isTogether || questions.length === 1 ? await askTogether(url, questions, limits) : undefined;
  return together ?? (await askEach(url, questions, limits));
}

type PostLimits = Omit<NodeLimits, "answerMs">;

/** Undefined where each has to be asked by itself: the answers together are too long, or the node takes no batches or shorter ones. */
async function askTogether(
  url: string,
  questions: readonly NodeQuestion[],
  limits: PostLimits,
): Promise<NodeAnswer[] | undefined> {
  const payload = questions.map((question, id) => ({ jsonrpc: "2.0", id, ...question }));
  const isOne = payload.length === 1;
  const text = await post(url, JSON.stringify(isOne ? payload[0] : payload), limits);
  if (text === undefined) return isOne ? [TOO_LARGE] : undefined;
  const value = parseJson(text);
  const parsed = answers.safeParse(Array.isArray(value) ? value : [value]);
  if (!parsed.success && !isOne) return undefined;
  if (!parsed.success) throw unreachable(parsed.error);
  const byId = new Map(parsed.data.map((answer) => [answer.id, answer]));
  return questions.map((_, id) => {
    const answer = byId.get(id);
    if (answer?.error !== undefined) return { error: passedOn(answer.error) };
    return answer === undefined || !("result" in answer) ? NO_ANSWER : { result: answer.result };
  });
}

async function askEach(url: string, questions: readonly NodeQuestion[], limits: PostLimits): Promise<NodeAnswer[]> {
  const said: NodeAnswer[] = [];
  let held = 0;
  for (const question of questions) {
    let bytes = 0;
    const onBytes = (here: number): void => {
      bytes = here;
      limits.onBytes(held + here);
    };
    const answer = await askTogether(url, [question], { ...limits, onBytes });
    held += bytes;
    said.push(answer?.[0] ?? NO_ANSWER);
  }
  return said;
}

/** Undefined when the answer is longer than it may be. */
async function post(
  url: string,
  body: string,
  { signal, answerBytes, onBytes }: PostLimits,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "error",
      signal,
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > answerBytes) return undefined;
      onBytes(size);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  } catch (cause) {
    throw isPsephosError(cause) ? cause : unreachable(cause);
  }
}

/** Contracts' refusals are in `data`. A node's words may name the machine behind it. */
function passedOn({ code, message, data }: { code: number; message: string; data?: unknown }) {
  const words = message.replaceAll(/[a-z+]+:\/\/\S+/gi, "…").slice(0, MAX_MESSAGE);
  const isSmall = data !== undefined && JSON.stringify(data).length <= MAX_DATA;
  return { code, message: words, ...(isSmall ? { data } : {}) };
}

function unreachable(cause: unknown): PsephosError {
  return new PsephosError("CHAIN_UNREACHABLE", "The node does not answer. Try again later.", { cause });
}
