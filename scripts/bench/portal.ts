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
import { loadingFigures, type LoadingFigures } from "./portal-loading.ts";
import { sampleInputs } from "./samples.ts";

export interface PortalFigures {
  /** A ballot's proof of four options: in the browser (ours) and by Node (peer), in turn. */
  readonly ballot4: Comparison;
  /** Longest time in which the page could not answer while a proof was made. */
  readonly longestGapMs: number;
  /** The same while nothing was done. */
  readonly idleGapMs: number;
  readonly loading: LoadingFigures;
}

const PASSPHRASE = "a bench of a portal";

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
    const loading = await loadingFigures(browser, url, quick ? 1 : 5);
    const wallet = await sealedWallet(voter!);
    const ballot = { wallet, passphrase: PASSPHRASE, electionId: seeded.electionId, options: options.length };
    const proving = await measureProving(browser, { url, ballot, rounds: quick ? 1 : 5 });
    return { ...proving, loading };
  } finally {
    await browser.close();
    await portal.stop();
  }
}

/** The first round warms up and is dropped. */
async function measureProving(
  browser: Browser,
  { url, ballot, rounds }: { url: string; ballot: PageFilling; rounds: number },
): Promise<Omit<PortalFigures, "loading">> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/`);
  const prover = openProver();
  try {
    const inputs = await sampleInputs("ballot-4");
    const rows: { browserMs: number; nodeMs: number; gapMs: number; idleGapMs: number }[] = [];
    for (let at = 0; at <= rounds; at += 1) {
      const { provingMs: browserMs, longestGapMs: gapMs, idleGapMs } = await fillInPage(page, ballot);
      const nodeMs = await timed(() => prover.prove({ circuit: "ballot-4", inputs }));
      if (at > 0) rows.push({ browserMs, nodeMs, gapMs, idleGapMs });
    }
    const ballot4 = compare({
      oursMs: median(rows.map(({ browserMs }) => browserMs)),
      peerMs: median(rows.map(({ nodeMs }) => nodeMs)),
    });
    return {
      ballot4,
      longestGapMs: round(Math.max(...rows.map(({ gapMs }) => gapMs))),
      idleGapMs: round(Math.max(...rows.map(({ idleGapMs }) => idleGapMs))),
    };
  } finally {
    await prover.close();
    await context.close();
  }
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
