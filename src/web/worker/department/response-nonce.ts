import { z } from "zod";

const QUERY = "credential";
const form = z.looseObject({
  vp_token: z.looseObject({
    [QUERY]: z.tuple([z.looseObject({ context: z.looseObject({ nonce: z.string().max(200) }) })]),
  }),
});

/** Which request a response says that it answers; whether it does, the check tells. Undefined for what is no response. */
export function responseNonce(json: unknown): string | undefined {
  return form.safeParse(json).data?.vp_token[QUERY][0].context.nonce;
}
