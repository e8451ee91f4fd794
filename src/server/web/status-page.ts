import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Part, PartHealth, PartName } from "../part.ts";
import { pageTexts, type PageLanguage } from "./texts.ts";

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: start; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8886; vertical-align: top; }
  nav { float: inline-end; }
  .failing { font-weight: bold; }
`;

/** Nothing runs, nothing is loaded, and the one style sheet is the one above. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

type State = PartHealth["state"] | "unknown";

const KEPT_MS = 1_000;
const ANSWER_LIMIT_MS = 2_000;

/** A page for operators at `/status`: what runs here, how it is, and where to read on. */
export function mountStatusPage(app: FastifyInstance, parts: readonly AskablePart[]): void {
  const glance = glanceAt(parts);
  app.get("/status", { config: { isFree: true, isStream: false, declared: [] } }, async (request, reply) => {
    const { lang } = request.query as { lang?: unknown };
    const language = languageOf(lang, request.headers["accept-language"]);
    const states = await glance();
    return reply
      .header("content-type", "text/html; charset=utf-8")
      .header("content-language", language)
      .header("content-security-policy", POLICY)
      .header("cache-control", "no-store")
      .header("vary", "accept-language")
      .send(page({ language, parts: parts.map(({ name }) => name), states }));
  });
}

type AskablePart = Pick<Part, "name" | "health">;

/** A glance, good for a moment: looking at the page again costs the parts nothing, and one that does not answer is unknown. */
function glanceAt(parts: readonly AskablePart[]): () => Promise<ReadonlyMap<PartName, State>> {
  let last: { readonly states: Promise<ReadonlyMap<PartName, State>>; readonly atMs: number } | undefined;
  const ask = async () =>
    new Map(await Promise.all(parts.map(async (part) => [part.name, await stateOf(part)] as const)));
  return () => {
    const nowMs = performance.now();
    if (last === undefined || nowMs - last.atMs > KEPT_MS) last = { states: ask(), atMs: nowMs };
    return last.states;
  };
}

async function stateOf(part: AskablePart): Promise<State> {
  const late = new AbortController();
  const state = part.health().then(
    (health) => health.state,
    () => "failing" as const,
  );
  const unknown = pause(ANSWER_LIMIT_MS, "unknown" as const, { signal: late.signal });
  try {
    return await Promise.race([state, unknown]);
  } finally {
    unknown.catch(() => undefined);
    late.abort();
  }
}

/** What the link asks for, else the first of ours among the browser's languages. */
function languageOf(asked: unknown, accepted = ""): PageLanguage {
  if (asked === "zh" || asked === "en") return asked;
  const wanted = accepted
    .slice(0, 200)
    .split(",")
    .map((entry) => {
      const [tag = "", quality] = entry.trim().split(/\s*;\s*q=/);
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => (language === "zh" || language === "en") && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return wanted[0]?.language === "zh" ? "zh" : "en";
}

interface Page {
  readonly language: PageLanguage;
  readonly parts: readonly PartName[];
  readonly states: ReadonlyMap<PartName, State>;
}

/** Every word is ours: nothing that a caller sent is in it. */
function page({ language, parts, states }: Page): string {
  const texts = pageTexts[language];
  const rows = parts
    .filter((part) => part !== "web")
    .map((part) => {
      const state = states.get(part) ?? "unknown";
      const cells = [texts.parts[part], texts.states[state]].map((text) => `<td>${text}</td>`).join("");
      return `<tr class="${state}"><th scope="row">${part}</th>${cells}</tr>`;
    });
  const links = Object.entries(texts.links).map(([path, text]) => `<li><a href="${path}">${text}</a></li>`);
  const other = language === "en" ? "zh" : "en";
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-Hans" : "en"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Psephos</title><style>${STYLE}</style></head>
<body>
<nav><a href="/status?lang=${other}" lang="${other}" hreflang="${other}">${pageTexts[other].itself}</a></nav>
<main>
<h1>Psephos</h1>
<p>${texts.about}</p>
<h2>${texts.services}</h2>
<table>${rows.join("")}</table>
<h2>${texts.readOn}</h2>
<ul>${links.join("")}</ul>
</main>
</body>
</html>
`;
}
