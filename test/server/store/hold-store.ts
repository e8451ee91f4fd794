/** `hold-store.ts FOLDER`: opens the store there, goes on writing, and tells how many rows are committed, until it is killed. */
import { sql } from "kysely";
import { openStore } from "../../../src/server/store/open-store.ts";

const store = await openStore({ folder: process.argv[2] ?? "" });
await sql`CREATE TABLE held (number integer PRIMARY KEY)`.execute(store.database);
for (let count = 1; ; count += 1) {
  await sql`INSERT INTO held VALUES (${count})`.execute(store.database);
  if (count === 50) process.stdout.write(String(count));
}
