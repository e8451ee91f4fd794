import type { ModuleBuilder } from "ffjavascript";
import { BASE_FIELD, FIELD } from "../../crypto/field.ts";
import { emitAdditions } from "./wasm-additions.ts";
import { emitConversions } from "./wasm-conversions.ts";
import { emitExtension } from "./wasm-extension.ts";
import { emitField, LIMBED_BYTES, type LimbedField } from "./wasm-field.ts";
import { emitTransforms } from "./wasm-transforms.ts";

const BASE: LimbedField = { prefix: "q29", prime: BASE_FIELD, plainPrefix: "f1m" };
const SCALARS: LimbedField = { prefix: "r29", prime: FIELD, plainPrefix: "frm" };

/** What the engine has beyond ffjavascript: additions of points, many together, and transforms, on faster arithmetic. */
export function addFastFunctions(module: ModuleBuilder): void {
  emitField(module, BASE);
  emitConversions(module, BASE);
  emitAdditions(module, { prefix: "q29", bytes: LIMBED_BYTES, base: BASE });
  emitExtension(module, { prefix: "q29x2", base: "q29" });
  emitAdditions(module, { prefix: "q29x2", bytes: 2 * LIMBED_BYTES, base: BASE });
  emitField(module, SCALARS);
  emitConversions(module, SCALARS);
  emitTransforms(module, SCALARS);
}
