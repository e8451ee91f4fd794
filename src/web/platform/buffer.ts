/** Apart from the other globals: few modules need byte arrays of Node's. */
export { Buffer } from "buffer";
