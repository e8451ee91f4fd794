// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";
include "../lib/range.circom";

// Proves: hash is that of the credential, the message that its issuer signs.
// Cost: 399
template CredentialHash() {
    signal input schemaHash;
    signal input attributesRoot;
    signal input holder;
    signal input validFrom;
    signal input validUntil;
    signal input statusIndex;
    signal input nonce;
    signal output hash;

    hash <== Poseidon(8)([TAG_CREDENTIAL(), schemaHash, attributesRoot, holder, validFrom, validUntil, statusIndex, nonce]);
}

// Proves: validFrom ≤ now < validUntil, and 0 ≤ now < 2^64. A validFrom below 0, which is above r − 2^64, counts as past; a
//   validUntil of 2^64 or more as future, if it is less than 2^64 away from now, and as past otherwise.
// Assumes: issuers sign times of 64 bits only.
// Cost: 192
template Validity() {
    signal input now;
    signal input validFrom;
    signal input validUntil;

    AssertWidth(NUMBER_BITS())(now);
    AssertWidth(NUMBER_BITS())(now - validFrom);
    AssertWidth(NUMBER_BITS())(validUntil - 1 - now);
}
