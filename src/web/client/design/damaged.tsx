import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTexts } from "../state/texts.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Failure } from "./failure.tsx";

export interface DamagedProps {
  /** Of files on this device that cannot be read; none shows nothing. */
  readonly names: readonly string[];
  /** Removes them all, and looks again. */
  readonly remove: () => Promise<unknown>;
}

/** Tells of damaged files, which keep nothing else from working, and takes them away when the person says so. */
export function Damaged({ names, remove }: DamagedProps): ReactNode {
  const say = useTexts("design");
  const [isAsking, setAsking] = useState(false);
  const act = useMutation({ mutationFn: remove, onSettled: () => setAsking(false) });
  if (names.length === 0) return null;
  return (
    <Banner kind="warning" title={say("damaged", { count: names.length })}>
      <p>{say("damagedText")}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {act.isError && <Failure error={act.error} />}
      <Button kind="secondary" onPress={() => setAsking(true)}>
        {say("damagedRemove")}
      </Button>
      <ConfirmDialog
        title={say("damagedRemove")}
        question={<p>{say("damagedQuestion")}</p>}
        confirmLabel={say("damagedRemove")}
        kind="danger"
        isOpen={isAsking}
        isBusy={act.isPending}
        onConfirm={() => act.mutate()}
        onClose={() => setAsking(false)}
      />
    </Banner>
  );
}
