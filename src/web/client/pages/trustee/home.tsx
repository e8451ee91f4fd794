import type { ReactNode } from "react";
import { CopyText } from "../../design/copy-text.tsx";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { TextLink } from "../../design/text-link.tsx";
import type { SeatView } from "../../../worker/trustee/seats.ts";
import { isLockedMeanwhile } from "../../state/locked-meanwhile.ts";
import { useTexts } from "../../state/texts.ts";
import { CeremonyTasks } from "./ceremony-tasks.tsx";
import { ElectionsUnderKey } from "./elections-under-key.tsx";
import { NeverAsked } from "./never-asked.tsx";
import { useSeats } from "./use-seat.ts";
import { WithAccount } from "./with-account.tsx";

/** A key keeper's places, and what is to be done at each. */
export function TrusteePage(): ReactNode {
  const say = useTexts("trustee");
  return (
    <Page title={say("title")} lead={<p>{say("lead")}</p>}>
      <WithAccount>{(address) => <Seats key={address} address={address} />}</WithAccount>
      <NeverAsked />
    </Page>
  );
}

function Seats({ address }: { readonly address: string }): ReactNode {
  const say = useTexts("trustee");
  const seats = useSeats(address);
  return (
    <section>
      <h2>{say("seats")}</h2>
      {seats.isPending && <Loading what={say("theSeats")} />}
      {seats.data === undefined && seats.isError && !isLockedMeanwhile(seats.error) && (
        <Failure error={seats.error} onAgain={() => void seats.refetch()} />
      )}
      {seats.data?.length === 0 && (
        <Empty title={say("noSeats")}>
          <p>{say("noSeatsText")}</p>
          <CopyText label={say("yourAddress")} text={address} />
        </Empty>
      )}
      {seats.data?.map((seat) => (
        <Seat key={String(seat.ceremonyId)} seat={seat} />
      ))}
    </section>
  );
}

function Seat({ seat }: { readonly seat: SeatView }): ReactNode {
  const say = useTexts("trustee");
  const { ceremonyId, index, count, progress, elections } = seat;
  return (
    <section>
      <h3>
        <TextLink to={`/trustee/ceremonies/${ceremonyId}`}>{say("seat", { id: ceremonyId })}</TextLink>
      </h3>
      <p>{say("place", { index, count, threshold: progress.record.threshold })}</p>
      {progress.record.phase !== "finished" && <CeremonyTasks seat={seat} />}
      {elections.length > 0 && <ElectionsUnderKey seat={seat} />}
    </section>
  );
}
