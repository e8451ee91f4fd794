import "./design/main.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const root = document.getElementById("portal");
if (root === null) throw new Error("index.html has no place for the portal");
createRoot(root).render(<App />);
