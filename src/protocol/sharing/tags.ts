import { hashText } from "../credential/tags.ts";

/** Preimages of tags, as in `../params.ts`: no role shares its tag with another one anywhere. No circuit knows these. */
export const SHARING_TAGS = {
  VIEWING: "psephos.viewing-key.v1",
  THREAD: "psephos.record-thread.v1",
} as const;

export type SharingRole = keyof typeof SHARING_TAGS;

export const SHARING_TAG: Readonly<Record<SharingRole, bigint>> = Object.freeze({
  VIEWING: hashText(SHARING_TAGS.VIEWING),
  THREAD: hashText(SHARING_TAGS.THREAD),
});
