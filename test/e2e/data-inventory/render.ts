import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { CLASSES, type DataClass } from "./classes.ts";
import { INVENTORY, type Classified } from "./inventory.ts";
import { allMembers } from "./members.ts";

export const INVENTORY_FILE = resolve(import.meta.dirname, "../../../docs/data-inventory.md");

const HEAD = `# Inventory of public data

What stands on chain, field by field, and whose personal data it is. A chain forgets nothing, so nothing may stand there that
names a person, or that somebody could search for a person's attributes. Written by \`node test/e2e/data-inventory/render.ts\`
from the lists beside it; a test decodes every transaction and event of an election and of attestations from beginning to end, and
fails on a field without a class, on bytes that belong to no field, and on anything of the people who took part.

Everything else stays off the chain: credentials in wallets, requests and ledgers with issuers, disclosed values and salts with the
verifier that asked for them, records of access sealed in a log of the department. How long, and how they are erased, is told in
[data-sharing.md](data-sharing.md) and in each policy's \`retentionDays\`. Erasing a salt makes the \`hidden values\` on chain unreadable
for good; a pseudonym stops to be anybody's once the verifier erases the file in which it stands beside a name.
`;

export function renderInventory(): string {
  const classes = Object.entries<DataClass>(CLASSES).map(
    ([name, { what, personal }]) => `| ${name} | ${what} | ${personal} |`,
  );
  const rows = allMembers().flatMap(({ name, fields }) =>
    fields.map((field) => `| ${name} | ${field} | ${told(INVENTORY[name]?.[field])} |`),
  );
  return [
    HEAD,
    "## Classes",
    "",
    "| class | what it is | personal data |",
    "| --- | --- | --- |",
    ...classes,
    "",
    "## Fields",
    "",
    "Functions begin with a small letter, events with a capital one. In arrays of items, the number of words stands before each class.",
    "",
    "| where | field | class |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function told(classified: Classified | undefined): string {
  if (classified === undefined || typeof classified === "string") return classified ?? "**none**";
  if ("sizes" in classified) return classified.sizes.map(told).join(" · ");
  return classified.map(([name, words]) => `${words} ${name}`).join(", ");
}

if (import.meta.main) writeFileSync(INVENTORY_FILE, renderInventory());
