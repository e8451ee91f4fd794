import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { listElections } from "../../../../server/client/elections.ts";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { useLanguage } from "../../state/language.ts";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useManyManifestFacts } from "../public/parts/manifest-facts.ts";

/** Those in which one can vote now, as the server's index has them; each page checks its own against the chain. */
export function OpenElections(): ReactNode {
  const say = useTexts("home");
  const language = useLanguage();
  const open = useQuery({
    queryKey: ["elections", "voting"],
    queryFn: ({ signal }) => services.call(listElections, { query: { phase: "voting" }, signal }),
  });
  const elections = open.data?.items ?? [];
  const facts = useManyManifestFacts(elections.map(({ manifestHash }) => manifestHash));
  if (open.isError) return <Failure error={open.error} onAgain={() => void open.refetch()} />;
  if (open.isPending) return <Loading what={say("elections")} />;
  if (elections.length === 0) {
    return (
      <Empty title={say("noneOpen")}>
        <p>
          {say("noneOpenText")} <TextLink to="/elections">{say("allElections")}</TextLink>
        </p>
      </Empty>
    );
  }
  return (
    <>
      <ul className="places">
        {elections.map(({ electionId, manifestHash, closesAt }) => (
          <li key={String(electionId)} className="place place-now">
            <h3>
              <TextLink to={`/elections/${electionId}`}>
                {facts.get(manifestHash)?.title[language] ?? say("unnamed", { id: electionId })}
              </TextLink>
            </h3>
            <p>
              {say("until")} <Time at={closesAt} />
            </p>
          </li>
        ))}
      </ul>
      <p>
        <TextLink to="/elections">{say("allElections")}</TextLink>
      </p>
    </>
  );
}
