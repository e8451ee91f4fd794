import { expose } from "comlink";
import { carryRefusals } from "../shared/refusals.ts";
import { office } from "./office.ts";

/** Entry of the worker: it keeps the secrets and does the work, so that the page never freezes and never knows a secret. */
carryRefusals();
expose(office);
