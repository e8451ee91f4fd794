import { ALERT_ENDPOINTS } from "./alerts.ts";
import { askChain } from "./chain-gateway.ts";
import { readDemonstration } from "./demonstration.ts";
import type { Endpoint } from "./endpoint.ts";
import { FILE_ENDPOINTS } from "./files.ts";
import { healthLive, healthReady } from "./health.ts";
import { LETTER_ENDPOINTS } from "./letters.ts";
import { LOG_ENTRY_ENDPOINTS } from "./log-entries.ts";
import { PROOF_ENDPOINTS } from "./proofs.ts";
import { RECORD_ENDPOINTS } from "./records.ts";
import { RELAY_ENDPOINTS } from "./relay.ts";

/** Every operation of the HTTP API, for documents, clients and tests. A part adds its own in its own block. */
export const ENDPOINTS: readonly Endpoint[] = [
  healthLive,
  healthReady,
  ...ALERT_ENDPOINTS,
  ...PROOF_ENDPOINTS,
  ...RECORD_ENDPOINTS,
  ...RELAY_ENDPOINTS,
  askChain,
  ...FILE_ENDPOINTS,
  ...LOG_ENTRY_ENDPOINTS,
  ...LETTER_ENDPOINTS,
  readDemonstration,
];
