/** What visitors of a demonstration may take. */
export { readDemonstration, type DemonstrationAnswer } from "../api/demonstration.ts";
