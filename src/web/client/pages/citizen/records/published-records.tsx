import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { OfficeRecords } from "../../../../worker/holder/records.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Empty } from "../../../design/empty.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../parts/answered.tsx";
import { officeName } from "../parts/words.ts";
import { FoundRecords } from "./found-records.tsx";

/** The person's own records in the published logs of every office that knows her. */
export function PublishedRecords(): ReactNode {
  const say = useTexts("wallet");
  const found = useQuery({ queryKey: ["my", "records"], queryFn: () => office().holder.records.findAll() });
  return (
    <section>
      <Answered query={found} what={say("logs")}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={say("officesNone")}>
              <p>{say("officesNoneText")}</p>
            </Empty>
          ) : (
            all.map((each) => <OfOffice key={String(each.logId)} records={each} />)
          )
        }
      </Answered>
      <p>
        <Button kind="secondary" isBusy={found.isFetching} onPress={() => void found.refetch()}>
          {say("recordsLook")}
        </Button>
      </p>
    </section>
  );
}

function OfOffice({ records: { department, name, found } }: { readonly records: OfficeRecords }): ReactNode {
  const say = useTexts("wallet");
  return (
    <article className="card office-records">
      <h2>{say("recordsOf", { office: officeName(department) })}</h2>
      <p>{name}</p>
      {found === undefined ? (
        <Banner kind="important" title={say("withheld")}>
          <p>{say("withheldText", { office: officeName(department) })}</p>
        </Banner>
      ) : (
        <FoundRecords found={found} />
      )}
    </article>
  );
}
