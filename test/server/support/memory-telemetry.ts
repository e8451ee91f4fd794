import { createTelemetry, type Telemetry } from "../../../src/server/telemetry.ts";

/** A telemetry whose log lines can be read. */
export function memoryTelemetry(): { readonly telemetry: Telemetry; readonly lines: string[] } {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { telemetry: createTelemetry({ level: "debug", destination }), lines };
}
