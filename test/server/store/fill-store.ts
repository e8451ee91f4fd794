/** `fill-store.ts FOLDER`: writes rows there until it may not, then tells how many are committed and what was said; as JSON. */
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { isPsephosError } from "../../../src/errors.ts";
import { openStore } from "../../../src/server/store/open-store.ts";

let committed = 0;
let said: unknown;
try {
  const store = await openStore({ folder: process.argv[2] ?? "" });
  await sql`CREATE TABLE filled (number integer PRIMARY KEY, text text)`.execute(store.database);
  for (;;) {
    const text = randomBytes(50_000).toString("hex");
    await sql`INSERT INTO filled VALUES (${committed}, ${text})`.execute(store.database);
    committed += 1;
  }
} catch (error) {
  said = { code: isPsephosError(error) ? error.code : "", message: (error as Error).message };
}
process.stdout.write(JSON.stringify({ committed, said }), () => process.exit());
