import { PGlite } from "@electric-sql/pglite";
import { DATABASE_IMAGE } from "../src/server/store/embedded-folder.ts";
import { writeAtomically } from "./system/write-atomically.mjs";

/** Makes the empty database that every new folder begins with. */
const pglite = await PGlite.create();
const image = await pglite.dumpDataDir("none");
await pglite.close();
writeAtomically(DATABASE_IMAGE, new Uint8Array(await image.arrayBuffer()));
console.log(`The database that new folders begin with: ${Math.round(image.size / 2 ** 20)} MiB`);
