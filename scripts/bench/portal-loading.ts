import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { median, round } from "./measure.ts";

/** The profile that Lighthouse calls mobile: a middling phone on a slow line. The delay is there and back, for each request. */
export const PROFILE = { megabitsPerSecond: 1.6, delayMs: 150, slowdown: 4 } as const;

/** The home page, opened for the first time. */
export interface LoadingFigures {
  /** As they come over the line, compressed, with their headers: until the page's heading stands, and until its elections do. */
  readonly interactiveKb: number;
  readonly scriptKb: number;
  readonly allKb: number;
  /** On the profile, until the heading stands and the page answers. */
  readonly interactiveSeconds: number;
  /** On the profile, until the elections are listed. */
  readonly wholeSeconds: number;
  /** Of it, how long the page's thread worked until the heading stood: what a faster line would not save. */
  readonly workSeconds: number;
}

export async function loadingFigures(browser: Browser, url: string, rounds: number): Promise<LoadingFigures> {
  const loads: LoadingFigures[] = [];
  while (loads.length < rounds) loads.push(await loadOnce(browser, url));
  const middle = (name: keyof LoadingFigures): number => round(median(loads.map((load) => load[name])));
  return {
    interactiveKb: middle("interactiveKb"),
    scriptKb: middle("scriptKb"),
    allKb: middle("allKb"),
    interactiveSeconds: middle("interactiveSeconds"),
    wholeSeconds: middle("wholeSeconds"),
    workSeconds: middle("workSeconds"),
  };
}

async function loadOnce(browser: Browser, url: string): Promise<LoadingFigures> {
  const context = await browser.newContext({ locale: "zh-CN" });
  try {
    const page = await context.newPage();
    const debug = await throttled(context, page);
    const bytes = countBytes(debug);
    await page.goto(`${url}/`, { waitUntil: "commit" });
    await page.locator("main h1").waitFor({ timeout: 120_000 });
    const interactiveMs = await now(page);
    const interactiveKb = bytes.script;
    const work = await workedSeconds(debug);
    await page.locator(".place-now").waitFor({ timeout: 120_000 });
    return {
      interactiveSeconds: interactiveMs / 1000,
      wholeSeconds: (await now(page)) / 1000,
      workSeconds: work,
      interactiveKb: interactiveKb / 1000,
      scriptKb: bytes.script / 1000,
      allKb: bytes.all / 1000,
    };
  } finally {
    await context.close();
  }
}

/** Asked of the page itself: it answers once its thread is free. */
function now(page: Page): Promise<number> {
  return page.evaluate<number>("performance.now()");
}

async function throttled(context: BrowserContext, page: Page): Promise<CDPSession> {
  const debug = await context.newCDPSession(page);
  const bytesPerSecond = (PROFILE.megabitsPerSecond * 1_000_000) / 8;
  await debug.send("Network.enable");
  await debug.send("Performance.enable");
  await debug.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: PROFILE.delayMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond / 2,
  });
  await debug.send("Emulation.setCPUThrottlingRate", { rate: PROFILE.slowdown });
  return debug;
}

function countBytes(debug: CDPSession): { script: number; all: number } {
  const scripts = new Set<string>();
  const bytes = { script: 0, all: 0 };
  debug.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  debug.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (scripts.has(requestId)) bytes.script += encodedDataLength;
  });
  return bytes;
}

async function workedSeconds(debug: CDPSession): Promise<number> {
  const { metrics } = await debug.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}
