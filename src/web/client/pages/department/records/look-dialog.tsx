import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { HeldPermission, RecordedLook } from "../../../../worker/department/keeping/permissions.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Failure } from "../../../design/failure.tsx";
import { CheckboxGroup } from "../../../design/fields/checkbox-group.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { useSaid } from "../../citizen/parts/words.ts";
import { lookAtRecords } from "./use-records.ts";

interface LookDialogProps {
  readonly did: string;
  readonly permission: HeldPermission;
  readonly title: string;
  readonly onClose: () => void;
}

/** Writes down what the clerk is about to look at, and says whether she may. */
export function LookDialog({ did, permission, title, onClose }: LookDialogProps): ReactNode {
  const say = useTexts("records");
  const said = useSaid();
  const { id, attributes } = permission;
  const [chosen, setChosen] = useState<string[]>([]);
  const [isRefused, setRefused] = useState(false);
  const look = useMutation({
    mutationFn: () => office().department.keeping.permissions.look({ did, id, attributes: chosen }),
    onSettled: () => lookAtRecords(did),
  });
  return (
    <Dialog title={say("lookTitle", { title })} isOpen onClose={onClose}>
      {look.isError && <Failure error={look.error} />}
      {look.data === undefined ? (
        <>
          <p>{say("lookText")}</p>
          <CheckboxGroup
            id="look-attributes"
            legend={say("lookWhat")}
            error={isRefused && chosen.length === 0 ? say("lookNothing") : undefined}
            options={attributes.map(({ name, label }) => ({ value: name, label: said(label) }))}
            values={chosen}
            onChange={setChosen}
          />
          <Button
            isBusy={look.isPending}
            onPress={() => {
              setRefused(chosen.length === 0);
              if (chosen.length > 0) look.mutate();
            }}
          >
            {say("lookWrite")}
          </Button>
        </>
      ) : (
        <Verdict look={look.data} />
      )}
    </Dialog>
  );
}

function Verdict({ look }: { readonly look: RecordedLook }): ReactNode {
  const say = useTexts("records");
  const { sequence } = look;
  return (
    <div role="status">
      {look.isAllowed ? (
        <Banner kind="success" title={say("lookAllowed")}>
          <p>{say("lookAllowedText", { sequence })}</p>
        </Banner>
      ) : (
        <Banner kind="important" title={say("lookDenied")}>
          <p>{say("lookDeniedText", { sequence, reason: say(look.reason) })}</p>
        </Banner>
      )}
    </div>
  );
}
