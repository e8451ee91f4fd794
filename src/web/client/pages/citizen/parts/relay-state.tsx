import { useMutation } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useEffect, useState, type ReactNode } from "react";
import type { RelayNews, RelayTarget } from "../../../../worker/holder/relaying.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
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
  /** It sends no more, and its word for that stands until the person starts again. */
  readonly isRefused: boolean;
  readonly startAgain: () => Promise<void>;
}

/** Follows what was handed to the sending service for as long as the page is open. */
export function useRelayNews(input: {
  readonly name: string;
  readonly target: RelayTarget;
  readonly isFollowed: boolean;
  readonly follow: (tell: (news: RelayNews) => void) => Promise<void>;
  /** It is on record for good, or the person starts again: nothing of it is on its way any more. */
  readonly onOver: () => void;
}): RelayFollowed {
  const { name, target, isFollowed, follow, onOver } = input;
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
      if (next.isRecorded) onOver();
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
  const startAgain = async (): Promise<void> => {
    await office().holder.dropPromise(target);
    onOver();
  };
  return { news, error, again, isRefused: news?.complaint === "refused", startAgain };
}

const STATES = ["received", "submitted", "included", "final"] as const;
const KEYS = {
  received: "stateReceived",
  submitted: "stateSubmitted",
  included: "stateIncluded",
  final: "stateFinal",
} as const;

/** From the sending service to the public record, as it goes on. */
export function RelayState({ news, error, again, startAgain }: RelayFollowed): ReactNode {
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
      <Complaint news={news} startAgain={startAgain} />
      {error !== undefined && <Failure error={error} onAgain={again} />}
    </>
  );
}

function Complaint({ news, startAgain }: Pick<RelayFollowed, "news" | "startAgain">): ReactNode {
  const say = useTexts("request");
  const start = useMutation({ mutationFn: startAgain });
  const complaint = news?.complaint;
  if (complaint === undefined) return null;
  // What sends does not answer: sending anew would fail as well.
  if (complaint === "silent") return <Banner kind="note">{say("silent")}</Banner>;
  const button = (
    <>
      {start.isError && <Failure error={start.error} />}
      <p>
        <Button kind="secondary" isBusy={start.isPending} onPress={() => start.mutate()}>
          {say("startAgain")}
        </Button>
      </p>
    </>
  );
  if (complaint === "refused") {
    return (
      <Banner kind="important" title={say("refusedTitle")}>
        <p>{say("refusedText", { reason: news?.reason ?? "?" })}</p>
        {button}
      </Banner>
    );
  }
  return (
    <Banner kind="warning">
      <p>{say("complaint")}</p>
      {button}
    </Banner>
  );
}
