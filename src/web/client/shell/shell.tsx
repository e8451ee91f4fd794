import { lazy, Suspense, type ReactNode } from "react";
import { Announce } from "../design/announce.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { NewVersionBanner } from "./new-version-banner.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { SkipLink } from "./skip-link.tsx";

// Asks the server: what that needs is not waited for.
const DemonstrationBanner = lazy(async () => ({
  default: (await import("./demonstration-banner.tsx")).DemonstrationBanner,
}));

/** What stands around every page. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <>
      <SkipLink />
      <Header />
      <Suspense fallback={null}>
        <DemonstrationBanner />
      </Suspense>
      <OfflineBanner />
      <NewVersionBanner />
      <main id="main" tabIndex={-1} className="main">
        {children}
      </main>
      <Footer />
      <Announce />
    </>
  );
}
