/** Words of the design system's own. */
export const design = {
  problem: "There is a problem",
  problemBefore: "Error:",
  again: "Try again",
  details: "Details for support",
  code: "Code",
  message: "Message",
  faultTitle: "Something went wrong",
  faultText:
    "This is a fault in the software, not something you did. Nothing was sent. Load the page again; if it comes back, tell the office that runs this site.",
  loading: "Loading {{what}}…",
  loadingSlow: "This takes longer than usual. The connection may be slow.",
  note: "Note",
  success: "Done",
  warning: "Warning",
  important: "Important",
  showPassphrase: "Show",
  hidePassphrase: "Hide",
  localTime: "Times are those of your device ({{zone}}).",
} as const;
