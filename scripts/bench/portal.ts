import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { openProver } from "../../src/proofs/prove.ts";
import { emptyWallet, walletContent } from "../../src/roles/holder/wallet.ts";
import { newVoters } from "../../src/roles/demo/portal/town/roll.ts";
import { readFileText } from "../../src/roles/read-file.ts";
import { sealFile } from "../../src/roles/sealed-file.ts";
import { stageElection } from "../../test/web/support/elections.ts";
import { openPortal } from "../../test/web/support/portal.ts";
import { launchChromium } from "../portal/chromium.ts";
import { compare, median, round, timed, type Comparison } from "./measure.ts";
import { fillInPage, type PageFilling } from "./portal-filling.ts";
import { sampleInputs } from "./samples.ts";

export interface PortalFigures {
  /** A ballot's proof of four options: in the browser (ours) and by Node (peer), in turn. */
  readonly ballot4: Comparison;
  /** Longest time in which the page could not answer while a proof was made. */
  readonly longestGapMs: number;
  readonly firstLoad: FirstLoad;
  /** Until the first page can be used, on a processor four times slower and a line like slow 4G. */
  readonly slowSeconds: number;
}

export interface FirstLoad {
  /** As they come over the line, compressed. */
  readonly scriptKb: number;
  readonly allKb: number;
}

const PASSPHRASE = "a bench of a portal";
/** 1.6 megabits a second down, half of that up, 150 ms there and back. */
const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
const SLOWDOWN = 4;

/** The portal in a real browser: what people wait for. */
export async function portalFigures({ quick }: { quick: boolean }): Promise<PortalFigures> {
  const [voter] = newVoters(1);
  const options = ["A", "B", "C", "D"];
  const portal = await openPortal({
    parts: ["indexer", "web"],
    seed: (town) => stageElection(town, { phase: "voting", voters: [voter!], options }),
  });
  const browser = await launchChromium();
  try {
    const { url, seeded } = portal;
    const firstLoad = await measureFirstLoad(browser, url);
    const slowSeconds = median(await repeat(quick ? 1 : 3, () => secondsOnSlowLine(browser, url)));
    const wallet = await sealedWallet(voter!);
    const ballot = { wallet, passphrase: PASSPHRASE, electionId: seeded.electionId, options: options.length };
    const proving = await measureProving(browser, { url, ballot, rounds: quick ? 1 : 5 });
    return { ...proving, firstLoad, slowSeconds: round(slowSeconds) };
  } finally {
    await browser.close();
    await portal.stop();
  }
}

/** The first round warms up and is dropped. */
async function measureProving(
  browser: Browser,
  { url, ballot, rounds }: { url: string; ballot: PageFilling; rounds: number },
): Promise<Pick<PortalFigures, "ballot4" | "longestGapMs">> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/`);
  const prover = openProver();
  try {
    const inputs = await sampleInputs("ballot-4");
    const rows: { browserMs: number; nodeMs: number; gapMs: number }[] = [];
    for (let at = 0; at <= rounds; at += 1) {
      const { provingMs: browserMs, longestGapMs: gapMs } = await fillInPage(page, ballot);
      const nodeMs = await timed(() => prover.prove({ circuit: "ballot-4", inputs }));
      if (at > 0) rows.push({ browserMs, nodeMs, gapMs });
    }
    const ballot4 = compare({
      oursMs: median(rows.map(({ browserMs }) => browserMs)),
      peerMs: median(rows.map(({ nodeMs }) => nodeMs)),
    });
    return { ballot4, longestGapMs: round(Math.max(...rows.map(({ gapMs }) => gapMs))) };
  } finally {
    await prover.close();
    await context.close();
  }
}

async function measureFirstLoad(browser: Browser, url: string): Promise<FirstLoad> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  const scripts = new Set<string>();
  const bytes = { script: 0, all: 0 };
  debug.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  debug.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (scripts.has(requestId)) bytes.script += encodedDataLength;
  });
  await debug.send("Network.enable");
  await page.goto(`${url}/`);
  await page.locator("main h1").waitFor();
  await context.close();
  return { scriptKb: round(bytes.script / 1024), allKb: round(bytes.all / 1024) };
}

/** Until the heading stands and the page answers. */
async function secondsOnSlowLine(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send("Network.enable");
  await debug.send("Network.emulateNetworkConditions", SLOW_LINE);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.goto(`${url}/`, { waitUntil: "commit" });
  // The page's policy forbids what waits for expressions; the element is as good.
  await page.locator("main h1").waitFor({ timeout: 120_000 });
  const ms = await page.evaluate<number>("performance.now()");
  await context.close();
  return ms / 1000;
}

async function sealedWallet(voter: ReturnType<typeof newVoters>[number]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "psephos-bench-"));
  try {
    const file = join(folder, "wallet.json");
    await sealFile({ file, kind: "wallet", content: walletContent(emptyWallet(voter)), passphrase: PASSPHRASE });
    return await readFileText(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function repeat(count: number, work: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  while (results.length < count) results.push(await work());
  return results;
}
