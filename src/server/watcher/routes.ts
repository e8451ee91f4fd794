import { getAlert, listAlerts, streamAlerts } from "../api/alerts.ts";
import { route, type Route } from "../http/route.ts";
import type { Database } from "../store/store.ts";
import { readAlert, readAlerts } from "./alert-reads.ts";
import { streamOfAlerts } from "./alert-stream.ts";

export function alertRoutes(database: Database): readonly Route[] {
  return [
    route(listAlerts, ({ query }) => readAlerts(database, query)),
    route(streamAlerts, ({ lastEventId, signal }) => streamOfAlerts({ database, lastEventId, signal })),
    route(getAlert, ({ params }) => readAlert(database, params.id)),
  ];
}
