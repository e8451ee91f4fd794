import { sql } from "kysely";
import type { Logger } from "pino";
import type { ErrorCode } from "../../../errors.ts";
import type { Store } from "../../store/store.ts";
import { describeFailure } from "../../http/describe-failure.ts";

const WRITE_EVERY_MS = 5_000;

/** Counts refusals by code and minute for the watcher; of nobody, and of nothing that was sent. Housekeeping forgets them. */
export class Refusals {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #counts = new Map<ErrorCode, number>();
  readonly #timer: NodeJS.Timeout;

  constructor({ store, log }: { store: Store; log: Logger }) {
    this.#store = store;
    this.#log = log;
    this.#timer = setInterval(() => void this.#write(), WRITE_EVERY_MS).unref();
  }

  note(code: ErrorCode): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#write();
  }

  /** A count that cannot be written stays for the next time. */
  async #write(): Promise<void> {
    if (this.#counts.size === 0) return;
    const counts = [...this.#counts];
    this.#counts.clear();
    const rows = JSON.stringify(counts.map(([code, count]) => ({ code, count })));
    try {
      await this.#store.transaction(async (tx) => {
        await sql`
          INSERT INTO relay_refusals (minute, code, count)
          SELECT date_trunc('minute', now()), code, count
          FROM jsonb_to_recordset(${rows}::jsonb) AS r(code text, count integer) ORDER BY code
          ON CONFLICT (minute, code) DO UPDATE SET count = relay_refusals.count + excluded.count`.execute(tx);
      });
    } catch (error) {
      for (const [code, count] of counts) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
      this.#log.warn({ failure: describeFailure(error) }, "refusals are not written");
    }
  }
}
