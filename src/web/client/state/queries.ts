import { QueryClient } from "@tanstack/react-query";
import { isPsephosError } from "../../../errors.ts";

/** What was asked of the server, kept for a moment. The typed client repeats by itself what may be repeated. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 1 && !isPsephosError(error),
      staleTime: 10_000,
      // What was shown stays, marked as old by the page's own words; a browser's guess about its network proves nothing.
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});
