import { lazy, Suspense, type ReactNode } from "react";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { useTexts } from "../../state/texts.ts";

// Asks the server: the rest of the page does not wait for what that needs.
const OpenElections = lazy(async () => ({ default: (await import("./open-elections.tsx")).OpenElections }));

const FOR_YOU = [
  { to: "/elections", name: "vote", text: "voteText" },
  { to: "/receipts", name: "receipts", text: "receiptsText" },
  { to: "/wallet", name: "wallet", text: "walletText" },
  { to: "/public", name: "public", text: "publicText" },
] as const;

const FOR_OFFICES = [
  { to: "/department", name: "department", text: "departmentText" },
  { to: "/organizer", name: "organizer", text: "organizerText" },
  { to: "/trustee", name: "trustee", text: "trusteeText" },
] as const;

export function HomePage(): ReactNode {
  const say = useTexts("home");
  return (
    <Page title={say("title")} lead={<p>{say("lead")}</p>}>
      <h2>{say("openElections")}</h2>
      <Suspense fallback={<Loading what={say("elections")} />}>
        <OpenElections />
      </Suspense>
      <h2>{say("forYou")}</h2>
      <Places places={FOR_YOU} />
      <h2>{say("forOffices")}</h2>
      <Places places={FOR_OFFICES} />
      <h2>{say("howTitle")}</h2>
      <p>
        {say("howText")} <TextLink to="/how">{say("how")}</TextLink>
      </p>
    </Page>
  );
}

function Places({ places }: { readonly places: typeof FOR_YOU | typeof FOR_OFFICES }): ReactNode {
  const say = useTexts("home");
  return (
    <ul className="places">
      {places.map(({ to, name, text }) => (
        <li key={to} className="place">
          <h3>
            <TextLink to={to}>{say(name)}</TextLink>
          </h3>
          <p>{say(text)}</p>
        </li>
      ))}
    </ul>
  );
}
