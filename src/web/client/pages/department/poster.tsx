import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Page } from "../../design/page.tsx";
import { QrCode } from "../../design/qr-code.tsx";
import { useTexts } from "../../state/texts.ts";
import { Answered } from "../citizen/parts/answered.tsx";
import { officeName, useSaid } from "../citizen/parts/words.ts";
import { DeskGate, useDesks } from "./parts/desk-gate.tsx";
import { portalLink } from "./parts/link-card.tsx";
import { useDeskAddress } from "./desk/desk-link.tsx";

/** For the wall of the office, on paper. */
export function PosterPage(): ReactNode {
  const say = useTexts("desk");
  const said = useSaid();
  const desk = useDesks().data?.open;
  return (
    <Page
      title={desk === undefined ? say("toPoster") : say("posterTitle", { kind: said(desk.schema.title) })}
      lead={desk === undefined ? undefined : officeName(desk.did)}
      back={{ to: "/department/desk", label: say("title") }}
    >
      <DeskGate>{() => <Poster />}</DeskGate>
    </Page>
  );
}

function Poster(): ReactNode {
  const say = useTexts("desk");
  return (
    <Answered query={useDeskAddress()} what={say("theLink")}>
      {(address) =>
        address === null ? (
          <p>{say("signLead")}</p>
        ) : (
          <div className="poster">
            <QrCode text={portalLink(`/wallet/claim/${address}`)} label={say("linkLabel")} />
            <ol className="poster-steps">
              <li>{say("posterOne")}</li>
              <li>{say("posterTwo")}</li>
              <li>{say("posterThree")}</li>
            </ol>
            <p>{say("posterFoot")}</p>
            <Button onPress={() => window.print()}>{say("print")}</Button>
          </div>
        )
      }
    </Answered>
  );
}
