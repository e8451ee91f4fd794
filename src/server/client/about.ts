/** What every program asks first. Apart from `endpoints.ts`, for pages that are to load little. */
export { readAbout } from "../api/about.ts";
