import type { ReactNode } from "react";
import { Hash } from "../../../design/hash.tsx";

/** A point of the curve by its coordinates. */
export function Point({ value }: { readonly value: readonly [bigint, bigint] }): ReactNode {
  return (
    <>
      <Hash value={value[0]} /> <Hash value={value[1]} />
    </>
  );
}
