import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";

const state = z.enum(["ok", "degraded", "failing"]);

const partHealth = z
  .strictObject({
    name: z.string().max(20),
    state,
    detail: z.record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean()])),
  })
  .meta({ id: "PartHealth" });

export const healthLive = defineEndpoint({
  name: "healthLive",
  method: "GET",
  path: "/health/live",
  tag: "Health",
  summary: "The process answers",
  cost: "free",
  success: { status: 200, body: z.strictObject({ state: z.literal("ok") }) },
  problems: [],
});

export const healthReady = defineEndpoint({
  name: "healthReady",
  method: "GET",
  path: "/health/ready",
  tag: "Health",
  summary: "Every part does its task",
  description:
    "`degraded` means that all works and somebody should look. When a part is failing the answer is 503 NOT_READY, whose `facts` name it. Details are for callers on the same machine, unless `http.openMetrics` is true.",
  cost: "free",
  success: { status: 200, body: z.strictObject({ state, parts: z.array(partHealth) }) },
  problems: ["NOT_READY"],
});
