import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { DataTable } from "../../design/data-table.tsx";
import { Details } from "../../design/details.tsx";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { DateTimeField } from "../../design/fields/date-time-field.tsx";
import { NumberField } from "../../design/fields/number-field.tsx";
import { TextField } from "../../design/fields/text-field.tsx";
import { Hash } from "../../design/hash.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { WithAccount } from "../trustee/with-account.tsx";
import { atHour } from "./plan/at-hour.ts";

/** Lists of voters that the account published, and open electorates by proof. */
export function ListsPage(): ReactNode {
  const say = useTexts("organizer");
  return (
    <Page
      title={say("listsTitle")}
      lead={<p>{say("listsLead")}</p>}
      back={{ to: "/organizer", label: say("backToStart") }}
    >
      <WithAccount>
        {(address) => (
          <div key={address}>
            <OwnLists address={address} />
            <Details summary={say("openEnrolment")}>
              <OpenEnrolment />
            </Details>
          </div>
        )}
      </WithAccount>
    </Page>
  );
}

function OwnLists({ address }: { readonly address: string }): ReactNode {
  const say = useTexts("organizer");
  const lists = useQuery({ queryKey: ["my", "rolls", address], queryFn: () => office().organizer.lists() });
  if (lists.data === undefined) {
    if (lists.isError) return <Failure error={lists.error} onAgain={() => void lists.refetch()} />;
    return <Loading what={say("reading")} />;
  }
  if (lists.data.length === 0) return <Empty title={say("noOwnLists")} />;
  return (
    <DataTable
      caption={say("listsOwn")}
      rows={lists.data}
      rowKey={({ rollId }) => String(rollId)}
      columns={[
        { key: "rollId", title: say("listNumber"), align: "end" },
        { key: "size", title: say("lists"), value: ({ size }) => say("votersCount", { count: size }) },
        { key: "totalWeight", title: say("totalWeight"), align: "end" },
        { key: "fileHash", title: "keccak256", render: ({ fileHash }) => <Hash value={fileHash} /> },
      ]}
    />
  );
}

const WEEK_SECONDS = 7 * 86_400;

function OpenEnrolment(): ReactNode {
  const say = useTexts("organizer");
  const [policyId, setPolicyId] = useState<number>();
  const [name, setName] = useState("");
  const [closesAt, setClosesAt] = useState<number | undefined>(() =>
    atHour(Math.floor(Date.now() / 1000) + WEEK_SECONDS, 18),
  );
  const [isRefused, setRefused] = useState(false);
  const open = useMutation({ mutationFn: office().organizer.openEnrolment });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isWhole = policyId !== undefined && name.trim() !== "" && closesAt !== undefined;
        setRefused(!isWhole);
        if (isWhole) open.mutate({ policyId: BigInt(policyId), name: name.trim(), closesAt });
      }}
    >
      <p>{say("openEnrolmentLead")}</p>
      {open.isError && <Failure error={open.error} />}
      {open.data !== undefined && <p role="status">{say("enrolmentOpened", { id: open.data })}</p>}
      <NumberField
        id="enrolment-policy"
        label={say("policyNumber")}
        error={isRefused && policyId === undefined ? say("faultNumber") : undefined}
        value={policyId}
        onChange={setPolicyId}
      />
      <TextField
        id="enrolment-name"
        label={say("enrolName")}
        help={say("listNameHelp")}
        error={isRefused && name.trim() === "" ? say("faultText") : undefined}
        value={name}
        onChange={setName}
      />
      <DateTimeField
        id="enrolment-closes"
        label={say("enrolFrom")}
        error={isRefused && closesAt === undefined ? say("faultTime") : undefined}
        value={closesAt}
        onChange={setClosesAt}
      />
      <Button type="submit" isBusy={open.isPending}>
        {say("doOpenEnrolment")}
      </Button>
    </form>
  );
}
