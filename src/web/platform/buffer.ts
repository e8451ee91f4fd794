/** Apart from the other globals: most of what the page loads first needs no byte arrays of Node's. */
export { Buffer } from "buffer";
