import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { readAbout, type AnswerOf } from "../../../../server/client/endpoints.ts";
import { Failure } from "../../design/failure.tsx";
import { Hash } from "../../design/hash.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";

const LIST = "./files.json";

export function SoftwarePage(): ReactNode {
  const say = useTexts("software");
  const about = useQuery({ queryKey: ["about"], queryFn: () => services.call(readAbout), staleTime: Infinity });
  return (
    <Page title={say("title")} lead={<p>{say("lead")}</p>}>
      {about.isError && <Failure error={about.error} onAgain={() => void about.refetch()} />}
      {about.isPending && <Loading what={say("about")} />}
      {about.data !== undefined && <About about={about.data} />}
    </Page>
  );
}

function About({ about }: { readonly about: AnswerOf<typeof readAbout> }): ReactNode {
  const say = useTexts("software");
  const list = useQuery({ queryKey: ["files"], queryFn: ({ signal }) => listHash(signal), staleTime: Infinity });
  return (
    <>
      <SummaryList
        rows={[
          { term: say("version"), value: about.version },
          { term: say("license"), value: say("licenseText") },
          { term: say("files"), value: <TextLink href={LIST}>{say("filesText")}</TextLink> },
          { term: say("fingerprint"), value: list.data === undefined ? "…" : <Hash value={list.data} /> },
          { term: say("chain"), value: String(about.chainId) },
          {
            term: say("keys"),
            value: about.keysPhase === "development" ? say("keysDevelopment") : say("keysCeremony"),
          },
        ]}
      />
      <h2>{say("contracts")}</h2>
      <p>{say("contractsText")}</p>
      <SummaryList
        rows={Object.entries(about.contracts).map(([name, address]) => ({
          term: <code>{name}</code>,
          value: <Hash value={address} />,
        }))}
      />
    </>
  );
}

async function listHash(signal: AbortSignal): Promise<string> {
  const answer = await fetch(new URL(LIST, document.baseURI), { signal, credentials: "omit" });
  if (!answer.ok) throw new Error(`${LIST}: ${answer.status}`);
  return bytesToHex(sha256(new Uint8Array(await answer.arrayBuffer())));
}
