// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../interfaces/IGroth16Verifier.sol";

/// @title BN254 through the chain's precompiles (EIP-196, EIP-197)
/// @dev A precompile that does not exist "succeeds" with no data and leaves the input in memory (T002). So each call checks
/// success, the size of the answer, and for the pairing that the answer is exactly 0 or 1. `ok` is false if the precompile
/// refuses its input: a point off its curve, a coordinate of q or above, or too little gas.
library Bn254 {
    /// @dev Prime of the coordinates' field.
    uint256 internal constant Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583;
    /// @dev Prime order of the groups: field of the circuits' signals.
    uint256 internal constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// @dev G2's generator in EIP-197's word order.
    uint256 internal constant G2_X1 = 11559732032986387107991004021392285783925812861821192530917403151452391805634;
    uint256 internal constant G2_X0 = 10857046999023057135944570762232829481370756359578518086990519993285655852781;
    uint256 internal constant G2_Y1 = 4082367875863433681332203403145435568316851327593401208105741076214120093531;
    uint256 internal constant G2_Y0 = 8495653923123431417604973247489272438418190587263600148770280649306958101930;

    /// @dev 2 · G1's generator (1, 2).
    uint256 private constant TWO_X = 1368015179489954701390400359078579693043519447331113978918064868415326638035;
    uint256 private constant TWO_Y = 9918110051302171585080402603319702774565515993150576347155970296011118125764;

    uint256 private constant ADD = 0x06;
    uint256 private constant MUL = 0x07;
    uint256 private constant PAIRING = 0x08;

    function mul(uint256 x1, uint256 y1, uint256 scalar) internal view returns (bool ok, uint256 x, uint256 y) {
        uint256 size;
        // Assembly: calls to precompiles have no Solidity form. Uses memory past the free pointer without claiming it.
        assembly ("memory-safe") {
            let scratch := mload(0x40)
            mstore(scratch, x1)
            mstore(add(scratch, 0x20), y1)
            mstore(add(scratch, 0x40), scalar)
            ok := staticcall(gas(), MUL, scratch, 0x60, scratch, 0x40)
            size := returndatasize()
            x := mload(scratch)
            y := mload(add(scratch, 0x20))
        }
        if (ok && size != 0x40) revert IGroth16Verifier.PrecompileFailed();
    }

    /// @dev Whether the product of pairings is 1. `words` holds [G1 (2), G2 (4)] for each pair. The precompile checks
    /// that every G2 point is in the subgroup of order r, also beside the identity of G1.
    function pairing(uint256[] memory words) internal view returns (bool ok, bool isOne) {
        uint256 size;
        uint256 answer;
        // Assembly: as in `mul`. The answer goes to scratch space, zeroed first so that no old value can pass for it.
        assembly ("memory-safe") {
            mstore(0x00, 0)
            ok := staticcall(gas(), PAIRING, add(words, 0x20), mul(mload(words), 0x20), 0x00, 0x20)
            size := returndatasize()
            answer := mload(0x00)
        }
        if (ok && (size != 0x20 || answer > 1)) revert IGroth16Verifier.PrecompileFailed();
        isOne = ok && answer == 1;
    }

    /// @dev y² = x³ + 3 with both words below q. The identity, written (0, 0), is not on the curve.
    function isOnCurve(uint256 x, uint256 y) internal pure returns (bool) {
        return x < Q && y < Q && mulmod(y, y, Q) == addmod(mulmod(mulmod(x, x, Q), x, Q), 3, Q);
    }

    /// @dev Known answers, good and bad, of each precompile: a chain without them, or with wrong ones, fails here.
    function precompilesWork() internal view returns (bool) {
        if (!_exists(ADD, [uint256(1), 2, 1, 2]) || !_exists(MUL, [uint256(1), 2, 2, 0])) return false;
        return _pairsToOne(Q - 2) && !_pairsToOne(2);
    }

    /// @dev Whether the precompile answers 2 · (1, 2).
    function _exists(uint256 precompile, uint256[4] memory input) private view returns (bool ok) {
        uint256[2] memory answer;
        // Assembly: as in `mul`, but without refusing a wrong size: that is what is asked.
        assembly ("memory-safe") {
            ok := staticcall(gas(), precompile, input, 0x80, answer, 0x40)
            ok := and(ok, eq(returndatasize(), 0x40))
        }
        return ok && answer[0] == TWO_X && answer[1] == TWO_Y;
    }

    /// @dev e(G1, G2) · e((1, y), G2) = 1, which holds for y = −2 alone.
    function _pairsToOne(uint256 y) private view returns (bool ok) {
        uint256[12] memory words = [1, 2, G2_X1, G2_X0, G2_Y1, G2_Y0, 1, y, G2_X1, G2_X0, G2_Y1, G2_Y0];
        uint256[1] memory answer;
        // Assembly: as in `_exists`.
        assembly ("memory-safe") {
            ok := staticcall(gas(), PAIRING, words, 0x180, answer, 0x20)
            ok := and(ok, eq(returndatasize(), 0x20))
        }
        return ok && answer[0] == 1;
    }
}
