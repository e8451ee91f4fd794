import { createClient } from "../../../server/client/client.ts";

/** The portal's own server: what it says is shown as what it says; whatever matters is checked by the worker, against the chain. */
export const services = createClient({ url: new URL(".", document.baseURI).href.replace(/\/$/, "") });
