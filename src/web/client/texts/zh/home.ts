export const home = {
  title: "投票，并只证明所要求的事",
};
