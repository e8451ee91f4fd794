// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../interfaces/IGroth16Verifier.sol";
import "./Bn254.sol";

/// @title Groth16's equation for many proofs of one circuit
/// @dev Checks Π e(−ρ_i·A_i, B_i) · e(Σρ_i·α, β) · e(Σρ_i·vk_x(i), γ) · e(Σρ_i·C_i, δ) = 1, the product of all proofs' equations, each
/// raised to its coefficient: n + 3 pairings instead of 4n. ρ_0 = 1, since only ratios matter, so a single proof is no special
/// case; the others are 128 bits of a hash over everything an attacker could choose (T003). Signals enter as sums over all items, so
/// each point of `ic` is multiplied once.
library BatchProof {
    uint256 internal constant PROOF_WORDS = 8;
    /// @dev Words of α, β, γ, δ, before ic.
    uint256 internal constant IC_OFFSET = 14;
    uint256 private constant PAIR_WORDS = 6;

    struct Batch {
        uint256[] key; // α, β, γ, δ, ic
        uint256[] pairs; // input of the pairing precompile
        uint256[] sums; // Σρ_i, then Σρ_i·signal_ij for each signal j, modulo r
        uint256 cX; // Σρ_i·C_i
        uint256 cY;
    }

    /// @param seed Hash of the key, the chain, the contract, all signals and all proof words.
    function holds(
        uint256[] memory key,
        bytes32 seed,
        uint256[] calldata common,
        uint256[] calldata items
    ) internal view returns (bool) {
        Batch memory batch;
        batch.key = key;
        batch.sums = new uint256[]((key.length - IC_OFFSET) / 2);
        uint256 stride = PROOF_WORDS + batch.sums.length - 1 - common.length;
        uint256 count = items.length / stride;
        batch.pairs = new uint256[]((count + 3) * PAIR_WORDS);

        for (uint256 i = 0; i < count; ++i) {
            uint256[] calldata item = items[i * stride:(i + 1) * stride];
            _checkProofWords(item, i);
            uint256 coefficient = i == 0 ? 1 : _coefficient(seed, i);
            if (!_addProof(batch, item, i, coefficient)) return false;
            _addSignals(batch.sums, item, coefficient, common.length, i);
        }
        _addCommonSignals(batch.sums, common);
        if (!_addKey(batch, count)) return false;
        (, bool isOne) = Bn254.pairing(batch.pairs);
        return isOne;
    }

    /// @dev 128 bits, never 0.
    function _coefficient(bytes32 seed, uint256 index) private pure returns (uint256 coefficient) {
        // Assembly: hashes in scratch space; abi.encode would grow memory with every item.
        assembly ("memory-safe") {
            mstore(0x00, seed)
            mstore(0x20, index)
            coefficient := shr(128, keccak256(0x00, 0x40))
            coefficient := or(coefficient, iszero(coefficient))
        }
    }

    function _checkProofWords(uint256[] calldata item, uint256 index) private pure {
        unchecked {
            for (uint256 word = 0; word < PROOF_WORDS; ++word) {
                if (item[word] >= Bn254.Q) revert IGroth16Verifier.ProofWordOutOfRange(index, word);
            }
        }
    }

    /// @dev Puts (−ρ·A, B) among the pairs and adds ρ·C. False if A or C is off the curve.
    function _addProof(
        Batch memory batch,
        uint256[] calldata item,
        uint256 index,
        uint256 coefficient
    ) private view returns (bool ok) {
        uint256[] memory pairs = batch.pairs;
        uint256 x = item[0];
        uint256 y = Bn254.negate(item[1]);
        if (index != 0) {
            (ok, x, y) = Bn254.mul(x, y, coefficient);
            if (!ok) return false;
        }
        // Assembly: copies B's four words in one go; bounds hold because `pairs` has count + 3 pairs.
        assembly ("memory-safe") {
            let pair := add(add(pairs, 0x20), mul(index, 0xc0))
            mstore(pair, x)
            mstore(add(pair, 0x20), y)
            calldatacopy(add(pair, 0x40), add(item.offset, 0x40), 0x80)
        }
        if (index == 0) {
            (batch.cX, batch.cY) = (item[6], item[7]);
            return true;
        }
        (ok, x, y) = Bn254.mul(item[6], item[7], coefficient);
        if (!ok) return false;
        (ok, batch.cX, batch.cY) = Bn254.add(batch.cX, batch.cY, x, y);
    }

    /// @dev Adds ρ to the first sum and ρ·signal to each own signal's.
    function _addSignals(
        uint256[] memory sums,
        uint256[] calldata item,
        uint256 coefficient,
        uint256 commonCount,
        uint256 index
    ) private pure {
        uint256 prime = Bn254.R;
        uint256 outOfRange; // 1 + position of the last signal out of range; 0 if none
        // Assembly: runs once for every word of every ballot; bounds checks on three arrays would double its gas. Bounds hold
        // because `sums` has 1 + commonCount + (item.length − 8) words.
        assembly ("memory-safe") {
            let first := add(sums, 0x20)
            mstore(first, addmod(mload(first), coefficient, prime))
            let target := add(first, mul(add(commonCount, 1), 0x20))
            let end := add(item.offset, mul(item.length, 0x20))
            for { let source := add(item.offset, 0x100) } lt(source, end) { source := add(source, 0x20) } {
                let signal := calldataload(source)
                if iszero(lt(signal, prime)) { outOfRange := sub(target, first) }
                mstore(target, addmod(mload(target), mulmod(coefficient, signal, prime), prime))
                target := add(target, 0x20)
            }
        }
        if (outOfRange != 0) revert IGroth16Verifier.SignalOutOfRange(index, outOfRange / 32 - 1);
    }

    function _addCommonSignals(uint256[] memory sums, uint256[] calldata common) private pure {
        for (uint256 j = 0; j < common.length; ++j) {
            if (common[j] >= Bn254.R) revert IGroth16Verifier.SignalOutOfRange(0, j);
            sums[j + 1] = mulmod(sums[0], common[j], Bn254.R);
        }
    }

    /// @dev Puts (Σρ·α, β), (Σ sums_j·ic_j, γ) and (Σρ·C, δ) after the proofs' pairs.
    function _addKey(Batch memory batch, uint256 count) private view returns (bool ok) {
        uint256[] memory key = batch.key;
        uint256[] memory pairs = batch.pairs;
        uint256 at = count * PAIR_WORDS;

        uint256 total = batch.sums[0];
        (pairs[at], pairs[at + 1]) = (key[0], key[1]);
        (uint256 x, uint256 y) = (key[IC_OFFSET], key[IC_OFFSET + 1]);
        if (count != 1) {
            (ok, pairs[at], pairs[at + 1]) = Bn254.mul(key[0], key[1], total);
            if (!ok) return false;
            (ok, x, y) = Bn254.mul(x, y, total);
            if (!ok) return false;
        }
        for (uint256 j = 1; j < batch.sums.length; ++j) {
            uint256 ic = IC_OFFSET + 2 * j;
            (bool multiplied, uint256 termX, uint256 termY) = Bn254.mul(key[ic], key[ic + 1], batch.sums[j]);
            (ok, x, y) = Bn254.add(x, y, termX, termY);
            if (!multiplied || !ok) return false;
        }
        (pairs[at + 6], pairs[at + 7]) = (x, y);
        (pairs[at + 12], pairs[at + 13]) = (batch.cX, batch.cY);
        for (uint256 word = 0; word < 4; ++word) {
            pairs[at + 2 + word] = key[2 + word];
            pairs[at + 8 + word] = key[6 + word];
            pairs[at + 14 + word] = key[10 + word];
        }
        return true;
    }
}
