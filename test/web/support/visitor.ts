import assert from "node:assert/strict";
import type { Browser, BrowserContext, ConsoleMessage, Page, Request } from "playwright-core";
import { auditPage } from "./axe.ts";

export interface VisitorWish {
  readonly language?: "en" | "zh";
  readonly theme?: "light" | "dark";
  readonly size?: keyof typeof SIZES;
  /** Address that relative ones start at: `visitor.go("#/elections")`. */
  readonly url?: string;
}

export const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 900 },
  /** 400 % zoom of a window 1280 pixels wide. */
  narrow: { width: 320, height: 640 },
} as const;

const LOCALES = { en: "en-GB", zh: "zh-CN" } as const;

/** What a browser asked of a server. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** Of POST and PUT, as text. */
  readonly body: string | undefined;
  readonly type: string;
}

/** Somebody with a browser of their own: nothing is shared between visitors. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** All that page and workers asked for, in order. */
  readonly requests: readonly SeenRequest[];
  /** What went wrong in the page: uncaught errors, error messages of the console, refusals by the content security policy. */
  readonly faults: readonly string[];
  /** Opens a page of the portal: `#/elections`. */
  go(place: string): Promise<void>;
  /** Until the browser has kept the portal's own files, which it does some seconds after the first page stands. */
  waitUntilKept(): Promise<void>;
  /** Once the browser has kept the portal. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  /** Faults that the test provokes; others stay faults. */
  expectFaults(pattern: RegExp): void;
  /** Fails on serious and critical findings of axe on the page as it is. */
  axe(): Promise<void>;
  /** Closes the browser's window; fails if anything went wrong in it. */
  leave(): Promise<void>;
}

/** Machines that run tests are busy: how long something takes to appear is no finding. */
const PATIENCE_MS = 120_000;

/** Answers that say no are part of the protocol; the browser calls them errors. */
const REFUSED_ANSWER = /^Failed to load resource: the server responded with a status of 4\d\d/;
const WITHOUT_NETWORK = /net::ERR_INTERNET_DISCONNECTED/;

export async function newVisitor(browser: Browser, wish: VisitorWish = {}): Promise<Visitor> {
  const { language = "en", theme = "light", size = "desktop", url } = wish;
  const context = await browser.newContext({
    ...(url === undefined ? {} : { baseURL: `${url}/` }),
    viewport: SIZES[size],
    locale: LOCALES[language],
    colorScheme: theme,
    reducedMotion: "reduce",
    hasTouch: size === "phone",
    isMobile: size === "phone",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const requests: SeenRequest[] = [];
  const faults: string[] = [];
  const expected: RegExp[] = [REFUSED_ANSWER];
  const note = (fault: string): void => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  context.on("request", (request) => requests.push(seen(request)));
  context.on("console", (message) => {
    if (message.type() === "error") note(described(message));
  });
  context.on("weberror", (failure) => note(`uncaught: ${failure.error().message}`));
  // The console tells of refusals too; this one says which directive refused, and where.
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
      console.error(`policy ${violatedDirective} refused ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
  });
  const page = await context.newPage();
  const waitUntilKept = async (): Promise<void> => {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  };
  return {
    page,
    context,
    requests,
    faults,
    async go(place) {
      await page.goto(place);
    },
    waitUntilKept,
    async goOffline() {
      await waitUntilKept();
      expected.push(WITHOUT_NETWORK);
      await context.setOffline(true);
    },
    goOnline: () => context.setOffline(false),
    expectFaults: (pattern) => void expected.push(pattern),
    axe: () => auditPage(page),
    async leave() {
      await context.close();
      assert.deepEqual(faults, [], "the page had faults");
    },
  };
}

function seen(request: Request): SeenRequest {
  return {
    method: request.method(),
    url: request.url(),
    body: request.postData() ?? undefined,
    type: request.resourceType(),
  };
}

function described(message: ConsoleMessage): string {
  const { url } = message.location();
  return url === "" ? message.text() : `${message.text()} (${url})`;
}
