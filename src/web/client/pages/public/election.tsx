import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "wouter";
import { readElection, readResult, type AnswerOf } from "../../../../server/client/records.ts";
import { isPsephosError } from "../../../../errors.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ButtonLink } from "../../design/button-link.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { Ballots } from "./election/ballots.tsx";
import { Course } from "./election/course.tsx";
import { ElectionFacts } from "./election/facts.tsx";
import { ResultOrigin } from "./election/origin.tsx";
import { Result, type NamedOptions } from "./election/result.tsx";
import { Turnout } from "./election/turnout.tsx";
import { useManifestFacts } from "./parts/manifest-facts.ts";
import { parseId } from "./parts/parse-id.ts";
import { kindOfPhase } from "./parts/kind-of-phase.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { ReadUpTo } from "./parts/read-up-to.tsx";
import { useRecord } from "./parts/use-records.ts";

export type ElectionAnswer = AnswerOf<typeof readElection>;

export function PublicElectionPage(): ReactNode {
  const electionId = parseId(useParams()["id"]);
  return electionId === undefined ? <NotFoundPage /> : <ElectionRecord electionId={electionId} />;
}

function ElectionRecord({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const id = String(electionId);
  const election = useRecord({
    name: ["election", id],
    load: (signal) => services.call(readElection, { params: { electionId }, signal }),
  });
  const checked = useChainManifest(electionId);
  const facts = useManifestFacts(election.data?.manifestHash);
  // By the index's word alone for as long as the chain has not been asked; its own word counts for more.
  const isDisowned = checked.error !== null && !isSilence(checked.error);
  const manifest = checked.data ?? (isDisowned ? undefined : (facts ?? undefined));
  const title = manifest?.title[language] ?? say("unnamedElection", { id });
  const back = { to: "/public/elections", label: say("elections") };
  if (election.data === undefined) {
    return (
      <PublicPage title={title} back={back}>
        {election.error === null ? (
          <Loading what={say("election")} />
        ) : (
          <Failure error={election.error} onAgain={() => void election.refetch()} />
        )}
      </PublicPage>
    );
  }
  const { phase } = election.data;
  return (
    <PublicPage
      title={title}
      back={back}
      lead={
        <p>
          <Tag kind={kindOfPhase(phase)}>{say(`phase_${phase}`)}</Tag> {say("unnamedElection", { id })}
        </p>
      }
    >
      {checked.data?.kind === "test" && <Banner kind="warning" title={say("testElection")} />}
      {isDisowned && <Banner kind="warning">{say("textMissing")}</Banner>}
      {isSilence(checked.error) && (
        <Banner kind="warning" title={say("notCompared")}>
          <Button kind="secondary" onPress={() => void checked.refetch()}>
            {say("compareAgain")}
          </Button>
        </Banner>
      )}
      <p>
        <ButtonLink to={`/public/elections/${id}/verify`}>{say("verifyElection")}</ButtonLink>
      </p>
      <Sections election={election.data} manifest={manifest} />
      <p>
        <TextLink to={`/public/trail/election:${id}`}>{say("trailOf")}</TextLink>
      </p>
      <ReadUpTo asOf={election.data.asOf} />
    </PublicPage>
  );
}

interface SectionsProps {
  readonly election: ElectionAnswer;
  readonly manifest: NamedOptions | undefined;
}

function Sections({ election, manifest }: SectionsProps): ReactNode {
  const { electionId } = election;
  const result = useRecord({
    name: ["result", String(electionId)],
    load: (signal) => services.call(readResult, { params: { electionId }, signal }),
  });
  return (
    <>
      <Result electionId={electionId} result={result.data} manifest={manifest} />
      <ResultOrigin election={election} />
      <Turnout electionId={electionId} />
      <Course election={election} />
      <ElectionFacts election={election} />
      <Ballots electionId={electionId} />
    </>
  );
}

/** The chain said nothing: neither for nor against what the index says. */
function isSilence(error: unknown): boolean {
  return (
    error !== null &&
    !isPsephosError(error, "PUBLIC_FILE_MISSING") &&
    !isPsephosError(error, "PUBLIC_FILE_ALTERED") &&
    !isPsephosError(error, "MANIFEST_MALFORMED")
  );
}

/** Read and checked by the worker: the chain itself names the manifest's hash, not the index. */
function useChainManifest(electionId: bigint) {
  return useQuery({
    queryKey: ["chain-manifest", String(electionId)],
    queryFn: () => office().auditor.manifest(electionId),
    staleTime: Infinity,
    retry: false,
  });
}
