import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { OpenDesk } from "../../../../worker/department/desks.ts";
import type { StatusNews } from "../../../../worker/department/status.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { AccountNeeded } from "../parts/account-needed.tsx";
import { lookAtDepartment } from "../parts/use-department.ts";

/** Whether the public lists say what the ledger says, and the button that makes them. */
export function StatusBanner({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const news = useQuery({
    queryKey: ["department", "status", desk.name],
    queryFn: () => office().department.status.read(),
  });
  return (
    <Answered query={news} what={say("theLists")}>
      {(told) => (told.kind === "unregistered" ? <Unregistered /> : <Registered news={told} />)}
    </Answered>
  );
}

function Unregistered(): ReactNode {
  const say = useTexts("desk");
  return (
    <Banner kind="important" title={say("unregistered")}>
      {say("unregisteredText")}
    </Banner>
  );
}

function Registered({ news }: { readonly news: Extract<StatusNews, { kind: "registered" }> }): ReactNode {
  const say = useTexts("desk");
  const { issued, live, revoked, suspended, publishedAt, isPublished, isServed } = news;
  const isCurrent = isPublished && isServed;
  const publish = useMutation({ mutationFn: () => office().department.status.publish(), onSuccess: lookAtDepartment });
  return (
    <Banner
      kind={isCurrent ? "success" : "warning"}
      title={say(isCurrent ? "listsCurrent" : isPublished ? "listsUnserved" : "listsOld")}
    >
      <p>{say("counts", { issued, live, revoked, suspended })}</p>
      <p>
        {say("publishedAt")} <Time at={publishedAt} />
      </p>
      {publish.isError && <Failure error={publish.error} />}
      <AccountNeeded>
        <Button kind={isCurrent ? "secondary" : "primary"} isBusy={publish.isPending} onPress={() => publish.mutate()}>
          {say("publishLists")}
        </Button>
      </AccountNeeded>
    </Banner>
  );
}
