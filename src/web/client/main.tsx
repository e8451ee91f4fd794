import "./design/main.css";
import { createRoot } from "react-dom/client";
import { config } from "zod/v4/core";
import { keepForOffline } from "./offline.ts";
import { App } from "./app.tsx";
import { startLanguage } from "./state/language.ts";
import { startTheme } from "./state/theme.ts";

// Compiled schemas would need what the content security policy forbids.
config({ jitless: true });

const root = document.getElementById("portal");
if (root === null) throw new Error("index.html has no place for the portal");
startTheme();
await startLanguage();
createRoot(root).render(<App />);
keepForOffline();
