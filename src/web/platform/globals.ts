import "./zod-settings.ts";

/** What the use cases and their libraries find everywhere in Node. */
const process = {
  env: {},
  pid: 1,
  browser: true,
  version: "v24.0.0",
  nextTick: (act: () => void) => queueMicrotask(act),
};

export { process };
