// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Lagrange coefficients at zero, scaled to small integers
/// @dev λ_j = Π m/(m − j) over the other indices m. All are multiplied by the least Δ that makes them integers, so that points are
/// multiplied by scalars of a few bits instead of 251: for all sets of indices up to 16, Δ ≤ 189,189 and |Δ·λ_j| ≤ 9,152,000.
library Lagrange {
    /// @param indices Distinct, each 1 to 16, at most 16 of them.
    /// @return scale Δ, at least 1.
    /// @return scaled Δ·λ_j for each index in the same order.
    function atZero(uint256[] calldata indices) internal pure returns (int256 scale, int256[] memory scaled) {
        int256[] memory denominators = new int256[](indices.length);
        scaled = new int256[](indices.length);
        scale = 1;
        for (uint256 j = 0; j < indices.length; ++j) {
            (int256 numerator, int256 denominator) = _coefficient(indices, j);
            (scaled[j], denominators[j]) = (numerator, denominator);
            scale = (scale / _gcd(scale, denominator)) * denominator;
        }
        for (uint256 j = 0; j < indices.length; ++j) scaled[j] *= scale / denominators[j];
    }

    /// @dev λ_j in lowest terms, denominator positive.
    function _coefficient(
        uint256[] calldata indices,
        uint256 j
    ) private pure returns (int256 numerator, int256 denominator) {
        (numerator, denominator) = (1, 1);
        for (uint256 m = 0; m < indices.length; ++m) {
            if (m == j) continue;
            numerator *= int256(indices[m]);
            denominator *= int256(indices[m]) - int256(indices[j]);
        }
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        int256 divisor = _gcd(numerator < 0 ? -numerator : numerator, denominator);
        return (numerator / divisor, denominator / divisor);
    }

    function _gcd(int256 a, int256 b) private pure returns (int256) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
