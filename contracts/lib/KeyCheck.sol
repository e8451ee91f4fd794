// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../interfaces/IGroth16Verifier.sol";
import "./Bn254.sol";

/// @title What a verifying key must satisfy to be registered
library KeyCheck {
    /// @dev The key's words α, β, γ, δ, ic, after every check of IGroth16Verifier.registerKey.
    function checkedWords(IGroth16Verifier.VerifyingKey calldata key) internal view returns (uint256[] memory words) {
        if (key.ic.length < 4 || key.ic.length % 2 != 0) revert IGroth16Verifier.MalformedKey(key.ic.length);
        words = _flat(key);
        for (uint256 i = 0; i < words.length; ++i) {
            if (words[i] >= Bn254.Q) revert IGroth16Verifier.CoordinateOutOfRange(i);
        }
        _checkG1(words, 0);
        for (uint256 i = 2; i < 14; i += 4) _checkG2(words, i);
        for (uint256 i = 14; i < words.length; i += 2) _checkG1(words, i);

        bytes32 gamma = keccak256(abi.encode(key.gamma));
        bytes32 delta = keccak256(abi.encode(key.delta));
        bytes32 generator = keccak256(abi.encode(Bn254.G2_X1, Bn254.G2_X0, Bn254.G2_Y1, Bn254.G2_Y0));
        if (delta == gamma || delta == generator) revert IGroth16Verifier.ForgeableKey();
    }

    function _flat(IGroth16Verifier.VerifyingKey calldata key) private pure returns (uint256[] memory words) {
        words = new uint256[](14 + key.ic.length);
        (words[0], words[1]) = (key.alpha[0], key.alpha[1]);
        for (uint256 i = 0; i < 4; ++i) {
            (words[2 + i], words[6 + i], words[10 + i]) = (key.beta[i], key.gamma[i], key.delta[i]);
        }
        for (uint256 i = 0; i < key.ic.length; ++i) words[14 + i] = key.ic[i];
    }

    /// @dev G1 has prime order: on the curve means in the group.
    function _checkG1(uint256[] memory words, uint256 at) private pure {
        if (words[at] == 0 && words[at + 1] == 0) revert IGroth16Verifier.IdentityPoint(at);
        if (!Bn254.isOnCurve(words[at], words[at + 1])) revert IGroth16Verifier.PointNotInGroup(at);
    }

    /// @dev The pairing precompile refuses points outside the subgroup, and gives 1 beside the identity of G1.
    function _checkG2(uint256[] memory words, uint256 at) private view {
        uint256[] memory pair = new uint256[](6);
        uint256 bits;
        for (uint256 i = 0; i < 4; ++i) {
            pair[2 + i] = words[at + i];
            bits |= words[at + i];
        }
        if (bits == 0) revert IGroth16Verifier.IdentityPoint(at);
        (bool ok, bool isOne) = Bn254.pairing(pair);
        if (!ok || !isOne) revert IGroth16Verifier.PointNotInGroup(at);
    }
}
