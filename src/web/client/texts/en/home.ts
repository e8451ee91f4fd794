export const home = {
  title: "Vote, and prove what is asked, without telling more",
} as const;
