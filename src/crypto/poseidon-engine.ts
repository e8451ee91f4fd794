/** What `poseidon-bulk` loads of circomlibjs. By a file of its own, since bundlers cannot leave out what a package offers beside it otherwise. */
export { buildPoseidon } from "circomlibjs";
