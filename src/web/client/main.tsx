import "../platform/zod-settings.ts";
import "./design/main.css";
import { chosenLanguage } from "./state/chosen-language.ts";
import { firstWords } from "./state/words.ts";

// Small, and first of all: on a slow line words and pages must not wait for each other.
const language = chosenLanguage();
const [words, { startPortal }] = await Promise.all([firstWords(language), import("./start.tsx")]);
await startPortal({ language, words });
