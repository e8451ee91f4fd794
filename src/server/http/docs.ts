import type { FastifyInstance } from "fastify";
import swagger, { type FastifyStaticSwaggerOptions } from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { OpenApiDocument } from "./openapi.ts";

export const DOCUMENT_PATH = "/v1/openapi.json";
const DOCS_PATH = "/docs";

/** Everything comes from here, nothing runs that is written into the page. */
const PAGE_POLICY = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": ["'self'", "data:"],
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
};

/** The document for programs, and its pages for people. */
export async function mountDocuments(app: FastifyInstance, document: OpenApiDocument): Promise<void> {
  const text = JSON.stringify(document);
  app.get(DOCUMENT_PATH, (_request, reply) =>
    reply.header("content-type", "application/json; charset=utf-8").send(text),
  );
  const specification = { document } as unknown as FastifyStaticSwaggerOptions["specification"];
  await app.register(swagger, { mode: "static", specification });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    staticCSP: PAGE_POLICY,
    // A validator of others would be told of every look at these pages.
    uiConfig: {
      url: DOCUMENT_PATH,
      validatorUrl: null,
      layout: "BaseLayout",
      docExpansion: "list",
      deepLinking: false,
    },
    theme: { title: "Psephos API" },
  });
}
