import { proxy } from "comlink";
import { useEffect, useState, type ReactNode } from "react";
import type { RelayNews } from "../../../../worker/holder/relaying.ts";
import { Banner } from "../../../design/banner.tsx";
import { useAnnounce } from "../../../design/announce.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Timeline } from "../../../design/timeline.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

/** What becomes of something that was handed to the sending service. */
export interface RelayFollowed {
  readonly news: RelayNews | undefined;
  /** Why nothing more is heard of it. */
  readonly error: unknown;
  readonly again: () => void;
}

/** Follows what was handed to the sending service for as long as the page is open. */
export function useRelayNews(input: {
  readonly name: string;
  readonly isFollowed: boolean;
  readonly follow: (tell: (news: RelayNews) => void) => Promise<void>;
  readonly onRecorded: () => void;
}): RelayFollowed {
  const { name, isFollowed, follow, onRecorded } = input;
  const [news, setNews] = useState<RelayNews>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const again = (): void => {
    setError(undefined);
    setAttempt(attempt + 1);
  };
  useEffect(() => {
    if (!isFollowed) return undefined;
    let isOpen = true;
    const tell = (next: RelayNews): void => {
      if (!isOpen) return;
      setNews(next);
      if (next.isRecorded) onRecorded();
    };
    follow(proxy(tell)).catch((failure: unknown) => {
      if (isOpen) setError(failure);
    });
    return () => {
      isOpen = false;
      void office().holder.stopFollowing(name);
    };
    // The functions are made anew with each drawing; what is followed is named.
  }, [name, isFollowed, attempt]);
  return { news, error, again };
}

const STATES = ["received", "submitted", "included", "final"] as const;
const KEYS = {
  received: "stateReceived",
  submitted: "stateSubmitted",
  included: "stateIncluded",
  final: "stateFinal",
} as const;

/** From the sending service to the public record, as it goes on. */
export function RelayState({ news, error, again }: RelayFollowed): ReactNode {
  const say = useTexts("request");
  const announce = useAnnounce();
  const told = news?.isRecorded === true ? "final" : news?.told;
  const reached = told === undefined || told === "refused" ? 0 : STATES.indexOf(told);
  const words = told === undefined || told === "refused" ? undefined : say(KEYS[told]);
  useEffect(() => {
    if (words !== undefined) announce(words);
  }, [words, announce]);
  return (
    <>
      <Timeline
        entries={STATES.map((state, place) => ({
          id: state,
          title: place <= reached ? <strong>{say(KEYS[state])} ✓</strong> : say(KEYS[state]),
        }))}
      />
      <Complaint news={news} />
      {error !== undefined && <Failure error={error} onAgain={again} />}
    </>
  );
}

function Complaint({ news }: { readonly news: RelayNews | undefined }): ReactNode {
  const say = useTexts("request");
  const complaint = news?.complaint;
  if (complaint === undefined) return null;
  if (complaint === "silent") return <Banner kind="note">{say("silent")}</Banner>;
  if (complaint === "refused") {
    return (
      <Banner kind="important" title={say("refusedTitle")}>
        {say("refusedText", { reason: news?.reason ?? "?" })}
      </Banner>
    );
  }
  return <Banner kind="warning">{say("complaint")}</Banner>;
}
