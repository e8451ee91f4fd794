import { useState, type ReactNode } from "react";
import { addCiphertexts, type Ciphertext } from "../../../../../crypto/elgamal.ts";
import { useAnnounce } from "../../../design/announce.tsx";
import { Button } from "../../../design/button.tsx";
import { CheckboxGroup } from "../../../design/fields/checkbox-group.tsx";
import { useTexts } from "../../../state/texts.ts";
import { codeOf, KEEPER_COUNT, lockBallot, makeSharedKey, openTotal, THRESHOLD } from "./model.ts";

const MAX_BALLOTS = 12;
const KEEPERS = Array.from({ length: KEEPER_COUNT }, (_, at) => String(at + 1));

/** Lock, add, open: the arithmetic of elections, in small. */
export function LockedSum(): ReactNode {
  const say = useTexts("lockedSum");
  const announce = useAnnounce();
  const [key, setKey] = useState(makeSharedKey);
  const [ballots, setBallots] = useState<readonly Ciphertext[]>([]);
  const [helping, setHelping] = useState<readonly string[]>([]);
  const cast = (isYes: boolean): void => {
    setBallots([...ballots, lockBallot(key, isYes)]);
    announce(say("cast", { count: ballots.length + 1 }));
  };
  const startAgain = (): void => {
    setKey(makeSharedKey());
    setBallots([]);
    setHelping([]);
  };
  return (
    <section className="locked-sum">
      <p>{say("lead")}</p>
      <h3>{say("step1")}</h3>
      <p>{say("question")}</p>
      <div className="locked-actions">
        <Button kind="secondary" isDisabled={ballots.length >= MAX_BALLOTS} onPress={() => cast(true)}>
          {say("castYes")}
        </Button>
        <Button kind="secondary" isDisabled={ballots.length >= MAX_BALLOTS} onPress={() => cast(false)}>
          {say("castNo")}
        </Button>
        {ballots.length > 0 && (
          <Button kind="quiet" onPress={startAgain}>
            {say("startAgain")}
          </Button>
        )}
      </div>
      {ballots.length >= MAX_BALLOTS && <p>{say("full")}</p>}
      <LockedBallots ballots={ballots} />
      {ballots.length > 0 && (
        <>
          <h3>{say("step2")}</h3>
          <p>
            <strong>{say("total", { code: codeOf(addCiphertexts(ballots)) })}</strong>
          </p>
          <p>{say("totalText")}</p>
          <h3>{say("step3")}</h3>
          <CheckboxGroup
            id="keepers"
            legend={say("keepers")}
            options={KEEPERS.map((number) => ({ value: number, label: say("keeper", { number }) }))}
            values={helping}
            onChange={setHelping}
          />
          <Opened yes={openTotal({ key, ballots, keepers: helping.map(Number) })} {...{ ballots, helping }} />
        </>
      )}
    </section>
  );
}

function LockedBallots({ ballots }: { readonly ballots: readonly Ciphertext[] }): ReactNode {
  const say = useTexts("lockedSum");
  if (ballots.length === 0) return <p>{say("none")}</p>;
  return (
    <>
      <h4>{say("ballots")}</h4>
      <ol className="locked-ballots">
        {ballots.map((ballot, at) => (
          <li key={at}>
            <span>{say("ballot", { number: at + 1 })}</span> <code>{say("lockedAs", { code: codeOf(ballot) })}</code>
          </li>
        ))}
      </ol>
      {ballots.length > 1 && <p>{say("same")}</p>}
    </>
  );
}

interface OpenedProps {
  readonly yes: bigint | undefined;
  readonly ballots: readonly Ciphertext[];
  readonly helping: readonly string[];
}

function Opened({ yes, ballots, helping }: OpenedProps): ReactNode {
  const say = useTexts("lockedSum");
  return (
    <div className="locked-result" role="status">
      {yes === undefined ? (
        <p>{say("notEnough", { count: THRESHOLD - helping.length })}</p>
      ) : (
        <>
          <p>
            <strong>{say("opened", { yes, ballots: ballots.length })}</strong>
          </p>
          <p>{say("honest")}</p>
        </>
      )}
    </div>
  );
}
