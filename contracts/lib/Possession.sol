// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../generated/Constants.sol";
import "../interfaces/IKeyCeremony.sol";
import "./BabyJubJub.sol";

/// @title Schnorr's proof that a trustee knows the secret of its recipient key
/// @dev Without it a trustee could register a key made from others' keys (T053).
library Possession {
    using BabyJubJub for BabyJubJub.Point;

    struct Proof {
        uint256 ceremonyId;
        address trustee; // bound into the challenge, so nobody can send another trustee's proof as theirs
        uint256[2] key; // affine, in the subgroup
        uint256[2] nonce; // affine, on the curve
        uint256 response; // below l
    }

    /// @dev response · B8 = nonce + challenge · key
    function holds(Proof memory proof) internal view returns (bool) {
        BabyJubJub.Point memory left = BabyJubJub.base().multiply(proof.response);
        BabyJubJub.Point memory right = BabyJubJub.fromAffine(proof.key[0], proof.key[1]).multiply(_challenge(proof));
        right.addAffine(proof.nonce[0], proof.nonce[1]);
        return left.isEqual(right);
    }

    function _challenge(Proof memory proof) private view returns (uint256) {
        bytes memory statement = abi.encode(
            Constants.TAG_POSSESSION,
            block.chainid,
            address(this),
            proof.ceremonyId,
            proof.trustee,
            proof.key,
            proof.nonce
        );
        return uint256(keccak256(statement)) % BabyJubJub.L;
    }
}
