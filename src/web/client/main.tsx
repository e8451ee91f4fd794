import "./design/main.css";
import { createRoot } from "react-dom/client";
import { keepForOffline } from "./offline.ts";
import { App } from "./app.tsx";
import { startLanguage } from "./state/language.ts";
import { startTheme } from "./state/theme.ts";

const root = document.getElementById("portal");
if (root === null) throw new Error("index.html has no place for the portal");
startTheme();
await startLanguage();
createRoot(root).render(<App />);
keepForOffline();
