import type { ReactNode } from "react";
import { useParams } from "wouter";
import { Banner } from "../../design/banner.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { TextLink } from "../../design/text-link.tsx";
import type { SeatView } from "../../../worker/trustee/seats.ts";
import { isLockedMeanwhile } from "../../state/locked-meanwhile.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { parseId } from "../public/parts/parse-id.ts";
import { CeremonyTasks, stepNow } from "./ceremony-tasks.tsx";
import { ElectionsUnderKey } from "./elections-under-key.tsx";
import { KeyFile } from "./key-file.tsx";
import { NeverAsked } from "./never-asked.tsx";
import { StepForm } from "./step-form.tsx";
import { useSeat } from "./use-seat.ts";
import { WithAccount } from "./with-account.tsx";

/** One key, as one of its keepers makes it: the step that is to be taken now, and all that was taken. */
export function TrusteeCeremonyPage(): ReactNode {
  const say = useTexts("trustee");
  const ceremonyId = parseId(useParams()["id"]);
  if (ceremonyId === undefined) return <NotFoundPage />;
  return (
    <Page title={say("seat", { id: ceremonyId })} back={{ to: "/trustee", label: say("backToSeats") }}>
      <WithAccount>{(address) => <Seat key={address} address={address} ceremonyId={ceremonyId} />}</WithAccount>
      <NeverAsked />
    </Page>
  );
}

function Seat({ address, ceremonyId }: { readonly address: string; readonly ceremonyId: bigint }): ReactNode {
  const say = useTexts("trustee");
  const seat = useSeat(address, ceremonyId);
  if (seat.data === undefined) {
    if (seat.isError && !isLockedMeanwhile(seat.error))
      return <Failure error={seat.error} onAgain={() => void seat.refetch()} />;
    return <Loading what={say("theKey")} />;
  }
  const { index, count, progress, elections } = seat.data;
  return (
    <>
      <p>{say("place", { index, count, threshold: progress.record.threshold })}</p>
      {progress.record.phase === "finished" && <Banner kind="success">{say("ready")}</Banner>}
      <CurrentStep seat={seat.data} />
      <section>
        <h2>{say("tasks")}</h2>
        <CeremonyTasks seat={seat.data} />
        <p>
          <TextLink to={`/organizer/ceremonies/${ceremonyId}`}>{say("board")}</TextLink>
        </p>
      </section>
      {elections.length > 0 && (
        <section>
          <h2>{say("elections")}</h2>
          <ElectionsUnderKey seat={seat.data} />
        </section>
      )}
      <KeyFile seat={seat.data} />
    </>
  );
}

function CurrentStep({ seat }: { readonly seat: SeatView }): ReactNode {
  const { ceremonyId, hasKeyFile, progress, index } = seat;
  const step = stepNow(seat);
  const isRegistered = progress.trustees[index - 1]?.registered === true;
  // Without the file nothing but a new place can be taken; the page says below how to bring it.
  if (!hasKeyFile && isRegistered) return null;
  return (
    <StepForm
      step={step}
      isNew={!hasKeyFile}
      act={(now, passphrase, tell) => {
        const given = { ceremonyId, passphrase };
        if (now === "register") return office().trustee.register(given);
        if (now === "commit") return office().trustee.commit(given);
        return office().trustee.deal(given, tell);
      }}
    />
  );
}
