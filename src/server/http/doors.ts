import type { FastifyInstance } from "fastify";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import underPressure from "@fastify/under-pressure";
import { PsephosError } from "../../errors.ts";
import type { HttpConfig } from "./config.ts";
import { keepStrangePagesOut } from "./browsers.ts";
import { BUSY_RETRY_SECONDS } from "./problems.ts";

const CORS_CACHE_SECONDS = 600;

/** Who may call from a browser, what browsers may do with answers, and when nobody is let in. */
export async function closeDoors(app: FastifyInstance, config: HttpConfig): Promise<void> {
  const { origins, maxEventLoopDelayMs } = config;
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { "default-src": ["'none'"], "frame-ancestors": ["'none'"] },
    },
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
  });
  if (origins.length > 0) {
    await app.register(cors, {
      origin: [...origins],
      methods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
      allowedHeaders: ["authorization", "content-type", "idempotency-key", "last-event-id"],
      exposedHeaders: ["retry-after"],
      credentials: false,
      strictPreflight: false,
      maxAge: CORS_CACHE_SECONDS,
    });
  }
  keepStrangePagesOut(app, config);
  if (maxEventLoopDelayMs > 0) {
    await app.register(underPressure, {
      maxEventLoopDelay: maxEventLoopDelayMs,
      retryAfter: BUSY_RETRY_SECONDS,
      pressureHandler: (request) => {
        if (request.routeOptions.config.isFree === true) return;
        throw new PsephosError("BUSY", "The service has more to do than it can. Try again soon.");
      },
    });
  }
}
