/** Words that every page may need. */
export const common = {
  product: "Psephos",
  continue: "Continue",
  back: "Back",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  change: "Change",
  remove: "Remove",
  delete: "Delete",
  copy: "Copy",
  download: "Download",
  yes: "Yes",
  no: "No",
  optional: "optional",
  unknown: "unknown",
} as const;
