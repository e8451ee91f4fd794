import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { LetterOutcome } from "../../../../worker/department/keeping/post.ts";
import type { ToldLetter } from "../../../../worker/department/keeping/told-letter.ts";
import { Button } from "../../../design/button.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { Done } from "./done.tsx";
import { OneLetter } from "./one-letter.tsx";
import { lookAtRecords, recordsKey } from "./use-records.ts";
import { UnsentCertificates } from "./unsent-certificates.tsx";

const LOOK_MS = 15_000;

/** A letter with what came of it on this page. */
export interface HandledLetter {
  readonly letter: ToldLetter;
  readonly outcome: LetterOutcome;
}

interface PostProps {
  readonly did: string;
  /** Since the page was opened. */
  readonly handled: readonly HandledLetter[];
  readonly onHandled: (handled: HandledLetter) => void;
}

/** What people wrote about their data, each letter with what to do next. */
export function Post({ did, handled, onHandled }: PostProps): ReactNode {
  const say = useTexts("records");
  const letters = useQuery({
    queryKey: recordsKey(did, "post"),
    queryFn: () => office().department.keeping.post.list(did),
    refetchInterval: LOOK_MS,
  });
  const act = useMutation({
    mutationFn: async (chosen: readonly ToldLetter[]) => {
      for (const letter of chosen) {
        const outcome = await office().department.keeping.post.act({ did, letterId: letter.letterId });
        onHandled({ letter, outcome });
      }
    },
    onSettled: () => lookAtRecords(did),
  });
  const drop = useMutation({
    mutationFn: (letterIds: readonly string[]) => office().department.keeping.post.drop({ did, letterIds }),
    onSettled: () => lookAtRecords(did),
  });
  const failed = act.error ?? drop.error ?? undefined;
  const isBusy = act.isPending || drop.isPending;
  const outcomeOf = ({ letterId }: ToldLetter) => handled.find((each) => each.letter.letterId === letterId)?.outcome;
  // What was refused here is tried again one by one; an erasure is asked about each time.
  const isPlain = (letter: ToldLetter): boolean =>
    letter.fault === undefined && letter.kind !== "erasure-request" && outcomeOf(letter)?.kind !== "refused";
  return (
    <>
      <h2>{say("post")}</h2>
      <p>{say("postLead")}</p>
      <UnsentCertificates did={did} />
      {failed !== undefined && <Failure error={failed} />}
      <Done handled={handled} />
      <Answered query={letters} what={say("thePost")}>
        {(found) => {
          const plain = found.filter(isPlain);
          const useless = found.filter(({ fault }) => fault !== undefined);
          return found.length === 0 ? (
            <Empty title={say("postNone")}>
              <p>{say("postNoneText")}</p>
            </Empty>
          ) : (
            <>
              <div className="button-row">
                {plain.length > 1 && (
                  <Button isBusy={isBusy} onPress={() => act.mutate(plain)}>
                    {say("actAll", { count: plain.length })}
                  </Button>
                )}
                {useless.length > 1 && (
                  <Button
                    kind="secondary"
                    isBusy={isBusy}
                    onPress={() => drop.mutate(useless.map(({ letterId }) => letterId))}
                  >
                    {say("dropUseless", { count: useless.length })}
                  </Button>
                )}
              </div>
              <ul className="inbox">
                {found.map((letter) => (
                  <li key={letter.letterId}>
                    <OneLetter
                      letter={letter}
                      outcome={outcomeOf(letter)}
                      isBusy={isBusy}
                      onAct={() => act.mutate([letter])}
                      onDrop={() => drop.mutate([letter.letterId])}
                    />
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Answered>
    </>
  );
}
