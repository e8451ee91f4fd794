import assert from "node:assert/strict";
import type { Visitor } from "./visitor.ts";

/** Sees what texts set off in a visitor's browser: dialogs besides what the visitor notes by itself. */
export function watchForScripts({ page }: Visitor): readonly string[] {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return dialogs;
}

/** Nothing of a payload ran, asked another host, or became more than text. */
export async function assertHarmless({ page, faults, requests }: Visitor, dialogs: readonly string[]): Promise<void> {
  const where = page.url();
  assert.deepEqual(await page.evaluate(traces), [], where);
  assert.deepEqual(dialogs, [], where);
  assert.deepEqual(faults, [], where);
  const { origin } = new URL(where);
  const abroad = requests.filter(({ url }) => !/^(data|blob):/.test(url) && new URL(url).origin !== origin);
  assert.deepEqual(abroad, [], where);
}

/** Runs in the page: what the portal never makes by itself. */
function traces(): string[] {
  const found: string[] = [];
  if ("ran" in globalThis || "ran" in Object.prototype) found.push("a payload ran");
  const never =
    "main img, image, iframe, frame, object, embed, video, audio, marquee, base, math, portal, style, form[action], " +
    "main script, main link, meta[http-equiv], use, foreignObject, animate, set, [background], [srcdoc], main b";
  for (const element of document.querySelectorAll(never)) found.push(element.outerHTML.slice(0, 200));
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const isAddress = ["href", "src", "action", "formaction", "xlink:href", "poster", "data"].includes(name);
      if (name.startsWith("on")) found.push(`${element.localName} ${name}`);
      if (isAddress && /^\s*(javascript|vbscript|data:text)|evil\.example/i.test(decodeURIComponent(value)))
        found.push(`${element.localName} ${name}=${value}`);
    }
  }
  return found;
}
