// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./BabyJubJub.sol";
import "./Lagrange.sol";

/// @title Checking counts against the aggregate
/// @dev Count m of option k is right if C2_k − m·B8 = Σ λ_j·D_jk. Both sides times Δ, and brought to one side, that is one sum of
/// points with scalars of at most 59 bits that must be the identity. All points are in the subgroup, since proofs put them there, and
/// Δ is no multiple of its order, so the factor loses nothing.
library Opening {
    using BabyJubJub for BabyJubJub.Point;

    struct Coefficients {
        int256 scale; // Δ
        int256[] scaled; // Δ·λ_j
    }

    /// @param indices Trustees, strictly ascending, 1 to 16.
    function coefficients(uint256[] calldata indices) internal pure returns (Coefficients memory result) {
        (result.scale, result.scaled) = Lagrange.atZero(indices);
    }

    struct Option {
        uint256 index; // k
        uint256 capacity; // K
        uint256 count; // at most 2^40
        uint256 c2X;
        uint256 c2Y;
    }

    /// @param partials For each trustee, in the order of the coefficients, K points D_jk as two words.
    function holds(
        Option memory option,
        Coefficients memory lagrange,
        uint256[] calldata partials
    ) internal pure returns (bool) {
        uint256 trustees = lagrange.scaled.length;
        uint256[] memory points = new uint256[](2 * (trustees + 2));
        int256[] memory scalars = new int256[](trustees + 2);
        (points[0], points[1], scalars[0]) = (option.c2X, option.c2Y, lagrange.scale);
        (points[2], points[3]) = (BabyJubJub.BASE_X, BabyJubJub.BASE_Y);
        scalars[1] = -lagrange.scale * int256(option.count);
        for (uint256 j = 0; j < trustees; ++j) {
            uint256 at = 2 * (j * option.capacity + option.index);
            (points[2 * j + 4], points[2 * j + 5]) = (partials[at], partials[at + 1]);
            scalars[j + 2] = -lagrange.scaled[j];
        }
        return BabyJubJub.multiplySum(points, scalars).isIdentity();
    }
}
