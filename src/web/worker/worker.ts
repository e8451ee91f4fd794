import { expose } from "comlink";
import { carryRefusals } from "../shared/refusals.ts";
import { office } from "./office.ts";
import { refusalOf } from "./refusal-of.ts";

/** Entry of the worker: it keeps the secrets and does the work, so that the page never freezes and never knows a secret. */
carryRefusals({ asRefusal: refusalOf });
expose(office);
