// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "circomlib/circuits/poseidon.circom";
include "../generated/credential-constants.circom";
include "../lib/babyjubjub.circom";
include "../lib/range.circom";
include "../lib/scalar.circom";

// Proves: name is the pseudonym of the secret in this scope of this verifier.
// Assumes: secret is below l. The scope's id covers its verifier.
// Cost: 294
template Pseudonym() {
    signal input secret;
    signal input verifierId;
    signal input scopeId;
    signal output name;

    name <== Poseidon(4)([TAG_PSEUDONYM(), secret, verifierId, scopeId]);
}

// Proves: whoever made this knows the secret of a pseudonym. It takes no credential, so that a permission can be taken back and
//   erasure asked for after the credential has expired or was lost.
// Public: verifierId, scopeId: of the policy, from the contract's storage; contextHash: what this proof is for; pseudonym
// Private: secret: 0 ≤ secret < l
// Assumes: the pseudonym was accepted with a presentation. Alone this proof says nothing of credentials: anyone has pseudonyms.
// Cost: 659
template PseudonymHolder() {
    signal input verifierId;
    signal input scopeId;
    signal input contextHash;
    signal input pseudonym;
    signal input secret;

    // An alias secret + k·l would give a second pseudonym.
    signal {binary} bits[SCALAR_BITS()] <== ToBitsUpTo(SCALAR_BITS(), SUBGROUP_ORDER() - 1)(secret);
    signal name <== Pseudonym()(secret, verifierId, scopeId);
    pseudonym === name;
    // A product, which no optimiser drops: it ties the proof to its context.
    signal contextSquare <== contextHash * contextHash;
}
