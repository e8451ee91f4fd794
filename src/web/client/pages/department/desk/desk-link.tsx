import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { ButtonLink } from "../../../design/button-link.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { AccountNeeded } from "../parts/account-needed.tsx";
import { LinkCard } from "../parts/link-card.tsx";
import { lookAtDepartment } from "../parts/use-department.ts";

/** The link by which people ask for a credential: signed by the department's account, so that nobody else can take their requests. */
export function DeskLink(): ReactNode {
  const say = useTexts("desk");
  const address = useDeskAddress();
  return (
    <>
      <h2>{say("link")}</h2>
      <p>{say("linkLead")}</p>
      <Answered query={address} what={say("theLink")}>
        {(text) =>
          text === null ? (
            <SignAddress />
          ) : (
            <>
              <LinkCard place={`/wallet/claim/${text}`} label={say("linkLabel")} />
              <ButtonLink to="/department/desk/poster" kind="secondary">
                {say("toPoster")}
              </ButtonLink>
            </>
          )
        }
      </Answered>
    </>
  );
}

/** Null until the department's account has signed it. */
export function useDeskAddress() {
  return useQuery({
    queryKey: ["department", "address"],
    queryFn: async () => (await office().department.desks.address()) ?? null,
  });
}

function SignAddress(): ReactNode {
  const say = useTexts("desk");
  const sign = useMutation({
    mutationFn: () => office().department.desks.signAddress(),
    onSuccess: lookAtDepartment,
  });
  return (
    <>
      <p>{say("signLead")}</p>
      {sign.isError && <Failure error={sign.error} />}
      <AccountNeeded>
        <Button isBusy={sign.isPending} onPress={() => sign.mutate()}>
          {say("sign")}
        </Button>
      </AccountNeeded>
    </>
  );
}
