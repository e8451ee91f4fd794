/**
 * Pictures of every page of the portal, of the seeded demonstration: both languages, both themes, phone and desktop, into build/pictures.
 * Those that the user guide shows go to docs/user-guide/pictures. `npm run pictures`, `--only /elections` for paths that begin so,
 * `--guide` for the guide's alone, `--url http://…` for a demonstration that runs already.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { createClient } from "../src/server/client/client.ts";
import { readDemonstration } from "../src/server/client/demonstration.ts";
import { listBallots } from "../src/server/client/records.ts";
import { ROOT } from "./circuits/list.ts";
import { launchChromium } from "./portal/chromium.ts";
import { GUIDE_PICTURES, type Role } from "./portal/guide-pictures.ts";
import { routePaths } from "./portal/route-paths.ts";
import { runScript } from "./system/run-script.ts";

const BUILD = resolve(ROOT, "build/pictures");
const GUIDE = resolve(ROOT, "docs/user-guide/pictures");
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
const LOCALES = { en: "en-GB", zh: "zh-CN" } as const;
/** An election that is over and counted. */
const COUNTED = 1n;
const SETTLED_MS = 15_000;
const QUALITY = 70;
/** In the order in which the demonstration offers them; with where each of them leads. */
const ROLES: readonly (readonly [Role, string])[] = [
  ["organizer", "/organizer"],
  ["registry", "/department"],
  ["housing", "/department"],
  ["keeper", "/trustee"],
];

/** Pages whose names only another page knows: their first link from there. */
const FOUND_ON: Readonly<Record<string, string>> = {
  "/wallet/credentials/:id": "/wallet",
  "/public/issuers/:id": "/public/issuers",
  "/public/trail/:subject": `/public/elections/${COUNTED}`,
  "/organizer/elections/new/:draft/:page": "/organizer",
};

type Size = keyof typeof SIZES;
type Language = keyof typeof LOCALES;

/** How somebody's browser is set. */
interface Look {
  readonly language: Language;
  readonly theme: "light" | "dark";
  readonly size: Size;
}

const { values } = parseArgs({
  options: { only: { type: "string" }, guide: { type: "boolean" }, url: { type: "string" } },
});

await runScript(async () => {
  const town = values.url === undefined ? await startDemonstration() : { url: values.url, stop: () => undefined };
  const browser = await launchChromium();
  try {
    const places = await fillPaths(town.url);
    if (values.guide !== true) await photographAll(browser, { url: town.url, places });
    await photographGuide(browser, { url: town.url, places });
  } finally {
    await browser.close();
    await town.stop();
  }
});

/** Whose page it is: everybody else's look the same for all. */
function roleOf(path: string): Role {
  if (path.startsWith("/department")) return "registry";
  return path.startsWith("/trustee") ? "keeper" : "organizer";
}

/** As `npm start` does it, without the stories. */
async function startDemonstration(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = resolve(ROOT, "build/pictures-town");
  const args = ["src/cli/main.ts", "demo", "--portal", "--port", "0", "--lang", "en", "--data", folder];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const url = await new Promise<string>((found, failed) => {
    child.once("exit", () => failed(new Error("The demonstration ended by itself.")));
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      const address = /open: (http:\S+)\//.exec(said)?.[1];
      if (address !== undefined) found(address);
    });
  });
  const stop = async (): Promise<void> => {
    const ended = once(child, "exit");
    child.kill("SIGINT");
    await ended;
  };
  return { url, stop };
}

