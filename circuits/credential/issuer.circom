// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";
include "../lib/lean-tree.circom";
include "signature.circom";

// Proves: an issuer that the registry trusts for this schema, with this status list, signed the credential; which one stays
//   hidden among all of the schema.
// Public: trustRoot
// Private: issuerKey, statusRoot, r8, s; siblings, pathBits, hasSibling: the leaf's path, see LeanTreeRoot
// Assumes: trustRoot is one that the registry had lately. It keeps issuer keys of order l. The tagged leaf of five inputs is
//   no inner node, which hashes two.
// Cost: 6,016 at depth 10
template TrustedIssuer(depth) {
    signal input trustRoot;
    signal input issuerKey[2];
    signal input schemaHash;
    signal input statusRoot;
    signal input siblings[depth];
    signal input pathBits[depth];
    signal input hasSibling[depth];
    signal input credentialHash;
    signal input r8[2];
    signal input s;

    signal leaf <== Poseidon(5)([TAG_TRUST(), issuerKey[0], issuerKey[1], schemaHash, statusRoot]);
    signal root <== LeanTreeRoot(depth)(leaf, siblings, pathBits, hasSibling);
    trustRoot === root;

    Signature()(issuerKey, credentialHash, r8, s);
}
