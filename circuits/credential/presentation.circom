// SPDX-License-Identifier: GPL-3.0-or-later
pragma circom 2.2.0;

include "../ballot/membership.circom";
include "../generated/credential-constants.circom";
include "disclosure.circom";
include "held-credential.circom";
include "policy.circom";
include "pseudonym.circom";
include "slot.circom";

// Proves: the holder of a credential, unnamed, meets a policy: a trusted issuer signed it for the holder's commitment, it is
//   valid now and neither revoked nor suspended, its attributes meet the predicates, and what is disclosed is true.
// Public: policyHash: all that is asked, by whom and for what
//   contextHash: what this proof is for, a nonce or an application; both are the checker's own, or from the contract's storage
//   trustRoot, now: unix seconds: the checker refuses old ones; pseudonym: of (secret, verifierId, scopeId)
//   disclosureHash: covers the disclosed values
// Private: the policy's fields; secret: 0 ≤ secret < l; the credential, its issuer's signature, the ways to the trust root
//   and the status root; for each slot of the policy the attribute it is about; disclosureSalt
//   ephemeral: see SealedDisclosure
// With withSealing = 0 nothing can be sealed, and verifierKey and ephemeral must be 0.
// Assumes: what HeldCredential, Slot and SealedDisclosure assume of registries and issuers.
// Cost: 16,194 without sealing, 19,790 with it, at depth 10
template Presentation(trustDepth, withSealing) {
    signal input policyHash;
    signal input contextHash;
    signal input trustRoot;
    signal input now;
    signal input pseudonym;
    signal input disclosureHash;

    signal input verifierId;
    signal input scopeId;
    signal input termsHash;
    signal input schemaHash;
    signal input verifierKey[2];
    signal input attributeIds[SLOT_COUNT()];
    signal input operators[SLOT_COUNT()];
    signal input disclose[SLOT_COUNT()];
    signal input seal[SLOT_COUNT()];
    signal input operands[SLOT_COUNT()][OPERAND_COUNT()];

    signal input secret;

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

    signal input positions[SLOT_COUNT()];
    signal input values[SLOT_COUNT()];
    signal input salts[SLOT_COUNT()];
    signal input disclosureSalt;
    signal input ephemeral;

    // The policy.
    signal asked <== PolicyHash()(verifierId, scopeId, termsHash, schemaHash, verifierKey, attributeIds, operators, disclose, seal, operands);
    policyHash === asked;

    // The holder.
    signal holder <== Commitment()(secret);
    signal name <== Pseudonym()(secret, verifierId, scopeId);
    pseudonym === name;
    // A product, which no optimiser drops: it ties the proof to its context.
    signal contextSquare <== contextHash * contextHash;

    // The credential.
    _ <== HeldCredential(trustDepth)(trustRoot, now, holder, schemaHash, leaves, validFrom, validUntil, statusIndex, nonce, r8, s, issuerKey, statusRoot, siblings, pathBits, hasSibling, statusWords, statusNodes);

    // The predicates.
    signal clear[SLOT_COUNT()];
    for (var i = 0; i < SLOT_COUNT(); i++) {
        (clear[i], _) <== Slot()(leaves, attributeIds[i], operators[i], operands[i], disclose[i], seal[i], values[i], salts[i], positions[i]);
    }

    // What is shown.
    signal disclosed;
    if (withSealing == 1) {
        disclosed <== SealedDisclosure()(clear, seal, values, disclosureSalt, verifierKey, ephemeral);
    } else {
        verifierKey === [0, 0];
        seal === [0, 0, 0, 0];
        ephemeral === 0;
        disclosed <== ClearDisclosure()(clear, disclosureSalt);
    }
    disclosureHash === disclosed;
}
