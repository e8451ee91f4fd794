declare global {
  // The name that zod looks for before it loads.
  var __zod_globalConfig: object | undefined;
}

// Compiled schemas would need what the content security policy forbids. Here, since this stands before everything else in each bundle.
globalThis.__zod_globalConfig = { jitless: true };

/** What the use cases and their libraries find everywhere in Node. */
const process = {
  env: {},
  pid: 1,
  browser: true,
  version: "v24.0.0",
  nextTick: (act: () => void) => queueMicrotask(act),
};

export { process };
