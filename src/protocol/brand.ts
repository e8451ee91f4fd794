declare const brand: unique symbol;

/** A value that may not stand in for another of the same type: a nullifier is a bigint, a bigint is not a nullifier. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
