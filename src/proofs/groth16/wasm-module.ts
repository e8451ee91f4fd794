import type { ModuleBuilder } from "ffjavascript";
import { BASE_FIELD } from "../../crypto/field.ts";
import { emitAdditions } from "./wasm-additions.ts";
import { emitConversions } from "./wasm-conversions.ts";
import { emitExtension } from "./wasm-extension.ts";
import { emitField, LIMBED_BYTES, type LimbedField } from "./wasm-field.ts";

const BASE: LimbedField = { prefix: "q29", prime: BASE_FIELD, plainPrefix: "f1m" };

/** What the engine has beyond ffjavascript: additions of points of both groups, many together, on faster arithmetic. */
export function addFastFunctions(module: ModuleBuilder): void {
  emitField(module, BASE);
  emitConversions(module, BASE);
  emitAdditions(module, { prefix: "q29", bytes: LIMBED_BYTES, base: BASE });
  emitExtension(module, { prefix: "q29x2", base: "q29" });
  emitAdditions(module, { prefix: "q29x2", bytes: 2 * LIMBED_BYTES, base: BASE });
}
