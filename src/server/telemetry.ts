import type { Logger } from "pino";
import type { Registry } from "prom-client";

/** Where a part reports to operators. No caller's address, no header and no secret goes to either. */
export interface Telemetry {
  readonly log: Logger;
  readonly metrics: Registry;
}

/**
 * Called at the named steps of a service, and waited for. Tests end the process there; operators have logs and metrics instead.
 * Names are "part.step", such as "relayer.signed".
 */
export type StepListener = (step: string) => void | Promise<void>;
