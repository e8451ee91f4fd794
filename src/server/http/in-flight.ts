import type { ServerResponse } from "node:http";

/** Requests that are being answered, so that each can be told to stop: when its caller hangs up, or with all others. */
export interface InFlight {
  /** The signal for this answer; forgotten when the answer is over. */
  begin(response: ServerResponse, kind: "stream" | "answer"): AbortSignal;
  abort(kind: "stream" | "answer"): void;
  count(kind: "stream" | "answer"): number;
  /** When nothing is left, or after `limitMs`. */
  settled(limitMs: number): Promise<void>;
}

export function inFlight(): InFlight {
  const running = { stream: new Set<AbortController>(), answer: new Set<AbortController>() };
  const waiting = new Set<() => void>();
  const isEmpty = () => running.stream.size + running.answer.size === 0;
  return {
    begin(response, kind) {
      const controller = new AbortController();
      running[kind].add(controller);
      response.once("close", () => {
        running[kind].delete(controller);
        if (!response.writableFinished) controller.abort();
        if (isEmpty()) for (const wake of waiting) wake();
      });
      return controller.signal;
    },
    abort(kind) {
      for (const controller of running[kind]) controller.abort();
    },
    count: (kind) => running[kind].size,
    async settled(limitMs) {
      if (isEmpty()) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, limitMs);
        function wake() {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        }
        waiting.add(wake);
      });
    },
  };
}
