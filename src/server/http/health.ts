import { PsephosError } from "../../errors.ts";
import type { AnswerOf } from "../api/endpoint.ts";
import { healthLive, healthReady } from "../api/health.ts";
import type { Part, PartHealth } from "../part.ts";
import { route, type Route } from "./route.ts";

const LIMIT_MS = 5000;
/** An answer is good for so long: anybody may ask, and asking costs the parts something. */
const KEPT_MS = 1000;

type AskablePart = Pick<Part, "name" | "health">;
type Ready = AnswerOf<typeof healthReady>;

export function healthRoutes(parts: readonly AskablePart[]): readonly Route[] {
  const ask = kept(() => askAll(parts));
  return [
    route(healthLive, () => ({ state: "ok" as const })),
    route(healthReady, async ({ isInsider }) => {
      const ready = await ask();
      if (ready.state !== "failing") return isInsider ? ready : statesOf(ready);
      const states = ready.parts.map(({ name, state }) => [name, state]);
      throw new PsephosError("NOT_READY", "A part of this service is failing.", {
        detail: Object.fromEntries(states) as Record<string, string>,
      });
    }),
  ];
}

/** Without details: counts and balances tell when somebody came. */
function statesOf({ state, parts }: Ready): Ready {
  return { state, parts: parts.map((part) => ({ ...part, detail: {} })) };
}

function kept(ask: () => Promise<Ready>): () => Promise<Ready> {
  let last: { readonly answer: Promise<Ready>; readonly atMs: number } | undefined;
  return () => {
    const nowMs = performance.now();
    if (last === undefined || nowMs - last.atMs > KEPT_MS) last = { answer: ask(), atMs: nowMs };
    return last.answer;
  };
}

async function askAll(parts: readonly AskablePart[]): Promise<Ready> {
  const answers = await Promise.all(parts.map(async (part) => ({ name: part.name, ...(await askOne(part)) })));
  const worst = (["failing", "degraded"] as const).find((state) => answers.some((answer) => answer.state === state));
  return { state: worst ?? "ok", parts: answers };
}

/** A part that cannot say how it is, or takes too long, is failing. */
async function askOne(part: AskablePart): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartHealth>((resolve) => {
    timer = setTimeout(
      () => resolve({ state: "failing", detail: { reason: `no answer within ${LIMIT_MS} ms` } }),
      LIMIT_MS,
    );
  });
  try {
    return await Promise.race([part.health(), late]);
  } catch (error) {
    const reason = error instanceof PsephosError ? error.code : "its health check broke";
    return { state: "failing", detail: { reason } };
  } finally {
    clearTimeout(timer);
  }
}
