import { session } from "./session.ts";

/** Everything that the page can ask the worker to do: one desk for each kind of work. Secrets stay on this side. */
export const office = {
  session,
};

export type Office = typeof office;
