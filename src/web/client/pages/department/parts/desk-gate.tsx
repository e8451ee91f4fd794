import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useEffect, useState, type ReactNode } from "react";
import type { DesksStatus, OpenDesk } from "../../../../worker/department/desks.ts";
import { Details } from "../../../design/details.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { UnlockForm } from "../../../design/unlock-form.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { BringDesk } from "../desk/bring-desk.tsx";
import { MakeDesk } from "../desk/make-desk.tsx";
import { DEPARTMENT } from "./use-department.ts";

const DESKS = [DEPARTMENT, "desks"];

let isWatched = false;

/** Which desks are on this device and which one is open, also after it locked itself. */
export function useDesks(): UseQueryResult<DesksStatus> {
  useEffect(watchOnce, []);
  return useQuery({ queryKey: DESKS, queryFn: () => office().department.desks.status() });
}

function watchOnce(): void {
  if (isWatched) return;
  isWatched = true;
  void office().department.desks.watch(proxy(() => void queries.invalidateQueries({ queryKey: DESKS })));
}

/** Shows `children` while a desk is open; lets one be opened, brought in or made first. */
export function DeskGate({ children }: { readonly children: (desk: OpenDesk) => ReactNode }): ReactNode {
  const say = useTexts("desk");
  return (
    <Answered query={useDesks()} what={say("theDesk")}>
      {({ open, kept }) => (open === undefined ? <ChooseDesk kept={kept} /> : children(open))}
    </Answered>
  );
}

function ChooseDesk({ kept }: { readonly kept: readonly string[] }): ReactNode {
  const say = useTexts("desk");
  const [first] = kept;
  return (
    <>
      {first === undefined ? <p>{say("noneHere")}</p> : <UnlockDesk kept={kept} first={first} />}
      <Details summary={say("bringTitle")}>
        <BringDesk />
      </Details>
      <Details summary={say("makeTitle")}>
        <MakeDesk />
      </Details>
    </>
  );
}

function UnlockDesk({ kept, first }: { readonly kept: readonly string[]; readonly first: string }): ReactNode {
  const say = useTexts("desk");
  const [name, setName] = useState(first);
  return (
    <UnlockForm
      id="desk-passphrase"
      words={{ passphrase: say("passphrase"), passphraseMissing: say("passphraseMissing"), open: say("open") }}
      help={say("passphraseHelp")}
      onOpen={(passphrase) => office().department.desks.open({ name, passphrase })}
    >
      <h2>{say("openTitle")}</h2>
      <SelectField
        id="desk-name"
        label={say("deskName")}
        options={kept.map((each) => ({ value: each, label: each }))}
        value={name}
        onChange={setName}
      />
    </UnlockForm>
  );
}
