import { pino, type DestinationStream, type Logger } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";

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

export interface TelemetryOptions {
  readonly level: "debug" | "info" | "warn" | "error" | "silent";
  /** Where lines go; standard output unless told. */
  readonly destination?: DestinationStream;
}

/** The last net, under code that logs no secret: whatever is called like one is left out. */
const SECRET_NAMES = [
  "secret",
  "privateKey",
  "passphrase",
  "mnemonic",
  "witness",
  "inputs",
  "password",
  "authorization",
];

/** JSON lines with time and level, no host name and no process id; a registry of its own, so that servers in one process do not mix. */
export function createTelemetry({ level, destination }: TelemetryOptions): Telemetry {
  const options = {
    level,
    base: null,
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]), censor: "[left out]" },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics, prefix: "psephos_" });
  return { log: destination === undefined ? pino(options) : pino(options, destination), metrics };
}
