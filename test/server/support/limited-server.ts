/** A server of the sample routes that tells its address to the process that started it. */
import { servedApp } from "./app.ts";
import { SAMPLE_ROUTES } from "./sample-routes.ts";

const { url } = await servedApp({ routes: SAMPLE_ROUTES });
process.send?.(url);
