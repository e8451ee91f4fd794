import type { Chain } from "../contracts.ts";
import { translating } from "../sending/errors.ts";

export interface ViewCall {
  readonly to: string;
  /** `0x` selector and arguments. */
  readonly data: string;
}

/** Calls views at the newest block, all in one JSON-RPC batch. `0x` results in order; undefined where the node gave none. */
export async function callMany(
  { provider }: Pick<Chain, "provider">,
  calls: readonly ViewCall[],
): Promise<(string | undefined)[]> {
  if (calls.length === 0) return [];
  const payload = calls.map((call, id) => ({ jsonrpc: "2.0", id, method: "eth_call", params: [call, "latest"] }) as const); // prettier-ignore
  const answers = await translating(provider._send(payload));
  const results = calls.map((): string | undefined => undefined);
  for (const answer of answers) {
    if (!("result" in answer) || !(answer.id in results)) continue;
    const result: unknown = answer.result;
    if (typeof result === "string") results[answer.id] = result;
  }
  return results;
}
