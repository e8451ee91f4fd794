import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { listRolls } from "../../../../../server/client/records.ts";
import type { DraftVoters } from "../../../../worker/organizer/draft.ts";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { Loading } from "../../../design/loading.tsx";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";

const SHOWN = 200;

interface PublishedVotersProps {
  readonly voters: DraftVoters | undefined;
  readonly onChange: (voters: DraftVoters | undefined) => void;
}

/** The newest lists on the record. */
export function PublishedVoters({ voters, onChange }: PublishedVotersProps): ReactNode {
  const say = useTexts("organizer");
  const list = useQuery({
    queryKey: ["rolls"],
    queryFn: () => services.call(listRolls, { query: { limit: SHOWN } }),
  });
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onAgain={() => void list.refetch()} />;
    return <Loading what={say("reading")} />;
  }
  const { items } = list.data;
  if (items.length === 0) return <Empty title={say("noLists")} />;
  return (
    <SelectField
      id="published-list"
      label={say("publishedList")}
      options={[
        { value: "", label: "–" },
        ...items.map(({ rollId, size }) => ({
          value: String(rollId),
          label: say("listOption", { id: rollId, count: size }),
        })),
      ]}
      value={voters?.kind === "published" ? String(voters.rollId) : ""}
      onChange={(id) => onChange(id === "" ? undefined : { kind: "published", rollId: BigInt(id) })}
    />
  );
}
