import { proxy } from "comlink";
import { useEffect, useState } from "react";
import type { BallotNews } from "../../../../worker/voting/follow.ts";
import type { ReceiptPlace } from "../../../../worker/voting/receipts.ts";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";

export interface Following {
  readonly news: BallotNews | undefined;
  readonly error: unknown;
  /** Looks, and hands over what nobody has, at once. */
  readonly again: () => void;
}

/** What becomes of a ballot, for as long as the page is open; begun anew when the connection comes back. */
export function useNews({ electionId, ballotHash }: ReceiptPlace): Following {
  const [news, setNews] = useState<BallotNews>();
  const [error, setError] = useState<unknown>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const name = crypto.randomUUID();
    let isLeft = false;
    const tell = (next: BallotNews): void => {
      if (!isLeft) setNews(next);
    };
    setError(undefined);
    office()
      .voter.follow({ electionId, ballotHash }, name, proxy(tell))
      .catch((failure: unknown) => {
        if (!isLeft) setError(failure);
      })
      .finally(() => void queries.invalidateQueries({ queryKey: ["my"] }));
    return () => {
      isLeft = true;
      void office().voter.stopFollowing(name);
    };
  }, [electionId, ballotHash, round]);
  const again = (): void => setRound((count) => count + 1);
  useEffect(() => {
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, []);
  return { news, error, again };
}
