import { z } from "zod";
import { DEFAULT_WEB_SETTINGS as WEB } from "../web/settings.ts";
import { count } from "./values.ts";

const MOST_MB = 1_048_576;

export const webSchema = z.strictObject({
  fileMb: count({ min: 1, max: 32 })
    .default(WEB.fileMb)
    .describe("Largest public file, such as a roll, that the portal's server keeps, in MiB."),
  allFilesMb: count({ min: 1, max: MOST_MB }).default(WEB.allFilesMb).describe("All public files together, in MiB."),
  allLettersMb: count({ min: 1, max: MOST_MB })
    .default(WEB.allLettersMb)
    .describe("All sealed letters that wait in boxes, in MiB; above four fifths of it the oldest wait a day only."),
  letterMbPerDay: count({ max: MOST_MB })
    .default(WEB.letterMbPerDay)
    .describe("Letters of one caller in a day, in MiB; 0 for no limit."),
});
