import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { OpenDesk } from "../../../../worker/department/desks.ts";
import type { RefusalReason, ToldRequest } from "../../../../worker/department/requests.ts";
import { useAnnounce } from "../../../design/announce.tsx";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { Tag } from "../../../design/tag.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { lookAtDepartment } from "../parts/use-department.ts";
import { PersonForm } from "./person-form.tsx";
import { Unsent } from "./unsent.tsx";

const LOOK_MS = 15_000;
const REASONS: readonly RefusalReason[] = ["unknown-reference", "already-issued", "not-eligible"];

/** Requests that came by letter, one after the other. */
export function Inbox({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const list = useQuery({
    queryKey: ["department", "inbox", desk.name],
    queryFn: () => office().department.requests.inbox(),
    refetchInterval: LOOK_MS,
  });
  return (
    <>
      <h2>{say("inbox")}</h2>
      <p>{say("inboxLead")}</p>
      <Unsent desk={desk.name} />
      <p>
        <Button kind="secondary" isBusy={list.isFetching} onPress={() => void list.refetch()}>
          {say("look")}
        </Button>
      </p>
      <Answered query={list} what={say("theInbox")}>
        {({ requests, aboutData }) => (
          <>
            {aboutData > 0 && (
              <Banner kind="note">
                {say("aboutData", { count: aboutData })}{" "}
                <TextLink to="/department/records">{say("aboutDataLink")}</TextLink>
              </Banner>
            )}
            {requests.length === 0 && (
              <Empty title={say("inboxNone")}>
                <p>{say("inboxNoneText")}</p>
              </Empty>
            )}
            {requests.filter(({ reference }) => reference === undefined).length > 1 && <DroppingUnreadable />}
            <ul className="inbox">
              {requests.map((request) => (
                <li key={request.letterId}>
                  <OneRequest desk={desk} request={request} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </>
  );
}

function OneRequest({ desk, request }: { readonly desk: OpenDesk; readonly request: ToldRequest }): ReactNode {
  const say = useTexts("desk");
  const [isOpen, setOpen] = useState(false);
  const { reference, arrivedAt, fault, hasLive, letterId } = request;
  return (
    <article>
      <h3>{reference === undefined ? say("unreadable") : say("requestOf", { reference })}</h3>
      <p>
        {say("arrived")} <Time at={arrivedAt} />
      </p>
      {hasLive && <Tag kind="warning">{say("hasLive")}</Tag>}
      {fault !== undefined && <p>{say(fault === "other-desk" ? "otherDesk" : "faulty")}</p>}
      {fault === undefined && !isOpen && <Button onPress={() => setOpen(true)}>{say("handle")}</Button>}
      {fault === undefined && isOpen && (
        <>
          <Issuing desk={desk} request={request} />
          <Refusing letterId={letterId} />
        </>
      )}
      {fault !== undefined && <Dropping letterId={letterId} />}
    </article>
  );
}

function Issuing({ desk, request }: { readonly desk: OpenDesk; readonly request: ToldRequest }): ReactNode {
  const say = useTexts("desk");
  const announce = useAnnounce();
  const { letterId, hasLive } = request;
  const issue = useMutation({
    mutationFn: (person: Parameters<Parameters<typeof PersonForm>[0]["onSubmit"]>[0]) =>
      office().department.issuing.byLetter({ letterId, ...person }),
    onSuccess: async () => {
      announce(say("issuedByLetter"));
      await lookAtDepartment();
    },
  });
  return (
    <>
      <p>{say("checkPerson")}</p>
      <PersonForm
        id={`letter-${letterId}`}
        desk={desk}
        hasLive={hasLive}
        submitLabel={say("issueByLetter")}
        isBusy={issue.isPending}
        onSubmit={(person) => issue.mutate(person)}
      />
      {issue.isError && <Failure error={issue.error} />}
    </>
  );
}

function Refusing({ letterId }: { readonly letterId: string }): ReactNode {
  const say = useTexts("desk");
  const [reason, setReason] = useState<RefusalReason>(REASONS[0] ?? "not-eligible");
  const refuse = useMutation({
    mutationFn: () => office().department.requests.refuse({ letterId, reason }),
    onSuccess: lookAtDepartment,
  });
  return (
    <>
      <h4>{say("refuseTitle")}</h4>
      <SelectField
        id={`refuse-${letterId}`}
        label={say("refuseReason")}
        options={REASONS.map((value) => ({ value, label: say(`refuse-${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      {refuse.isError && <Failure error={refuse.error} />}
      <Button kind="danger" isBusy={refuse.isPending} onPress={() => refuse.mutate()}>
        {say("refuse")}
      </Button>
    </>
  );
}

function Dropping({ letterId }: { readonly letterId: string }): ReactNode {
  const say = useTexts("desk");
  const drop = useMutation({
    mutationFn: () => office().department.requests.drop(letterId),
    onSuccess: lookAtDepartment,
  });
  return (
    <>
      {drop.isError && <Failure error={drop.error} />}
      <Button kind="secondary" isBusy={drop.isPending} onPress={() => drop.mutate()}>
        {say("drop")}
      </Button>
    </>
  );
}

function DroppingUnreadable(): ReactNode {
  const say = useTexts("desk");
  const drop = useMutation({
    mutationFn: () => office().department.requests.dropUnreadable(),
    onSuccess: lookAtDepartment,
  });
  return (
    <>
      {drop.isError && <Failure error={drop.error} />}
      <p>
        <Button kind="secondary" isBusy={drop.isPending} onPress={() => drop.mutate()}>
          {say("dropUnreadable")}
        </Button>
      </p>
    </>
  );
}
