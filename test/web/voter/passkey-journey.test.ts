import assert from "node:assert/strict";
import type { CDPSession } from "playwright-core";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { PASSPHRASE } from "./support/backup.ts";

const PATIENCE = { timeout: 90_000 };

describe("an identity under a passkey", () => {
  let portal: Portal;
  let browser: TestBrowser;
  let visitor: Visitor;
  let device: Authenticator;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ parts: ["indexer", "web"] }), openBrowser()]);
  });
  beforeEach(async () => {
    // Passkeys are bound to a name, which an address is not.
    visitor = await browser.newVisitor({ url: portal.url.replace("127.0.0.1", "localhost") });
    device = await plugIn(visitor);
  });
  afterEach(() => visitor.leave());
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  const button = (name: string) => visitor.page.getByRole("button", { name, exact: true });

  async function makeByPassphrase(): Promise<void> {
    const { page } = visitor;
    await visitor.go("#/identity");
    await page.locator("#make-passphrase").fill(PASSPHRASE, PATIENCE);
    await page.locator("#make-repeated").fill(PASSPHRASE);
    await page.locator("form:has(#make-passphrase) button[type=submit]").click();
    await page.getByText("Your identity opens with your passphrase.").waitFor(PATIENCE);
  }

  async function openByPassphrase(): Promise<void> {
    const { page } = visitor;
    await page.locator("#open-passphrase").fill(PASSPHRASE, PATIENCE);
    await page.locator("form:has(#open-passphrase) button[type=submit]").click();
  }

  it("opens by the passkey after the page was loaded anew, and still by the passphrase", async () => {
    const { page } = visitor;
    await makeByPassphrase();
    await button("Add a passkey").click(PATIENCE);
    await page.getByText("Your identity opens with your passphrase, or with your passkey.").waitFor(PATIENCE);
    assert.equal(await device.count(), 1);
    await page.reload();
    await button("Open with my passkey").click(PATIENCE);
    await page.getByText("Your identity opens with your passphrase, or with your passkey.").waitFor(PATIENCE);
    await page.reload();
    await openByPassphrase();
    await page.getByText("Your identity opens with your passphrase, or with your passkey.").waitFor(PATIENCE);
    const asked = visitor.requests.map(({ url, body = "" }) => url + body).join("\n");
    assert.doesNotMatch(asked, /webauthn|passkey|attestationObject/i);
  });

  it("says that the passkey was not used when its owner declines, and opens by the passphrase", async () => {
    const { page } = visitor;
    await makeByPassphrase();
    await button("Add a passkey").click(PATIENCE);
    await page.getByText("Your identity opens with your passphrase, or with your passkey.").waitFor(PATIENCE);
    await page.reload();
    await device.decline();
    await button("Open with my passkey").click(PATIENCE);
    await page.locator(".failure").waitFor(PATIENCE);
    await openByPassphrase();
    await page.getByText("Your identity opens with your passphrase, or with your passkey.").waitFor(PATIENCE);
  });

  it("is made without a passphrase, and needs the same passkey to open", async () => {
    const { page } = visitor;
    await visitor.go("#/identity");
    await button("Make my identity with a passkey").click(PATIENCE);
    await page.getByText("Your identity opens with your passkey only.").waitFor(PATIENCE);
    await page.reload();
    await button("Open with my passkey").click(PATIENCE);
    await page.getByText("Your identity opens with your passkey only.").waitFor(PATIENCE);
    await device.forget();
    await page.reload();
    await button("Open with my passkey").click(PATIENCE);
    await page.locator(".failure").waitFor(PATIENCE);
  });
});

interface Authenticator {
  count(): Promise<number>;
  /** From now on its owner says no. */
  decline(): Promise<void>;
  /** As if it were another device. */
  forget(): Promise<void>;
}

/** A device of the browser's own that knows passkeys and their pseudo-random function. */
async function plugIn({ context, page }: Visitor): Promise<Authenticator> {
  const debug: CDPSession = await context.newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasPrf: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    count: async () => (await debug.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    decline: async () => {
      await debug.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    },
    forget: async () => {
      await debug.send("WebAuthn.clearCredentials", { authenticatorId });
    },
  };
}
