import type { Page } from "playwright-core";

/** A ballot to make in a page, by the portal's own worker. */
export interface PageFilling {
  /** Sealed; the voter's identity. */
  readonly wallet: string;
  readonly passphrase: string;
  readonly electionId: bigint;
  readonly options: number;
}

export interface FillingTimes {
  /** From the witness to the finished proof. */
  readonly provingMs: number;
  /** Meanwhile, the longest time between two turns of a timer in the page. */
  readonly longestGapMs: number;
  /** The same before, as long, while nothing was done: what the machine itself makes a page wait. */
  readonly idleGapMs: number;
}

/**
 * Speaks comlink's messages with a worker of its own, so that no page's words and buttons are part of the measurement. A text, since
 * scripts know no browser's types.
 */
const DRIVER = `async ({ wallet, passphrase, electionId, options }) => {
  const start = async () => {
    const files = await (await fetch("files.json")).json();
    const script = Object.keys(files).find((file) => /^assets\\/worker-[^/]+\\.js$/.test(file));
    const worker = new Worker(new URL(script, document.baseURI), { type: "module" });
    const waiting = new Map();
    worker.addEventListener("message", ({ data }) => waiting.get(data?.id)?.(data));
    const call = (path, args, transfer = []) =>
      new Promise((resolve, reject) => {
        const id = crypto.randomUUID();
        waiting.set(id, (answer) => {
          waiting.delete(id);
          if (answer.type === "RAW") resolve(answer.value);
          else reject(new Error(JSON.stringify(answer)));
        });
        worker.postMessage({ id, type: "APPLY", path, argumentList: args }, transfer);
      });
    await call(["wallet", "restore"], [{ type: "RAW", value: { text: wallet, passphrase } }]);
    return call;
  };
  globalThis.benchCall ??= start();
  const call = await globalThis.benchCall;
  const watch = (isOn) => {
    let last = performance.now();
    const gaps = [0];
    const timer = setInterval(() => {
      const now = performance.now();
      if (isOn()) gaps.push(now - last);
      last = now;
    }, 4);
    return () => {
      clearInterval(timer);
      return Math.max(...gaps);
    };
  };
  const idle = watch(() => true);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const idleGapMs = idle();
  const at = {};
  const proving = watch(() => at.witness !== undefined && at.checking === undefined);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    if (data.type === "APPLY") at[data.argumentList[0].value.stage] ??= performance.now();
    port1.postMessage({ id: data.id, type: "RAW", value: undefined });
  };
  const values = Array.from({ length: options }, (_, option) => (option === 0 ? 1 : 0));
  const ballot = { type: "RAW", value: { electionId: BigInt(electionId), values } };
  await call(["voter", "fill"], [ballot, { type: "HANDLER", name: "proxy", value: port2 }], [port2]);
  port1.close();
  return { provingMs: at.checking - at.witness, longestGapMs: proving(), idleGapMs };
}`;

export async function fillInPage(page: Page, { electionId, ...filling }: PageFilling): Promise<FillingTimes> {
  const given = JSON.stringify({ ...filling, electionId: String(electionId) });
  const times = await page.evaluate<FillingTimes>(`(${DRIVER})(${given})`);
  if (Number.isFinite(times.provingMs)) return times;
  throw new Error("The worker did not tell when it proved: its stages have other names.");
}
