// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";
include "credential-hash.circom";
include "issuer.circom";
include "status.circom";

// Proves: an issuer that the registry trusts for the schema signed, for this holder, the credential with these leaves; it is
//   valid now, and neither revoked nor suspended. hash is what was signed.
// Public: trustRoot, now
// Private: the credential, its issuer's signature, the ways to the trust root and the status root
// Assumes: what TrustedIssuer, StatusClear and Validity assume of registries and issuers.
// Cost: 9,008 at depth 10
template HeldCredential(trustDepth) {
    signal input trustRoot;
    signal input now;
    signal input holder;
    signal input schemaHash;

    signal input leaves[ATTRIBUTE_COUNT()];
    signal input validFrom;
    signal input validUntil;
    signal input statusIndex;
    signal input nonce;
    signal input r8[2];
    signal input s;

    signal input issuerKey[2];
    signal input statusRoot;
    signal input siblings[trustDepth];
    signal input pathBits[trustDepth];
    signal input hasSibling[trustDepth];
    signal input statusWords[1 << STATUS_WORD_BITS()];
    signal input statusNodes[STATUS_DEPTH()][1 << STATUS_CHILD_BITS()];

    signal output hash;

    signal attributesRoot <== Poseidon(16)(leaves);
    hash <== CredentialHash()(schemaHash, attributesRoot, holder, validFrom, validUntil, statusIndex, nonce);
    TrustedIssuer(trustDepth)(trustRoot, issuerKey, schemaHash, statusRoot, siblings, pathBits, hasSibling, hash, r8, s);
    Validity()(now, validFrom, validUntil);
    StatusClear()(statusRoot, statusIndex, statusWords, statusNodes);
}
