import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { listEnrolments } from "../../../../../server/client/records.ts";
import type { DraftVoters } from "../../../../worker/organizer/draft.ts";
import { Button } from "../../../design/button.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { Loading } from "../../../design/loading.tsx";
import { office } from "../../../state/office.ts";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";

const SHOWN = 200;

/** Open electorates whose time is over; anybody makes the same list of them. */
export function EnrolledVoters({ onVoters }: { readonly onVoters: (voters: DraftVoters) => void }): ReactNode {
  const say = useTexts("organizer");
  const [chosen, setChosen] = useState("");
  const list = useQuery({
    queryKey: ["enrolments"],
    queryFn: () => services.call(listEnrolments, { query: { limit: SHOWN } }),
  });
  const make = useMutation({
    mutationFn: () => office().organizer.votersOfEnrolment(BigInt(chosen)),
    onSuccess: onVoters,
  });
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onAgain={() => void list.refetch()} />;
    return <Loading what={say("reading")} />;
  }
  const closed = list.data.items.filter(({ phase, size }) => phase === "closed" && size > 0);
  if (closed.length === 0) return <Empty title={say("noEnrolments")} />;
  return (
    <>
      <SelectField
        id="enrolment"
        label={say("enrolment")}
        options={[
          { value: "", label: "–" },
          ...closed.map(({ enrolmentId, name, size }) => ({
            value: String(enrolmentId),
            label: say("enrolmentOption", { name, count: size }),
          })),
        ]}
        value={chosen}
        onChange={setChosen}
      />
      {make.isError && <Failure error={make.error} />}
      <p>
        <Button kind="secondary" isDisabled={chosen === ""} isBusy={make.isPending} onPress={() => make.mutate()}>
          {say("makeList")}
        </Button>
      </p>
    </>
  );
}
