// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./Bn254.sol";
import "./ModularInverse.sol";

/// @title BabyJubJub (EIP-2494): 168700·x² + y² = 1 + 168696·x²·y² over BN254's scalar field
/// @dev Points in memory are projective, (X : Y : Z) with x = X/Z, y = Y/Z, so that sums need no inversions. The formulas are
/// add-2008-bbjlp and dbl-2008-bbjlp; since a is a square and d is none, they are complete: right for every pair of points on
/// the curve, equal, opposite or the identity. Functions named for what they do to `point` change it in place, which spares
/// memory. Sums and differences stay unreduced where they enter a multiplication: 2^256 holds five times the prime.
library BabyJubJub {
    struct Point {
        uint256 x;
        uint256 y;
        uint256 z;
    }

    /// @dev Prime of the coordinates' field.
    uint256 internal constant P = Bn254.R;
    uint256 internal constant A = 168700;
    uint256 internal constant D = 168696;
    /// @dev Prime order of the subgroup; the cofactor is 8.
    uint256 internal constant L = 2736030358979909402780800718157159386076813972158567259200215660948447373041;
    /// @dev The subgroup's base B8.
    uint256 internal constant BASE_X = 5299619240641551281634865583518297030282874472190772894086521144482721001553;
    uint256 internal constant BASE_Y = 16950150798460657717958625567821834550301663161624707787222815936182638968203;

    function identity() internal pure returns (Point memory) {
        return Point(0, 1, 1);
    }

    function base() internal pure returns (Point memory) {
        return Point(BASE_X, BASE_Y, 1);
    }

    function fromAffine(uint256 x, uint256 y) internal pure returns (Point memory) {
        return Point(x, y, 1);
    }

    /// @dev False also for words that are not below the prime: each point has one encoding.
    function isOnCurve(uint256 x, uint256 y) internal pure returns (bool) {
        if (x >= P || y >= P) return false;
        uint256 xx = mulmod(x, x, P);
        uint256 yy = mulmod(y, y, P);
        return addmod(mulmod(A, xx, P), yy, P) == addmod(1, mulmod(D, mulmod(xx, yy, P), P), P);
    }

    function isIdentity(Point memory point) internal pure returns (bool) {
        return point.x == 0 && point.y == point.z;
    }

    function isEqual(Point memory p, Point memory q) internal pure returns (bool) {
        return mulmod(p.x, q.z, P) == mulmod(q.x, p.z, P) && mulmod(p.y, q.z, P) == mulmod(q.y, p.z, P);
    }

    /// @dev point ← point + (x, y), both words below the prime.
    function addAffine(Point memory point, uint256 x, uint256 y) internal pure {
        _add(point, x, y, point.z);
    }

    /// @dev point ← point + other.
    function add(Point memory point, Point memory other) internal pure {
        _add(point, other.x, other.y, mulmod(point.z, other.z, P));
    }

    /// @param zz Product of both Z.
    function _add(Point memory point, uint256 x, uint256 y, uint256 zz) private pure {
        unchecked {
            uint256 c = mulmod(point.x, x, P);
            uint256 d = mulmod(point.y, y, P);
            uint256 cross = mulmod(point.x + point.y, x + y, P) + 2 * P - c - d;
            uint256 b = mulmod(zz, zz, P);
            uint256 e = mulmod(D, mulmod(c, d, P), P);
            uint256 f = b + P - e;
            uint256 g = b + e;
            point.x = mulmod(mulmod(zz, f, P), cross, P);
            point.y = mulmod(mulmod(zz, g, P), d + P - mulmod(A, c, P), P);
            point.z = mulmod(f, g, P);
        }
    }

    /// @dev point ← 2 · point.
    function double(Point memory point) internal pure {
        unchecked {
            uint256 x = point.x;
            uint256 y = point.y;
            uint256 c = mulmod(x, x, P);
            uint256 d = mulmod(y, y, P);
            uint256 e = mulmod(A, c, P);
            uint256 f = e + d;
            uint256 zz = mulmod(point.z, point.z, P);
            uint256 j = f + 2 * (P - zz);
            point.x = mulmod(mulmod(x + y, x + y, P) + 2 * P - c - d, j, P);
            point.y = mulmod(f, e + P - d, P);
            point.z = mulmod(f, j, P);
        }
    }

    /// @dev point ← 8 · point, which is in the subgroup of order l for every point of the curve.
    function clearCofactor(Point memory point) internal pure {
        double(point);
        double(point);
        double(point);
    }

    /// @dev scalar · point as a new point; the cost grows with the scalar's length. Not constant in time: nothing here is secret.
    function multiply(Point memory point, uint256 scalar) internal pure returns (Point memory result) {
        if (scalar == 0) return identity();
        result = Point(point.x, point.y, point.z);
        for (uint256 bit = bitLength(scalar) - 1; bit > 0; --bit) {
            double(result);
            if ((scalar >> (bit - 1)) & 1 == 1) add(result, point);
        }
    }

    /// @dev Σ scalars_i · points_i, doublings shared. A negative scalar takes the point's opposite.
    /// @param points Affine, two words below the prime each.
    /// @param scalars Above −2^255; one for each point.
    function multiplySum(uint256[] memory points, int256[] memory scalars) internal pure returns (Point memory sum) {
        uint256[] memory magnitudes = new uint256[](scalars.length);
        uint256 any;
        for (uint256 i = 0; i < scalars.length; ++i) {
            magnitudes[i] = uint256(scalars[i] < 0 ? -scalars[i] : scalars[i]);
            any |= magnitudes[i];
        }
        sum = identity();
        for (uint256 bit = bitLength(any); bit > 0; --bit) {
            double(sum);
            for (uint256 i = 0; i < scalars.length; ++i) {
                if ((magnitudes[i] >> (bit - 1)) & 1 == 0) continue;
                uint256 x = points[2 * i];
                addAffine(sum, scalars[i] < 0 ? P - x : x, points[2 * i + 1]);
            }
        }
    }

    /// @dev Affine coordinates of all points, two words each, with one inversion. Every Z is non-zero for points on the curve.
    function toAffine(Point[] memory points) internal view returns (uint256[] memory words) {
        words = new uint256[](2 * points.length);
        uint256 prime = P;
        uint256 product = 1;
        // Assembly, here and below: walks three arrays in step without a bounds check for each; they have the same number of points.
        // First the product of all Z, keeping in the place of each x the product of those before.
        assembly ("memory-safe") {
            let target := add(words, 0x20)
            let source := add(points, 0x20)
            for {
                let end := add(source, mul(mload(points), 0x20))
            } lt(source, end) {
                source := add(source, 0x20)
            } {
                mstore(target, product)
                product := mulmod(product, mload(add(mload(source), 0x40)), prime)
                target := add(target, 0x40)
            }
        }
        uint256 inverse = ModularInverse.inverse(product, prime);
        // Then backwards: the inverse of the product of Z_0 … Z_i, times the product before i, is 1/Z_i.
        assembly ("memory-safe") {
            let source := add(points, mul(mload(points), 0x20))
            let target := add(words, sub(mul(mload(words), 0x20), 0x20))
            for {} gt(source, points) {
                source := sub(source, 0x20)
            } {
                let point := mload(source)
                let inverseZ := mulmod(inverse, mload(target), prime)
                inverse := mulmod(inverse, mload(add(point, 0x40)), prime)
                mstore(target, mulmod(mload(point), inverseZ, prime))
                mstore(add(target, 0x20), mulmod(mload(add(point, 0x20)), inverseZ, prime))
                target := sub(target, 0x40)
            }
        }
    }

    function toAffine(Point memory point) internal view returns (uint256 x, uint256 y) {
        uint256 inverseZ = ModularInverse.inverse(point.z, P);
        return (mulmod(point.x, inverseZ, P), mulmod(point.y, inverseZ, P));
    }

    /// @dev 0 for 0, otherwise one more than the position of the highest bit.
    function bitLength(uint256 value) internal pure returns (uint256 bits) {
        while (value != 0) {
            value >>= 1;
            ++bits;
        }
    }
}
