declare global {
  // The name that zod looks for before it loads.
  var __zod_globalConfig: object | undefined;
}

// Compiled schemas would need what the content security policy forbids. Before everything else in each bundle.
globalThis.__zod_globalConfig = { jitless: true };

export {};
