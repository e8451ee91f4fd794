import { useEffect, useRef, type ReactNode } from "react";
import { OPTION_CAPACITIES } from "../../../../../protocol/params.ts";
import type { ElectionDraft } from "../../../../worker/organizer/draft.ts";
import { inBoth } from "../../../../shared/both-languages.ts";
import { announce } from "../../../design/announce.tsx";
import { Button } from "../../../design/button.tsx";
import { Details } from "../../../design/details.tsx";
import { useTexts } from "../../../state/texts.ts";
import { BothFields } from "./both-fields.tsx";
import type { PlanPageProps } from "./page-props.ts";

type Option = ElectionDraft["options"][number];

const NOTHING = { en: "", zh: "" };

/** Options in ballot order. Each keeps its id wherever it moves: programs and ballots know it by that. */
export function OptionsPage({ draft, change, errorOf }: PlanPageProps): ReactNode {
  const say = useTexts("organizer");
  const { options } = draft;
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<string>(undefined);
  useEffect(() => {
    // A button that moved, or was removed, takes the focus along.
    const wanted = focusNext.current;
    focusNext.current = undefined;
    if (wanted !== undefined) document.getElementById(wanted)?.focus();
  });
  const move = (from: number, by: -1 | 1): void => {
    const moved = options[from]!;
    const rest = options.toSpliced(from, 1).toSpliced(from + by, 0, moved);
    const isAtEnd = from + by === (by < 0 ? 0 : options.length - 1);
    // At an end the pressed button is gone: the other one takes over.
    focusNext.current = `${moved.id}-${isAtEnd === by > 0 ? "up" : "down"}`;
    change({ options: rest });
    announce(say("moved", { number: from + by + 1, count: options.length }));
  };
  const remove = (at: number): void => {
    focusNext.current = `${(options[at + 1] ?? options[at - 1])?.id}-en`;
    change({ options: options.toSpliced(at, 1) });
  };
  const add = (): void => {
    const id = freeId(options);
    focusNext.current = `${id}-en`;
    change({ options: [...options, { id, label: NOTHING, description: NOTHING }] });
  };
  return (
    <div id="options">
      <p>{say("oneLanguage")}</p>
      <ol className="plan-options" ref={list}>
        {options.map((option, at) => (
          <li key={option.id}>
            <OneOption
              option={option}
              number={at + 1}
              errorOf={errorOf}
              onChange={(next) => change({ options: options.with(at, next) })}
            />
            <p className="button-row">
              {at > 0 && (
                <SmallButton
                  id={`${option.id}-up`}
                  label={say("moveUp", { number: at + 1 })}
                  onPress={() => move(at, -1)}
                >
                  ↑
                </SmallButton>
              )}
              {at < options.length - 1 && (
                <SmallButton
                  id={`${option.id}-down`}
                  label={say("moveDown", { number: at + 1 })}
                  onPress={() => move(at, 1)}
                >
                  ↓
                </SmallButton>
              )}
              {options.length > 2 && (
                <Button kind="quiet" onPress={() => remove(at)}>
                  {say("removeOption", { number: at + 1 })}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ol>
      {options.length < OPTION_CAPACITIES.at(-1)! && (
        <p>
          <Button kind="secondary" onPress={add}>
            {say("addOption")}
          </Button>
        </p>
      )}
    </div>
  );
}

function freeId(options: readonly Option[]): string {
  const taken = new Set(options.map(({ id }) => id));
  for (let number = 1; ; number++) if (!taken.has(`option-${number}`)) return `option-${number}`;
}

interface SmallButtonProps {
  readonly id: string;
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function SmallButton({ id, label, onPress, children }: SmallButtonProps): ReactNode {
  return (
    <button id={id} type="button" className="button button-secondary" aria-label={label} onClick={onPress}>
      {children}
    </button>
  );
}

interface OneOptionProps extends Pick<PlanPageProps, "errorOf"> {
  readonly option: Option;
  readonly number: number;
  readonly onChange: (option: Option) => void;
}

function OneOption({ option, number, errorOf, onChange }: OneOptionProps): ReactNode {
  const say = useTexts("organizer");
  const { id, label, description } = option;
  const isDescribed = inBoth(description).en !== "";
  return (
    <fieldset className="field">
      <legend className="field-label">{say("option", { number })}</legend>
      <BothFields
        id={id}
        what={say("optionLabel")}
        value={label}
        errorOf={errorOf}
        onChange={(next) => onChange({ ...option, label: next })}
      />
      <Details summary={isDescribed ? say("optionDescription") : say("more")}>
        <BothFields
          id={`${id}-about`}
          what={say("optionDescription")}
          rows={3}
          value={description}
          errorOf={errorOf}
          onChange={(next) => onChange({ ...option, description: next })}
        />
      </Details>
    </fieldset>
  );
}
