import type { ReactNode } from "react";
import { GridList, GridListItem, useDragAndDrop, Button as DragHandle } from "react-aria-components";
import type { ManifestOption } from "../../../../../protocol/manifest.ts";
import { Button } from "../../../design/button.tsx";
import { useAnnounce } from "../../../design/announce.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { BALLOT_ID, type BallotControlProps } from "./ballot-form.tsx";
import { movedBeside, movedTo } from "./places.ts";

/** First nothing has a place. Options are placed one after another, and moved by drag, by keyboard, or by the buttons. */
export function RankingBallot({ manifest, draft, error, onChange }: BallotControlProps): ReactNode {
  const say = useTexts("vote");
  const announce = useAnnounce();
  const language = useLanguage();
  const { maxValue } = manifest.rules;
  const optionOf = (id: string): ManifestOption | undefined => manifest.options.find((option) => option.id === id);
  const nameOf = (id: string): string => optionOf(id)?.label[language] ?? id;
  const rest = manifest.options.filter(({ id }) => !draft.places.includes(id));
  const place = (places: readonly string[], moved: string): void => {
    onChange({ ...draft, places });
    const at = places.indexOf(moved);
    announce(
      at < 0 ? say("nowUnplaced", { label: nameOf(moved) }) : say("nowPlaced", { label: nameOf(moved), place: at + 1 }),
    );
  };
  const isFull = draft.places.length >= maxValue;
  return (
    <fieldset
      id={BALLOT_ID}
      className={error === undefined ? "field" : "field field-wrong"}
      disabled={draft.isBlank}
      tabIndex={-1}
    >
      <legend className="field-label">{say("rank", { count: maxValue })}</legend>
      {error !== undefined && <p className="field-error">{error}</p>}
      <h3>{say("yourRanking")}</h3>
      {draft.places.length === 0 ? (
        <p className="ranking-empty">{say("nothingPlaced")}</p>
      ) : (
        <Ranked places={draft.places} nameOf={nameOf} onPlace={place} />
      )}
      <p className="ballot-sum" role="status">
        {say("placedOf", { count: draft.places.length, limit: maxValue })}
      </p>
      <h3>{say("notPlaced")}</h3>
      {isFull && <p>{say("allPlaced")}</p>}
      <ul className="ranking-rest">
        {rest.map(({ id, label, description }) => (
          <li key={id}>
            <div>
              <span className="choice-label">{label[language]}</span>
              {description !== undefined && <span className="choice-help">{description[language]}</span>}
            </div>
            {!isFull && (
              <Button kind="secondary" onPress={() => place([...draft.places, id], id)}>
                {say("placeNext", { place: draft.places.length + 1 })}
                <span className="out-of-sight">: {label[language]}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface RankedProps {
  readonly places: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly onPlace: (places: readonly string[], moved: string) => void;
}

function Ranked({ places, nameOf, onPlace }: RankedProps): ReactNode {
  const say = useTexts("vote");
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": nameOf(String(key)) })),
    onReorder: ({ keys, target }) => {
      const [moved] = [...keys].map(String);
      if (moved === undefined) return;
      const isAfter = target.dropPosition === "after";
      onPlace(movedBeside({ places, moved, neighbour: String(target.key), isAfter }), moved);
    },
  });
  return (
    <GridList
      className="ranking"
      aria-label={say("yourRanking")}
      items={places.map((id, index) => ({ id, index }))}
      dependencies={[nameOf]}
      selectionMode="none"
      keyboardNavigationBehavior="tab"
      dragAndDropHooks={dragAndDropHooks}
    >
      {({ id, index }) => (
        <GridListItem className="ranking-item" textValue={nameOf(id)}>
          <DragHandle slot="drag" className="ranking-handle" aria-label={say("drag", { label: nameOf(id) })}>
            ≡
          </DragHandle>
          <span className="ranking-place">{say("placeNumber", { place: index + 1 })}</span>
          <span className="choice-label">{nameOf(id)}</span>
          <span className="ranking-buttons">
            <MoveButton
              sign="↑"
              name={say("moveUp", { label: nameOf(id) })}
              isDisabled={index === 0}
              onPress={() => onPlace(movedTo({ places, moved: id, at: index - 1 }), id)}
            />
            <MoveButton
              sign="↓"
              name={say("moveDown", { label: nameOf(id) })}
              isDisabled={index === places.length - 1}
              onPress={() => onPlace(movedTo({ places, moved: id, at: index + 1 }), id)}
            />
            <MoveButton
              sign="×"
              name={say("unplace", { label: nameOf(id) })}
              isDisabled={false}
              onPress={() =>
                onPlace(
                  places.filter((each) => each !== id),
                  id,
                )
              }
            />
          </span>
        </GridListItem>
      )}
    </GridList>
  );
}

interface MoveButtonProps {
  readonly sign: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

/** Of the library, so that its press does not also count as one on the row. It keeps the focus where it can do no more. */
function MoveButton({ sign, name, isDisabled, onPress }: MoveButtonProps): ReactNode {
  return (
    <DragHandle
      className="button button-secondary ranking-button"
      aria-label={name}
      aria-disabled={isDisabled ? "true" : undefined}
      onPress={() => {
        if (!isDisabled) onPress();
      }}
    >
      {sign}
    </DragHandle>
  );
}
