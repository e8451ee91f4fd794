import type { ReactNode } from "react";
import { Provenance } from "../../../design/provenance.tsx";
import { useTexts } from "../../../state/texts.ts";
import type { ElectionAnswer } from "../election.tsx";

/** From the list of voters to the result: each box made from the ones before it. */
export function ResultOrigin({ election }: { readonly election: ElectionAnswer }): ReactNode {
  const say = useTexts("public");
  const { electionId, roll, ceremony, ballots, manifestHash, partialDecryptions, resultPublished } = election;
  const { threshold, trustees } = ceremony;
  const trail = `/public/trail/election:${electionId}`;
  const result = resultPublished === null ? say("boxResultNone") : say("boxResultDone");
  return (
    <section>
      <h2>{say("provenance")}</h2>
      <p>{say("provenanceHint")}</p>
      <Provenance
        steps={[
          {
            id: "roll",
            title: say("boxRoll"),
            detail: say("boxRollDetail", { count: roll.size }),
            to: `/public/rolls/${roll.rollId}`,
          },
          {
            id: "manifest",
            title: say("boxManifest"),
            detail: say("boxManifestDetail"),
            href: `v1/files/${manifestHash}`,
          },
          {
            id: "ceremony",
            title: say("boxCeremony"),
            detail: say("boxCeremonyDetail", { threshold, count: trustees.length }),
            to: `/public/ceremonies/${ceremony.ceremonyId}`,
          },
          {
            id: "ballots",
            title: say("boxBallots"),
            detail: say("boxBallotsDetail", { count: ballots.newest }),
            to: `/public/elections/${electionId}/ballots`,
          },
          {
            id: "total",
            title: say("boxTotal"),
            detail: say("boxTotalDetail"),
            to: `/public/elections/${electionId}/verify`,
          },
          {
            id: "openings",
            title: say("boxOpenings"),
            detail: say("boxOpeningsDetail", { count: partialDecryptions.length, threshold }),
            to: trail,
          },
          { id: "result", title: say("boxResult"), detail: result, to: trail },
        ]}
      />
    </section>
  );
}
