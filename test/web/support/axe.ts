import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type * as AxeCore from "axe-core";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** WCAG 2.2 up to AA, and what axe holds for good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** One rule that a page breaks, and where. */
export interface AxeFinding {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  readonly places: readonly string[];
}

/** Findings on the page as it stands. The debugger evaluates axe, so that the page's content security policy stays in force. */
export async function findingsOf(page: Page): Promise<readonly AxeFinding[]> {
  await page.evaluate(await source);
  const { violations } = await page.evaluate(async (values): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as { axe: typeof AxeCore };
    return await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
  }, TAGS);
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? "minor",
    help,
    places: nodes.map(({ html, failureSummary }) => `${html.slice(0, 300)} — ${failureSummary ?? ""}`),
  }));
}

/** Fails on serious and critical ones. */
export async function auditPage(page: Page): Promise<void> {
  const findings = (await findingsOf(page)).filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(findings, [], `${page.url()} has barriers`);
}
