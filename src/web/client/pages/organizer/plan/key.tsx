import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { listCeremonies } from "../../../../../server/client/records.ts";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { Loading } from "../../../design/loading.tsx";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";
import { NewKey, newKey } from "./new-key.tsx";
import type { PlanPageProps } from "./page-props.ts";

const SHOWN = 200;

export function KeyPage({ draft, change, errorOf }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  const [kind, setKind] = useState(draft.key?.kind);
  return (
    <>
      <RadioGroup
        id="key-by"
        legend={say("keyBy")}
        error={errorOf("key-by")}
        options={[
          { value: "existing", label: say("keyExisting") },
          { value: "new", label: say("keyNew"), help: say("keyNewHelp") },
        ]}
        value={kind}
        onChange={(next) => {
          setKind(next);
          change({ key: next === "new" ? newKey() : undefined, done: { ...draft.done, ceremonyId: undefined } });
        }}
      />
      {kind === "existing" && <ExistingKey draft={draft} change={change} errorOf={errorOf} />}
      {draft.key?.kind === "new" && <NewKey given={draft.key} errorOf={errorOf} onChange={(key) => change({ key })} />}
    </>
  );
}

function ExistingKey({ draft, change }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  const list = useQuery({
    queryKey: ["ceremonies"],
    queryFn: () => services.call(listCeremonies, { query: { limit: SHOWN } }),
  });
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onAgain={() => void list.refetch()} />;
    return <Loading what={say("thePlan")} />;
  }
  const usable = list.data.items.filter(({ phase }) => phase !== "failed");
  if (usable.length === 0) return <Empty title={say("noCeremonies")} />;
  const chosen = draft.key?.kind === "existing" ? String(draft.key.ceremonyId) : "";
  return (
    <SelectField
      id="ceremony"
      label={say("ceremony")}
      options={[
        { value: "", label: "–" },
        ...usable.map(({ ceremonyId, threshold, trusteeCount, phase }) => ({
          value: String(ceremonyId),
          label: say("ceremonyOption", {
            id: ceremonyId,
            threshold,
            count: trusteeCount,
            state: say(`ceremony-${phase}`),
          }),
        })),
      ]}
      value={chosen}
      onChange={(id) =>
        change({
          key: id === "" ? undefined : { kind: "existing", ceremonyId: BigInt(id) },
          done: { ...draft.done, ceremonyId: undefined },
        })
      }
    />
  );
}
