import { chromium, type Browser } from "playwright-core";
import { chromiumProgram } from "./chromium.ts";
import { newVisitor, type Visitor, type VisitorWish } from "./visitor.ts";

/** One Chromium for all tests of a file. */
export interface TestBrowser {
  readonly browser: Browser;
  newVisitor(wish?: VisitorWish): Promise<Visitor>;
  close(): Promise<void>;
}

/** Safety on the web as usual: same-origin rules, content security policy, site isolation. The process sandbox needs rights that tests lack. */
const ARGUMENTS = ["--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb", "--no-pings"];

export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, environment } = await chromiumProgram();
  const browser = await chromium.launch({
    executablePath,
    env: environment,
    headless: true,
    chromiumSandbox: false,
    args: ARGUMENTS,
  });
  return {
    browser,
    newVisitor: (wish) => newVisitor(browser, wish),
    close: () => browser.close(),
  };
}
