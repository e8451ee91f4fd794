// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../../../contracts/lib/BabyJubJub.sol";
import "../../../contracts/lib/Lagrange.sol";

/// @dev Makes the internal libraries callable by tests. Points are affine words.
contract BabyJubJubHarness {
    using BabyJubJub for BabyJubJub.Point;

    function add(uint256[2] calldata p, uint256[2] calldata q) external view returns (uint256 x, uint256 y) {
        BabyJubJub.Point memory sum = BabyJubJub.fromAffine(p[0], p[1]);
        sum.add(BabyJubJub.fromAffine(q[0], q[1]));
        return sum.toAffine();
    }

    /// @dev (p + p) + (q − p) by mixed addition on a point whose Z is not 1.
    function addToProjective(
        uint256[2] calldata p,
        uint256[2] calldata q
    ) external view returns (uint256 x, uint256 y) {
        BabyJubJub.Point memory sum = BabyJubJub.fromAffine(p[0], p[1]);
        sum.double();
        sum.addAffine((BabyJubJub.P - p[0]) % BabyJubJub.P, p[1]);
        sum.addAffine(q[0], q[1]);
        return sum.toAffine();
    }

    function double(uint256[2] calldata p) external view returns (uint256 x, uint256 y) {
        BabyJubJub.Point memory point = BabyJubJub.fromAffine(p[0], p[1]);
        point.double();
        return point.toAffine();
    }

    function clearCofactor(uint256[2] calldata p) external view returns (uint256 x, uint256 y) {
        BabyJubJub.Point memory point = BabyJubJub.fromAffine(p[0], p[1]);
        point.clearCofactor();
        return point.toAffine();
    }

    function multiply(uint256[2] calldata p, uint256 scalar) external view returns (uint256 x, uint256 y) {
        return BabyJubJub.fromAffine(p[0], p[1]).multiply(scalar).toAffine();
    }

    function multiplySum(
        uint256[] calldata points,
        int256[] calldata scalars
    ) external view returns (uint256 x, uint256 y) {
        return BabyJubJub.multiplySum(points, scalars).toAffine();
    }

    /// @dev 2·P_i for each point, through one shared inversion.
    function doubleAll(uint256[2][] calldata affine) external view returns (uint256[] memory) {
        BabyJubJub.Point[] memory points = new BabyJubJub.Point[](affine.length);
        for (uint256 i = 0; i < points.length; ++i) {
            points[i] = BabyJubJub.fromAffine(affine[i][0], affine[i][1]);
            points[i].double();
        }
        return BabyJubJub.toAffine(points);
    }

    function isOnCurve(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isOnCurve(x, y);
    }

    function isIdentity(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.fromAffine(x, y).isIdentity();
    }

    function inverse(uint256 value) external view returns (uint256) {
        return ModularInverse.inverse(value, BabyJubJub.P);
    }

    function lagrange(uint256[] calldata indices) external pure returns (int256 scale, int256[] memory scaled) {
        return Lagrange.atZero(indices);
    }
}
