import assert from "node:assert/strict";
import type { Edit, Main } from "../compile.ts";
import { forge, sat, toWitness, twin, type Circuit, type Inputs } from "../harness.ts";
import { holds } from "../r1cs.ts";
import { PLAIN } from "./mains.ts";

export interface Cheat {
  /** The part in which the defence stands. */
  readonly part: Main;
  readonly inputs: Inputs;
  /** Changes to the cheater's generator, for a cheat that no input expresses. */
  readonly sabotage?: readonly Edit[];
  /** Edits that take the defence out. */
  readonly without: readonly Edit[];
}

/** The part refuses the cheat, and accepts it once the defence is out: so it is this defence that refuses it. */
export async function assertRefused({ part, inputs, sabotage = [], without }: Cheat): Promise<void> {
  assert.equal(await accepts(await twin(part), { main: part, inputs, sabotage }), false, "the part accepts");
  const edits = [...without, ...sabotage];
  assert.equal(
    await accepts(await twin(part, without), { main: part, inputs, sabotage: edits }),
    true,
    "the part refuses even without the defence: the cheat fails for another reason",
  );
}

/** Whether the part accepts a cheater's witness for these inputs. */
export async function partAccepts(part: Main, inputs: Inputs, sabotage: readonly Edit[] = []): Promise<boolean> {
  return accepts(await twin(part), { main: part, inputs, sabotage });
}

/** The same of the whole circuit without sealing. */
export async function presentationAccepts(inputs: Inputs, main = PLAIN): Promise<boolean> {
  return accepts(await twin(main), { main, inputs, sabotage: [] });
}

/** Names of the wires that all constraints which the forged witness breaks have in common: where the cheat is refused. */
export async function brokenAt(inputs: Inputs, main = PLAIN): Promise<string[]> {
  const circuit = await twin(main);
  const witness = toWitness(circuit, await forge(main, inputs));
  const broken = circuit.r1cs.constraints.filter((constraint) => !holds(constraint, witness));
  assert.ok(broken.length > 0, "the circuit accepts");
  const wires = broken.map(({ a, b, c }) => new Set([...a, ...b, ...c].map(([wire]) => circuit.names[wire]!)));
  return [...wires[0]!].filter((name) => wires.every((other) => other.has(name)));
}

interface Forgery {
  readonly main: Main;
  readonly inputs: Inputs;
  readonly sabotage: readonly Edit[];
}

async function accepts(circuit: Circuit, { main, inputs, sabotage }: Forgery): Promise<boolean> {
  return sat(circuit, toWitness(circuit, await forge(main, inputs, sabotage)));
}
