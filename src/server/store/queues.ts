/**
 * The queues of the services. They are made when the store opens, so that a job can be sent within any transaction, also by a
 * process that works none of them. A new one is a new line.
 */
export const QUEUES: readonly string[] = ["relay-send", "relay-follow", "watch"];
