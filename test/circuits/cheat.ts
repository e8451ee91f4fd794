import assert from "node:assert/strict";
import type { Edit, Main } from "./compile.ts";
import { builtCircuit, forge, sat, toWitness, twin, type Circuit, type Inputs } from "./harness.ts";
import { mainOf } from "./mains.ts";

export interface Cheat {
  /** Name in circuits.json. */
  readonly circuit: string;
  readonly inputs: Inputs;
  /** Changes to the cheater's generator, for a cheat that no input expresses. */
  readonly sabotage?: readonly Edit[];
  readonly defence: Defence;
}

/** Where the defence stands, what reaches it there, and the edits that take it out. */
export interface Defence {
  readonly main: Main;
  readonly inputs: Inputs;
  readonly without: readonly Edit[];
  /** The sabotage is part of `without` already: where the same line is the cheat and, left so, the missing defence. */
  readonly cheatIncluded?: boolean;
}

/**
 * The circuit as built refuses the cheat, and so does the defending part alone; without the defence the part accepts
 * the same cheat. So it is this defence that refuses it, and the forged witness is otherwise flawless.
 */
export async function assertRefused({ circuit, inputs, sabotage = [], defence }: Cheat): Promise<void> {
  assert.equal(await builtAccepts(circuit, inputs, sabotage), false, "the circuit accepts");
  const { main, without, cheatIncluded = false } = defence;
  const armed = await twin(main);
  assert.equal(await accepts(armed, { main, inputs: defence.inputs, sabotage }), false, "the part accepts");
  const disarmed = await twin(main, without);
  const edits = [...without, ...(cheatIncluded ? [] : sabotage)];
  assert.equal(
    await accepts(disarmed, { main, inputs: defence.inputs, sabotage: edits }),
    true,
    "the part refuses even without the defence: the cheat fails for another reason",
  );
}

/** Whether the built circuit accepts a cheater's witness for these inputs. */
export async function builtAccepts(circuit: string, inputs: Inputs, sabotage: readonly Edit[] = []): Promise<boolean> {
  return accepts(builtCircuit(circuit), { main: mainOf(circuit), inputs, sabotage });
}

interface Forgery {
  readonly main: Main;
  readonly inputs: Inputs;
  readonly sabotage: readonly Edit[];
}

async function accepts(circuit: Circuit, { main, inputs, sabotage }: Forgery): Promise<boolean> {
  return sat(circuit, toWitness(circuit, await forge(main, inputs, sabotage)));
}
