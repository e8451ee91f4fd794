import type { Download } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";
import { takeAccount } from "./acts.ts";
import type { Words } from "./words.ts";

export const KEY_PASSPHRASE = "four plain random words";
/** Proofs, and a machine that does other things too. */
const SLOW_MS = 240_000;

const BUTTONS = {
  register: "doRegister",
  commit: "doCommit",
  deal: "doDeal",
  test: "doTest",
  decrypt: "doDecrypt",
} as const;
const DONE = { register: "doneRegister", commit: "doneCommit", deal: "doneDeal", test: "doneTest" } as const;
export type Step = keyof typeof BUTTONS;

/** From the list of one's places to one of them. */
export async function openSeat(
  visitor: Visitor,
  say: Words,
  { ceremonyId, account }: { ceremonyId: bigint; account: number },
): Promise<void> {
  await visitor.go("#/trustee");
  await takeAccount(visitor, say, account);
  await visitor.page.getByRole("link", { name: say("trustee", "seat", { id: ceremonyId }), exact: true }).click();
}

/** Waits for one's turn, types the passphrase and takes the step. */
export async function takeStep(
  { page }: Visitor,
  say: Words,
  { step, isNew = false }: { step: Step; isNew?: boolean },
): Promise<void> {
  const button = page.getByRole("button", { name: say("trustee", BUTTONS[step]), exact: true });
  await button.waitFor({ timeout: SLOW_MS });
  if (isNew) {
    await page.locator("#key-file-passphrase").fill(KEY_PASSPHRASE);
    await page.locator("#key-file-repeated").fill(KEY_PASSPHRASE);
  } else {
    await page.locator("#key-passphrase").fill(KEY_PASSPHRASE);
  }
  await button.click();
  const done = step === "decrypt" ? say("trustee", "done") : say("trustee", DONE[step]);
  await page.locator(".panel").getByText(done, { exact: true }).waitFor({ timeout: SLOW_MS });
}

/** Saves the key file as a copy. */
export async function keepKey({ page }: Visitor, say: Words): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: say("trustee", "backUp"), exact: true }).click(),
  ]);
  return download;
}
