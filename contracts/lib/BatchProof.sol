// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../interfaces/IGroth16Verifier.sol";
import "./Bn254.sol";

/// @title Groth16's equation for many proofs of one circuit
/// @dev Checks Π e(−ρ_i·A_i, B_i) · e(Σρ_i·α, β) · e(Σρ_i·vk_x(i), γ) · e(Σρ_i·C_i, δ) = 1, the product of all proofs' equations, each
/// raised to its coefficient: n + 3 pairings instead of 4n. ρ_0 = 1, since only ratios matter, so a single proof is no special
/// case; the others are 128 bits of a hash over everything an attacker could choose (T003).
/// vk_x(i) = ic_0 + Σ ic_j·signal_ij falls into a part that all proofs share, `commonPoint`, multiplied once by Σρ_i, and the items' own
/// signals, which are summed over all items first, so that each of their points of `ic` is multiplied once.
library BatchProof {
    uint256 internal constant PROOF_WORDS = 8;
    /// @dev Words of α, β, γ, δ, before ic.
    uint256 internal constant IC_OFFSET = 14;
    uint256 private constant PAIR_WORDS = 6;
    /// @dev Precompiles, see Bn254.
    uint256 private constant ADD = 0x06;
    uint256 private constant MUL = 0x07;

    /// @dev What a batch is about.
    struct Statement {
        uint256[] key; // α, β, γ, δ, ic
        bytes32 seed; // hash of the key, the chain, the contract, the common point, all items
        uint256 commonCount; // signals in the common point
        uint256[2] commonPoint;
    }

    /// @dev Sums over the items.
    struct Sums {
        uint256[] pairs; // input of the pairing precompile: (−ρ_i·A_i, B_i), then three pairs for the key
        uint256[5] c; // Σρ_i·C_i, then the words of the next C and its coefficient
        uint256 coefficients; // Σρ_i modulo r
        uint256[] signals; // Σρ_i·signal_ij modulo r for each own signal j
    }

    /// @param items A whole number of items, at least one.
    function holds(Statement memory statement, uint256[] calldata items) internal view returns (bool) {
        Sums memory sums;
        uint256 own = (statement.key.length - IC_OFFSET) / 2 - 1 - statement.commonCount;
        uint256 stride = PROOF_WORDS + own;
        uint256 count = items.length / stride;
        sums.signals = new uint256[](own);
        sums.pairs = new uint256[]((count + 3) * PAIR_WORDS);

        for (uint256 i = 0; i < count; ++i) {
            uint256[] calldata item = items[i * stride:(i + 1) * stride];
            uint256 coefficient = i == 0 ? 1 : _coefficient(statement.seed, i);
            sums.coefficients = addmod(sums.coefficients, coefficient, Bn254.R);
            if (!_addProof(sums, item, i, coefficient)) return false;
            _addSignals(sums.signals, item, coefficient, statement.commonCount, i);
        }
        if (!_addKey(statement, sums, count)) return false;
        (, bool isOne) = Bn254.pairing(sums.pairs);
        return isOne;
    }

    /// @dev ic_0 + Σ ic_j·common_j over the first signals of the circuit.
    function commonPoint(
        uint256[] memory key,
        uint256[] memory common
    ) internal view returns (uint256[2] memory point) {
        for (uint256 j = 0; j < common.length; ++j) {
            if (common[j] >= Bn254.R) revert IGroth16Verifier.SignalOutOfRange(0, j);
        }
        point = [key[IC_OFFSET], key[IC_OFFSET + 1]];
        // Points of the key are on the curve, so this fails for lack of gas alone.
        if (!_addInputs(key, 1, common, point)) revert IGroth16Verifier.PrecompileFailed();
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

    /// @dev Puts (−ρ·A, B) among the pairs and adds ρ·C to the sum. False if A or C is off the curve.
    function _addProof(
        Sums memory sums,
        uint256[] calldata item,
        uint256 index,
        uint256 coefficient
    ) private view returns (bool ok) {
        uint256[] memory pairs = sums.pairs;
        uint256[5] memory c = sums.c;
        uint256 prime = Bn254.Q;
        bool inRange;
        bool answered = true;
        // Assembly: runs for every ballot. The precompiles read and write the very words where the points belong, which spares most
        // of the gas that passing them by value takes. Bounds hold: `pairs` has count + 3 pairs, an item starts with 8 words.
        assembly ("memory-safe") {
            let source := item.offset
            inRange := and(lt(calldataload(source), prime), lt(calldataload(add(source, 0x20)), prime))
            inRange := and(inRange, lt(calldataload(add(source, 0x40)), prime))
            inRange := and(inRange, lt(calldataload(add(source, 0x60)), prime))
            inRange := and(inRange, lt(calldataload(add(source, 0x80)), prime))
            inRange := and(inRange, lt(calldataload(add(source, 0xa0)), prime))
            inRange := and(inRange, lt(calldataload(add(source, 0xc0)), prime))
            inRange := and(inRange, lt(calldataload(add(source, 0xe0)), prime))
            ok := 1
            let pair := add(add(pairs, 0x20), mul(index, 0xc0))
            mstore(pair, calldataload(source))
            mstore(add(pair, 0x20), mod(sub(prime, calldataload(add(source, 0x20))), prime))
            switch index
            case 0 {
                // ρ_0 = 1 and the sum is empty.
                calldatacopy(c, add(source, 0xc0), 0x40)
            }
            default {
                mstore(add(pair, 0x40), coefficient)
                ok := staticcall(gas(), MUL, pair, 0x60, pair, 0x40)
                answered := eq(returndatasize(), 0x40)
                let term := add(c, 0x40)
                calldatacopy(term, add(source, 0xc0), 0x40)
                mstore(add(term, 0x40), coefficient)
                ok := and(ok, staticcall(gas(), MUL, term, 0x60, term, 0x40))
                answered := and(answered, eq(returndatasize(), 0x40))
                ok := and(ok, staticcall(gas(), ADD, c, 0x80, c, 0x40))
                answered := and(answered, eq(returndatasize(), 0x40))
            }
            calldatacopy(add(pair, 0x40), add(source, 0x40), 0x80)
        }
        if (!inRange) _refuseProofWord(item, index);
        if (ok && !answered) revert IGroth16Verifier.PrecompileFailed();
    }

    function _refuseProofWord(uint256[] calldata item, uint256 index) private pure {
        uint256 word = 0;
        while (item[word] < Bn254.Q) ++word;
        revert IGroth16Verifier.ProofWordOutOfRange(index, word);
    }

    /// @dev Adds ρ·signal to each own signal's sum.
    function _addSignals(
        uint256[] memory sums,
        uint256[] calldata item,
        uint256 coefficient,
        uint256 commonCount,
        uint256 index
    ) private pure {
        uint256 prime = Bn254.R;
        bool inRange = true;
        // Assembly: runs once for every word of every ballot; bounds checks on both arrays would double its gas. Bounds hold
        // because `sums` has item.length − 8 words.
        assembly ("memory-safe") {
            let target := add(sums, 0x20)
            let end := add(item.offset, mul(item.length, 0x20))
            for {
                let source := add(item.offset, 0x100)
            } lt(source, end) {
                source := add(source, 0x20)
            } {
                let signal := calldataload(source)
                inRange := and(inRange, lt(signal, prime))
                mstore(target, addmod(mload(target), mulmod(coefficient, signal, prime), prime))
                target := add(target, 0x20)
            }
        }
        if (!inRange) _refuseSignal(item, commonCount, index);
    }

    function _refuseSignal(uint256[] calldata item, uint256 commonCount, uint256 index) private pure {
        uint256 word = PROOF_WORDS;
        while (item[word] < Bn254.R) ++word;
        revert IGroth16Verifier.SignalOutOfRange(index, commonCount + word - PROOF_WORDS);
    }

    /// @dev Puts (Σρ·α, β), (Σρ·vk_x, γ) and (Σρ·C, δ) after the proofs' pairs.
    function _addKey(Statement memory statement, Sums memory sums, uint256 count) private view returns (bool ok) {
        uint256[] memory key = statement.key;
        uint256[] memory pairs = sums.pairs;
        uint256[2] memory alpha = [key[0], key[1]];
        uint256[2] memory input = [statement.commonPoint[0], statement.commonPoint[1]];
        if (count != 1) {
            (ok, alpha[0], alpha[1]) = Bn254.mul(alpha[0], alpha[1], sums.coefficients);
            if (!ok) return false;
            (ok, input[0], input[1]) = Bn254.mul(input[0], input[1], sums.coefficients);
            if (!ok) return false;
        }
        ok = _addInputs(key, statement.commonCount + 1, sums.signals, input);
        uint256[5] memory c = sums.c;
        // Assembly: copies points instead of 18 words one by one. Bounds hold: `pairs` ends with three pairs of six words, and `key`
        // begins with α, β, γ, δ in 14 words.
        assembly ("memory-safe") {
            let target := add(add(pairs, 0x20), mul(count, 0xc0))
            mcopy(target, alpha, 0x40)
            mcopy(add(target, 0x40), add(key, 0x60), 0x80)
            mcopy(add(target, 0xc0), input, 0x40)
            mcopy(add(target, 0x100), add(key, 0xe0), 0x80)
            mcopy(add(target, 0x180), c, 0x40)
            mcopy(add(target, 0x1c0), add(key, 0x160), 0x80)
        }
    }

    /// @dev point ← point + Σ factors_j·ic_(first + j)
    function _addInputs(
        uint256[] memory key,
        uint256 first,
        uint256[] memory factors,
        uint256[2] memory point
    ) private view returns (bool ok) {
        bool answered = true;
        ok = true;
        // Assembly: two precompile calls for each signal, on five words past the free pointer: the sum (2), a point of ic and its
        // factor (3). Bounds hold because `key` has a point of ic for each signal and one more. The identity is (0, 0).
        assembly ("memory-safe") {
            let sum := mload(0x40)
            let term := add(sum, 0x40)
            mcopy(sum, point, 0x40)
            let ic := add(add(key, mul(add(IC_OFFSET, 1), 0x20)), mul(first, 0x40))
            let factor := add(factors, 0x20)
            for {
                let end := add(factor, mul(mload(factors), 0x20))
            } lt(factor, end) {
                factor := add(factor, 0x20)
            } {
                mcopy(term, ic, 0x40)
                mstore(add(term, 0x40), mload(factor))
                ok := and(ok, staticcall(gas(), MUL, term, 0x60, term, 0x40))
                answered := and(answered, eq(returndatasize(), 0x40))
                ok := and(ok, staticcall(gas(), ADD, sum, 0x80, sum, 0x40))
                answered := and(answered, eq(returndatasize(), 0x40))
                ic := add(ic, 0x40)
            }
            mcopy(point, sum, 0x40)
        }
        if (ok && !answered) revert IGroth16Verifier.PrecompileFailed();
    }
}
