import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Damaged } from "../../../design/damaged.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

/** Credentials that were issued and do not reach their persons' boxes: they are handed over as files. */
export function Unsent({ desk }: { readonly desk: string }): ReactNode {
  const say = useTexts("desk");
  const unsent = useQuery({
    queryKey: ["department", "unsent", desk],
    queryFn: () => office().department.outbox.unsent(),
    staleTime: 0,
  });
  const forget = useMutation({
    mutationFn: (rounds: readonly string[]) => office().department.outbox.forget(rounds),
    onSuccess: () => unsent.refetch(),
  });
  if (unsent.isError) return <Failure error={unsent.error} onAgain={() => void unsent.refetch()} />;
  if (unsent.data === undefined) return null;
  const { count, rounds, text, damaged } = unsent.data;
  const removeDamaged = (): Promise<void> => forget.mutateAsync(damaged);
  if (count === 0) return <Damaged names={damaged} remove={removeDamaged} />;
  return (
    <>
      <Damaged names={damaged} remove={removeDamaged} />
      <Banner kind="important" title={say("unsentTitle", { count })}>
        <p>{say("unsentText")}</p>
        <DownloadButton fileName="credentials.jsonl" content={text} mediaType="application/json">
          {say("saveCredentials")}
        </DownloadButton>
        {forget.isError && <Failure error={forget.error} />}
        <Button kind="secondary" isBusy={forget.isPending} onPress={() => forget.mutate(rounds)}>
          {say("unsentDone")}
        </Button>
      </Banner>
    </>
  );
}
