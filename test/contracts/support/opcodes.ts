/** Opcodes of the code, without the data that PUSH carries. The metadata at the end is cut off. */
export function opcodes(code: string): Set<number> {
  const bytes = Buffer.from(code.slice(2), "hex");
  const end = bytes.length - 2 - bytes.readUInt16BE(bytes.length - 2);
  const found = new Set<number>();
  for (let i = 0; i < end; i++) {
    const opcode = bytes[i]!;
    found.add(opcode);
    if (opcode >= 0x60 && opcode <= 0x7f) i += opcode - 0x5f;
  }
  return found;
}
