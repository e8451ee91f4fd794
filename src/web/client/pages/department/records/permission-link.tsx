import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Empty } from "../../../design/empty.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useSaid } from "../../citizen/parts/words.ts";
import { LinkCard } from "../parts/link-card.tsx";
import { useOwnPolicies } from "../parts/use-department.ts";
import { recordsKey } from "./use-records.ts";

/** By which people give permission under a request; their letters find this office by it. */
export function PermissionLink({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  const said = useSaid();
  const [chosen, setChosen] = useState<string>();
  const address = useQuery({
    queryKey: recordsKey(did, "address"),
    queryFn: () => office().department.keeping.address(did),
  });
  return (
    <>
      <h2>{say("link")}</h2>
      <p>{say("linkLead")}</p>
      <Answered query={useOwnPolicies()} what={say("theRequests")}>
        {(all) => {
          const own = all.flatMap(({ policyId, verifier, policy }) =>
            verifier === did && policy !== undefined && !policy.retired
              ? [{ value: String(policyId), label: said(policy.title) }]
              : [],
          );
          const [first] = own;
          if (first === undefined) {
            return (
              <Empty title={say("linkNone")}>
                <p>{say("linkNoneText")}</p>
              </Empty>
            );
          }
          const value = chosen ?? first.value;
          return (
            <>
              <SelectField
                id="permission-request"
                label={say("request")}
                options={own}
                value={value}
                onChange={setChosen}
              />
              <Answered query={address} what={say("link")}>
                {(text) => <LinkCard place={`/request/permission/${value}/${text}`} label={say("link")} />}
              </Answered>
            </>
          );
        }}
      </Answered>
    </>
  );
}
