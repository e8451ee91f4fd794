export const MIN_CHARACTERS = 10;

export interface TypedPassphrase {
  readonly passphrase: string;
  readonly repeated: string;
}

export const NOTHING_TYPED: TypedPassphrase = { passphrase: "", repeated: "" };

/** What is wrong with a new passphrase, as keys of the texts `identity`; by field. */
export function faultsIn({ passphrase, repeated }: TypedPassphrase): {
  passphrase?: "passphraseShort";
  repeated?: "passphraseDiffers";
} {
  if ([...passphrase].length < MIN_CHARACTERS) return { passphrase: "passphraseShort" };
  return passphrase === repeated ? {} : { repeated: "passphraseDiffers" };
}
