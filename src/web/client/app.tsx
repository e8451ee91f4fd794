import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, type ReactNode } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { CrashGuard } from "./design/crash-guard.tsx";
import { Loading } from "./design/loading.tsx";
import { NotFoundPage } from "./pages/not-found/not-found.tsx";
import { Shell } from "./shell/shell.tsx";
import { routes } from "./routes.tsx";
import { queries } from "./state/queries.ts";
import { useTexts } from "./state/texts.ts";

/** Also one with a line feed in it, which the router's own pattern for all leaves without a page. */
const ANY_ADDRESS = /^/;

export function App(): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <Router hook={useHashLocation}>
        <Shell>
          <CurrentPage />
        </Shell>
      </Router>
    </QueryClientProvider>
  );
}

/** Of the address. A page that fails takes nothing else with it; the next address starts afresh. */
function CurrentPage(): ReactNode {
  const [location] = useLocation();
  const say = useTexts("shell");
  return (
    <CrashGuard key={location}>
      <Suspense fallback={<Loading what={say("page")} />}>
        <Switch>
          {routes.map(({ path, page: PageOfRoute }) => (
            <Route key={path} path={path}>
              <PageOfRoute />
            </Route>
          ))}
          <Route path={ANY_ADDRESS}>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </CrashGuard>
  );
}
