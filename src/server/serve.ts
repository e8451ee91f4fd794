import type { AddressInfo } from "node:net";
import { isIPv6 } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Account } from "../chain/accounts.ts";
import type { Chain } from "../chain/contracts.ts";
import { PsephosError } from "../errors.ts";
import type { DemonstrationAnswer } from "./api/demonstration.ts";
import type { Config } from "./config/schema.ts";
import { httpSettings } from "./config/settings.ts";
import { buildApp } from "./http/build-app.ts";
import { startHousekeeping } from "./housekeeping/housekeeping.ts";
import { describeFailure } from "./http/describe-failure.ts";
import { makeParts } from "./make-parts.ts";
import type { Part } from "./part.ts";
import type { VerifyingKeys } from "./relayer/intake/verifying-keys.ts";
import type { SenderPace } from "./relayer/sending/settings.ts";
import type { Store } from "./store/store.ts";
import type { StepListener, Telemetry } from "./telemetry.ts";
import { mountStatusPage } from "./web/status-page.ts";

export interface ServeOptions {
  readonly config: Config;
  readonly telemetry: Telemetry;
  /** Of this program, for the API. */
  readonly version: string;
  /** Needed by relayer, indexer, watcher and web; whoever opened it closes it, after `stop`. */
  readonly store?: Store;
  /** Needed by the same. */
  readonly chain?: Chain;
  /** Other nodes of the same chain. */
  readonly secondOpinions?: readonly Chain[];
  /** Needed by the relayer. */
  readonly account?: Account;
  /** In place of this installation's verifying keys, for the relayer. */
  readonly keys?: VerifyingKeys;
  /** What visitors of a demonstration may take, for the portal. */
  readonly demonstration?: DemonstrationAnswer;
  /** In place of the relayer's usual patience. */
  readonly pace?: Partial<SenderPace>;
  /** In place of this installation's build of the portal. */
  readonly portal?: string;
  readonly onStep?: StepListener;
}

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:7400`. */
  readonly url: string;
  readonly parts: readonly Part[];
  /** Takes nothing new, finishes or hands over what it holds, and ends; within 30 s whatever hangs. */
  stop(): Promise<void>;
}

const STOP_LIMIT_MS = 25_000;

/** Runs the parts that the configuration names, behind one port. If one cannot start, none stays. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { config, telemetry } = options;
  const parts = makeParts(options);
  const started: Part[] = [];
  let app: FastifyInstance | undefined;
  const stop = async (): Promise<void> => {
    await app?.close();
    // The other way round: whoever is fed by another one ends first.
    for (const part of started.reverse()) {
      await part.stop().catch((error: unknown) => {
        telemetry.log.error({ part: part.name, failure: describeFailure(error) }, "A part did not stop cleanly");
      });
    }
  };
  try {
    started.push(...parts);
    app = await startAll(options, parts);
    for (const part of parts) await part.mount?.(app);
    if (config.parts.includes("web")) mountStatusPage(app, parts);
    const url = await listen(app, config);
    return { url, parts, stop: () => within(stop(), telemetry) };
  } catch (error) {
    await within(stop(), telemetry);
    throw error;
  }
}

/** All at once, since each waits for something else: threads, the chain, the database. Rejects only when none is still starting. */
async function startAll({ config, telemetry, store }: ServeOptions, parts: readonly Part[]): Promise<FastifyInstance> {
  const starting = parts.map(async (part) => {
    await part.start();
    telemetry.log.info({ part: part.name }, "A part runs");
  });
  if (store !== undefined) starting.push(startHousekeeping({ store, telemetry }));
  const [app, ...outcomes] = await Promise.allSettled([
    buildApp({ parts, config: httpSettings(config), telemetry }),
    ...starting,
  ]);
  const failed = [app, ...outcomes].find((outcome) => outcome.status === "rejected");
  if (failed === undefined && app.status === "fulfilled") return app.value;
  if (app.status === "fulfilled") await app.value.close();
  throw failed?.reason;
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const code = String((cause as NodeJS.ErrnoException).code);
    const why = code === "EADDRINUSE" ? "something else listens there" : `the system says ${code}`;
    throw new PsephosError("CONFIG_INVALID", `${host}:${port} cannot be listened at: ${why}. Choose another port.`, {
      detail: { field: "port" },
      cause,
    });
  }
  const address = app.server.address() as AddressInfo;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`;
}

/** A part that hangs must not hold the process beyond its time: what it held is in the store, and goes on at the next start. */
async function within(stopping: Promise<void>, { log }: Telemetry): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.error({ limitMs: STOP_LIMIT_MS }, "Stopping took too long; what was not finished goes on at the next start");
      resolve();
    }, STOP_LIMIT_MS);
  });
  await Promise.race([stopping, late]);
  clearTimeout(timer);
}
