import { putLogEntries, readLogEntries } from "../../api/log-entries.ts";
import { route, type Route } from "../../http/route.ts";
import type { KeptLogs } from "./kept-logs.ts";

export function logEntryRoutes(logs: KeptLogs): readonly Route[] {
  return [
    route(readLogEntries, ({ params: { logId } }) => logs.read(logId)),
    route(
      putLogEntries,
      ({ params, body }) => logs.keep(params, body),
      ({ params, bodyBytes }) => logs.has(params, bodyBytes),
    ),
  ];
}
