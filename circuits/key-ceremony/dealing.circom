// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../lib/fixed-base.circom";
include "../lib/range.circom";
include "../lib/scalar.circom";
include "../lib/variable-base.circom";

// Proves: encryptedShare opens, for the recipient alone, to the share that the dealer committed to: there are s and e with
//   shareKey = s·B8, ephemeralKey = e·B8 and encryptedShare = s + Poseidon4(TAG_DEALING, P.x, P.y, context), P = e·recipientKey.
// Public: context: binds ceremony, dealer and recipient
//   shareKey: the dealer's polynomial at the recipient's index, in the exponent; recipientKey: both from storage
//   ephemeralKey, encryptedShare: the message to the recipient
// Private: share: s, any representative below 2^251. The recipient reduces mod l, so s + l opens to the same share.
//   ephemeral: e in digit form, see ScalarSigns
// Assumes: recipientKey is of order l: registration keeps it so. shareKey may be any point; a wrong one is refused.
// Cost: 3,318
template Dealing() {
    signal input context;
    signal input shareKey[2];
    signal input recipientKey[2];
    signal input ephemeralKey[2];
    signal input encryptedShare;

    signal input share;
    signal input ephemeral;

    signal {binary} bits[SCALAR_BITS()] <== ToBits(SCALAR_BITS())(share);
    signal shareWindows[WINDOW_COUNT()][3] <== HighWindows()(bits);
    signal committed[2] <== FixedBasePlain(WINDOW_COUNT(), BASE8())(bits[0], shareWindows);
    shareKey === committed;

    signal (lowest, windows[WINDOW_COUNT()][3]) <== ScalarSigns()(ephemeral);
    signal sent[2] <== FixedBaseSigned(WINDOW_COUNT(), BASE8())(lowest, windows);
    ephemeralKey === sent;
    signal agreed[2] <== VariableBaseMultiply(WINDOW_COUNT())(lowest, windows, recipientKey);

    signal mask <== Poseidon(4)([TAG_DEALING(), agreed[0], agreed[1], context]);
    encryptedShare === share + mask;
}
