import type { ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { ButtonLink } from "../../design/button-link.tsx";
import type { VoterPlace } from "../../../worker/voting/place.ts";
import { useTexts } from "../../state/texts.ts";
import { VoterNumber } from "../identity/voter-number.tsx";

interface PlaceRefusalProps {
  readonly electionId: bigint;
  readonly place: Exclude<VoterPlace, { kind: "unknown" | "may-vote" }>;
}

/** Why the reader cannot fill in a ballot, and what there is to do instead. */
export function PlaceRefusal({ electionId, place }: PlaceRefusalProps): ReactNode {
  const say = useTexts("vote");
  const receipt = (ballotHash: string): string => `/elections/${electionId}/receipt/${ballotHash}`;
  switch (place.kind) {
    case "not-on-roll":
      return (
        <>
          <Banner kind="warning" title={say("notOnList")}>
            {say("notOnListText")}
          </Banner>
          <VoterNumber />
        </>
      );
    case "voted":
      return (
        <>
          <Banner kind="success" title={say("voted")}>
            {place.ballotHash === undefined ? say("votedElsewhere") : say("votedText")}
          </Banner>
          {place.ballotHash !== undefined && <ButtonLink to={receipt(place.ballotHash)}>{say("toReceipt")}</ButtonLink>}
        </>
      );
    case "on-its-way":
      return (
        <>
          <Banner kind="important" title={say("onItsWay")}>
            {say("onItsWayText")}
          </Banner>
          <ButtonLink to={receipt(place.ballotHash)}>{say("follow")}</ButtonLink>
        </>
      );
  }
}
