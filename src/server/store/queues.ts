/**
 * The queues of the services. They are made when the store opens, so that a job can be sent within any transaction, also by a
 * process that works none of them. A new one is a new line. What the relayer has to send is no job: its rows are the queue, taken in the
 * transaction that signs for them, and a job beside them would be a second truth.
 */
export const QUEUES: readonly string[] = ["housekeeping"];
