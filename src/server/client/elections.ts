/** Elections, as the index has them. Apart from `records.ts`, for pages that are to load little. */
export { listElections } from "../api/elections.ts";
