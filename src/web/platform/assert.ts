/** What circomlibjs asks of `assert`. */
// eslint-disable-next-line no-restricted-syntax -- circomlibjs imports the default.
export default function assert(holds: unknown, message = "An assumption of Poseidon's does not hold."): asserts holds {
  if (holds !== true) throw new Error(message);
}
