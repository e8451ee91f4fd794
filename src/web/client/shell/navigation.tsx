import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useTexts } from "../state/texts.ts";

/** One place for each kind of work, with the addresses that belong to it. People's own come first. */
const PLACES = [
  { name: "placeVote", to: "/elections", addresses: ["/elections", "/receipts", "/identity"] },
  { name: "placeWallet", to: "/wallet", addresses: ["/wallet", "/request"] },
  { name: "placePublic", to: "/public", addresses: ["/public"] },
  { name: "placeDepartment", to: "/department", addresses: ["/department"] },
  { name: "placeOrganizer", to: "/organizer", addresses: ["/organizer"] },
  { name: "placeTrustee", to: "/trustee", addresses: ["/trustee"] },
] as const;

/** Folded on phones unless opened. */
export function Navigation({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const say = useTexts("shell");
  const [location] = useLocation();
  return (
    <nav
      id="navigation"
      className={isOpen ? "navigation navigation-open" : "navigation"}
      aria-label={say("navigation")}
    >
      <ul>
        {PLACES.map(({ name, to, addresses }) => (
          <li key={to}>
            <Link to={to} aria-current={currentOf(location, to, addresses)}>
              {say(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function currentOf(location: string, to: string, addresses: readonly string[]): "page" | "true" | undefined {
  if (location === to) return "page";
  return addresses.some((address) => location === address || location.startsWith(`${address}/`)) ? "true" : undefined;
}
