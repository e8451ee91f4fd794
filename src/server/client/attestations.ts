import type { AnswerOf } from "../api/endpoint.ts";
import { readAttestationBucket, readAttestationBuckets } from "../api/attestations.ts";
import { readBucketOf } from "./bucket-question.ts";
import type { Client } from "./client.ts";

export type AttestationEntry = AnswerOf<typeof readAttestationBucket>["items"][number];

export interface AttestationQuestion {
  readonly client: Client;
  readonly policyId: bigint;
  readonly pseudonym: bigint;
  /** How many people can have a pseudonym under this policy at least; as sure a number as there is. */
  readonly most: number;
  /** What the earlier answer about this pseudonym named. */
  readonly bucket?: string | undefined;
}

/** Looks for what is recorded of a pseudonym, without telling the service of which one. `entry` is undefined if nothing is. */
export async function findAttestation(
  question: AttestationQuestion,
): Promise<{ readonly entry: AttestationEntry | undefined; readonly bucket: string }> {
  const { client, policyId, pseudonym, most, bucket } = question;
  const { bucketBits } = await client.call(readAttestationBuckets, { params: { policyId } });
  const answer = await readBucketOf<AttestationEntry>({
    ...{ value: pseudonym, bucketBits, most, bucket },
    readPage: (name, cursor) =>
      client.call(readAttestationBucket, {
        params: { policyId, bucket: name },
        query: cursor === undefined ? {} : { cursor },
      }),
  });
  return { entry: answer.items.find((item) => item.pseudonym === pseudonym), bucket: answer.bucket };
}
