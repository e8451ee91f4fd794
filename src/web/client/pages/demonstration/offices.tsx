import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isPsephosError } from "../../../../errors.ts";
import type { DemonstrationAnswer } from "../../../../server/client/demonstration.ts";
import { Button } from "../../design/button.tsx";
import { Failure } from "../../design/failure.tsx";
import { Panel } from "../../design/panel.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";
import { useTexts } from "../../state/texts.ts";

type Role = DemonstrationAnswer["accounts"][number]["role"];

const PLACES: Readonly<Record<Role, string>> = {
  organizer: "/organizer",
  registry: "/department",
  housing: "/department",
  keeper: "/trustee",
};

/** Who acts for the town: a visitor can be each of them. */
export function Offices({ offer }: { readonly offer: DemonstrationAnswer }): ReactNode {
  const say = useTexts("demonstration");
  const act = useMutation({
    mutationFn: async (role: Role) => {
      await office().accounts.demonstrate(offer.accounts.find((account) => account.role === role)?.number ?? 0);
      await queries.invalidateQueries();
      return role;
    },
  });
  return (
    <>
      {act.isError && <Failure error={act.error} />}
      <p className="button-row">
        {offer.accounts.map(({ role }) => (
          <Button
            key={role}
            kind="secondary"
            isBusy={act.isPending}
            onPress={() => {
              act.mutate(role);
            }}
          >
            {say(role)}
          </Button>
        ))}
      </p>
      {act.isSuccess && (
        <Panel title={say("acting")}>
          <p>
            <TextLink to={PLACES[act.data]}>{say(`${act.data}Place`)}</TextLink>
          </p>
          {act.data === "keeper" && <KeeperKey offer={offer} />}
          {act.data === "housing" && <HousingDesk offer={offer} />}
        </Panel>
      )}
    </>
  );
}

function KeeperKey({ offer }: { readonly offer: DemonstrationAnswer }): ReactNode {
  const say = useTexts("demonstration");
  const bring = useMutation({
    mutationFn: () =>
      office().trustee.restore({
        ceremonyId: offer.keyCeremonyId,
        text: offer.keeperKey,
        passphrase: offer.passphrase,
      }),
  });
  if (bring.isSuccess) {
    return (
      <>
        <p>{say("broughtKey")}</p>
        <p>{say("broughtKeyText", offer)}</p>
      </>
    );
  }
  return (
    <>
      {bring.isError && <Failure error={bring.error} />}
      <Button
        kind="secondary"
        isBusy={bring.isPending}
        onPress={() => {
          bring.mutate();
        }}
      >
        {say("bringKey")}
      </Button>
    </>
  );
}

function HousingDesk({ offer }: { readonly offer: DemonstrationAnswer }): ReactNode {
  const say = useTexts("demonstration");
  const bring = useMutation({
    mutationFn: async () => {
      const files = [{ name: "desk.json", text: offer.housingDesk }];
      try {
        await office().department.desks.bring({ files, passphrase: offer.passphrase });
      } catch (error) {
        // Brought in before: whatever was issued since stays.
        if (!isPsephosError(error, "FILE_EXISTS")) throw error;
      }
      await queries.invalidateQueries();
    },
  });
  if (bring.isSuccess) {
    return (
      <>
        <p>{say("broughtDesk")}</p>
        <p>{say("broughtDeskText", offer)}</p>
        <p>
          <TextLink to="/department/desk">{say("deskPlace")}</TextLink>
        </p>
      </>
    );
  }
  return (
    <>
      {bring.isError && <Failure error={bring.error} />}
      <Button
        kind="secondary"
        isBusy={bring.isPending}
        onPress={() => {
          bring.mutate();
        }}
      >
        {say("bringDesk")}
      </Button>
    </>
  );
}
