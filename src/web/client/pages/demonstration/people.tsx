import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { DemonstrationAnswer } from "../../../../server/client/demonstration.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { CopyText } from "../../design/copy-text.tsx";
import { Details } from "../../design/details.tsx";
import { DownloadButton } from "../../design/download-button.tsx";
import { Failure } from "../../design/failure.tsx";
import { Panel } from "../../design/panel.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { useWallet } from "../identity/use-wallet.ts";

type Resident = DemonstrationAnswer["wallets"][number];

/** Made-up residents whom a visitor can be. */
export function People({ offer }: { readonly offer: DemonstrationAnswer }): ReactNode {
  const say = useTexts("demonstration");
  const wallet = useWallet();
  const take = useMutation({
    mutationFn: async ({ name, file }: Resident) => {
      await office().wallet.restore({ text: file, passphrase: offer.passphrase });
      return name;
    },
  });
  const isFree = wallet.data?.kind === "none";
  return (
    <>
      {take.isError && <Failure error={take.error} />}
      {take.isSuccess && (
        <Panel title={say("taken", { name: take.data })}>
          <p>
            {say("takenText")} <TextLink to="/wallet">{say("yourIdentity")}</TextLink>
          </p>
        </Panel>
      )}
      {wallet.data !== undefined && !isFree && !take.isSuccess && (
        <Banner kind="note" title={say("hasIdentity")}>
          <p>
            {say("hasIdentityText")} <TextLink to="/identity">{say("yourIdentity")}</TextLink>
          </p>
        </Banner>
      )}
      {isFree && (
        <p className="button-row">
          {offer.wallets.map((resident) => (
            <Button
              key={resident.name}
              kind="secondary"
              isBusy={take.isPending}
              onPress={() => {
                take.mutate(resident);
              }}
            >
              {say("take", resident)}
            </Button>
          ))}
        </p>
      )}
      <Details summary={say("downloadSummary")}>
        <CopyText text={offer.passphrase} label={say("passphrase")} />
        {offer.wallets.map(({ name, file }, at) => (
          <p key={name}>
            <DownloadButton fileName={`psephos-resident-${at + 1}.json`} content={file} mediaType="application/json">
              {say("download", { name })}
            </DownloadButton>
          </p>
        ))}
      </Details>
    </>
  );
}