/** Every path of routes/, with something of the town in the place of each name. */
async function fillPaths(url: string): Promise<ReadonlyMap<string, string>> {
  const client = createClient({ url });
  const offer = await client.call(readDemonstration);
  const { items: ballots } = await client.call(listBallots, { params: { electionId: COUNTED }, query: {} });
  const voting = String(offer.votingElectionIds[0] ?? 1);
  const ids: readonly (readonly [RegExp, string])[] = [
    [/\/receipt\//, String(COUNTED)],
    [/^\/elections\//, voting],
    [/ceremonies\//, String(offer.ceremonyId)],
    [/^\/trustee\/elections/, "5"],
    [/electorate|enrolments/, String(offer.enrolmentId)],
    [/keys|issuers/, "0"],
  ];
  return new Map(
    routePaths().map((path) => {
      const id = ids.find(([pattern]) => pattern.test(path))?.[1] ?? "1";
      const filled = path
        .replace(/\/:\w+\?$/, "")
        .replace(":address", offer.claimAddress)
        .replace(":ballotHash", ballots[0]?.ballotHash ?? "")
        .replace(/:\w+/, id);
      return [path, filled] as const;
    }),
  );
}

async function findPlace(page: Page, { url, path }: { url: string; path: string }): Promise<string | undefined> {
  const from = FOUND_ON[path];
  if (from === undefined) return undefined;
  await page.goto(`${url}/#${from}`);
  const link = page.locator(`main a[href^="#${path.slice(0, path.indexOf(":"))}"]`).first();
  const href = await link.getAttribute("href", { timeout: SETTLED_MS });
  return href?.slice(1);
}

interface Visit {
  readonly url: string;
  /** Addresses by path of the route. */
  readonly places: ReadonlyMap<string, string>;
}

async function photographAll(browser: Browser, { url, places }: Visit): Promise<void> {
  const wanted = [...places].filter(([path]) => path.startsWith(values.only ?? "/"));
  for (const language of ["en", "zh"] as const) {
    for (const theme of ["light", "dark"] as const) {
      for (const size of ["phone", "desktop"] as const) {
        const look = { language, theme, size };
        const folder = join(BUILD, `${language}-${theme}-${size}`);
        await mkdir(folder, { recursive: true });
        const page = await residentsPage(browser, { url, look });
        let acting: Role = "organizer";
        for (const [path, place] of wanted) {
          const role = roleOf(path);
          if (role !== acting) await actFor(page, role);
          acting = role;
          const found = await findPlace(page, { url, path });
          await writeFile(
            join(folder, `${slugOf(path)}.webp`),
            await photograph(page, { url, place: found ?? place, isWhole: true }),
          );
          console.error(`${language} ${theme} ${size} ${path}`);
        }
        await page.context().close();
      }
    }
  }
}

async function photographGuide(browser: Browser, { url, places }: Visit): Promise<void> {
  await mkdir(GUIDE, { recursive: true });
  for (const language of ["en", "zh"] as const) {
    for (const size of ["phone", "desktop"] as const) {
      const pictures = GUIDE_PICTURES.filter((picture) => picture.size === size);
      const page = await residentsPage(browser, { url, look: { language, theme: "light", size } });
      let acting: Role = "organizer";
      for (const { name, path, actsAs = "organizer" } of pictures) {
        const place = places.get(path);
        // Routes come and go while pages are being made.
        if (place === undefined) throw new Error(`The user guide shows ${path}, which is no route.`);
        if (actsAs !== acting) await actFor(page, actsAs);
        acting = actsAs;
        await writeFile(
          join(GUIDE, `${name}-${language}.webp`),
          await photograph(page, { url, place, isWhole: false }),
        );
      }
      await page.context().close();
    }
  }
}

/** Somebody who took one of the town's residents, and acts for it: most pages have something to show then. */
async function residentsPage(browser: Browser, { url, look }: { url: string; look: Look }): Promise<Page> {
  const { language, theme, size } = look;
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: LOCALES[language],
    colorScheme: theme,
    reducedMotion: "reduce",
    isMobile: size === "phone",
  });
  const page = await context.newPage();
  await page.goto(`${url}/#/demonstration`);
  const rows = page.locator("main .button-row");
  // Residents first, offices last: the first is there once the worker knows that this browser has no identity.
  await rows.nth(1).waitFor();
  await rows.first().locator("button").first().click();
  await page.locator("main .panel").first().waitFor();
  await actFor(page, "organizer");
  return page;
}

async function actFor(page: Page, wanted: Role): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/demonstration`);
  const at = ROLES.findIndex(([role]) => role === wanted);
  await page.locator("main .button-row").last().locator("button").nth(at).click();
  await page.locator(`main .panel a[href$="${ROLES[at]?.[1] ?? ""}"]`).waitFor();
}

async function photograph(
  page: Page,
  { url, place, isWhole }: { url: string; place: string; isWhole: boolean },
): Promise<Buffer> {
  await page.goto(`${url}/#${place}`);
  const settled = page
    .locator("main h1")
    .waitFor({ timeout: SETTLED_MS })
    .then(() => page.locator("main .loading").first().waitFor({ state: "detached", timeout: SETTLED_MS }));
  // What still loads by then is shown so.
  await settled.catch(() => undefined);
  await page.waitForTimeout(150);
  const debug = await page.context().newCDPSession(page);
  const { data } = await debug.send("Page.captureScreenshot", {
    format: "webp",
    quality: QUALITY,
    captureBeyondViewport: isWhole,
    ...(isWhole ? { clip: await wholePage(page) } : {}),
  });
  await debug.detach();
  return Buffer.from(data, "base64");
}

async function wholePage(page: Page) {
  const [width, height] = await page.evaluate<[number, number]>(
    "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]",
  );
  return { x: 0, y: 0, width, height, scale: 1 };
}

function slugOf(path: string): string {
  return path === "/" ? "home" : path.slice(1).replaceAll("/", "-").replaceAll(/[:?]/g, "");
}
