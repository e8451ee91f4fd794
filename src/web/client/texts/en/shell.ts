/** Around every page: header, banners, footer, and what is shown when there is no page. */
export const shell = {
  skip: "Skip to the content",
  page: "this page",
  notFoundTitle: "Page not found",
  notFoundLead:
    "There is no page at this address. If you typed it, check it; if you followed a link, the link may be old.",
  toHome: "Go to the start page",
  crashTitle: "This page stopped working",
} as const;
