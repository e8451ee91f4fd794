import type { Browser } from "playwright-core";
import { launchChromium } from "../../../scripts/portal/chromium.ts";
import { newVisitor, type Visitor, type VisitorWish } from "./visitor.ts";

/** One Chromium for all tests of a file. */
export interface TestBrowser {
  readonly browser: Browser;
  newVisitor(wish?: VisitorWish): Promise<Visitor>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<TestBrowser> {
  const browser = await launchChromium();
  return {
    browser,
    newVisitor: (wish) => newVisitor(browser, wish),
    close: () => browser.close(),
  };
}
