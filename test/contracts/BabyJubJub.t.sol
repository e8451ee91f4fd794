// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../../contracts/lib/BabyJubJub.sol";

/// @notice Laws of the group that any inputs must obey. Points are multiples of B8, with a part of small order where it says so.
contract BabyJubJubTest {
    using BabyJubJub for BabyJubJub.Point;

    uint256 private constant ORDER_8_X = 4342719913949491028786768530115087822524712248835451589697801404893164183326;
    uint256 private constant ORDER_8_Y = 4826523245007015323400664741523384119579596407052839571721035538011798951543;

    function testFuzz_AdditionCommutes(uint256 a, uint256 b) external pure {
        BabyJubJub.Point memory left = _point(a);
        BabyJubJub.Point memory right = _withSmallPart(b);
        left.add(_withSmallPart(b));
        right.add(_point(a));
        require(left.isEqual(right), "a + b = b + a");
    }

    function testFuzz_AdditionIsAssociative(uint256 a, uint256 b, uint256 c) external pure {
        BabyJubJub.Point memory left = _point(a);
        left.add(_point(b));
        left.add(_withSmallPart(c));
        BabyJubJub.Point memory inner = _point(b);
        inner.add(_withSmallPart(c));
        BabyJubJub.Point memory right = _point(a);
        right.add(inner);
        require(left.isEqual(right), "(a + b) + c = a + (b + c)");
    }

    function testFuzz_DoublingIsAddingToItself(uint256 a) external pure {
        BabyJubJub.Point memory doubled = _withSmallPart(a);
        BabyJubJub.Point memory added = _withSmallPart(a);
        doubled.double();
        added.add(_withSmallPart(a));
        require(doubled.isEqual(added), "2a = a + a");
    }

    function testFuzz_MultiplicationDistributes(uint128 a, uint128 b) external pure {
        BabyJubJub.Point memory sum = BabyJubJub.base().multiply(a);
        sum.add(BabyJubJub.base().multiply(b));
        require(sum.isEqual(BabyJubJub.base().multiply(uint256(a) + b)), "aP + bP = (a + b)P");
    }

    function testFuzz_SumOfMultiplesEqualsItsParts(int64 a, int64 b, uint256 p, uint256 q) external view {
        uint256[] memory points = new uint256[](4);
        (points[0], points[1]) = _point(p).toAffine();
        (points[2], points[3]) = _point(q).toAffine();
        int256[] memory scalars = new int256[](2);
        (scalars[0], scalars[1]) = (a, b);
        BabyJubJub.Point memory expected = _signed(points[0], points[1], a);
        expected.add(_signed(points[2], points[3], b));
        require(BabyJubJub.multiplySum(points, scalars).isEqual(expected), "signed sum");
    }

    function testFuzz_EveryResultIsOnTheCurveAndUnchangedByAffineForm(uint256 a, uint256 b) external view {
        BabyJubJub.Point[] memory points = new BabyJubJub.Point[](3);
        points[0] = _withSmallPart(a);
        points[0].add(_point(b));
        points[1] = _point(a);
        points[1].double();
        points[2] = _point(b);
        points[2].clearCofactor();
        uint256[] memory words = BabyJubJub.toAffine(points);
        for (uint256 i = 0; i < 3; ++i) {
            require(BabyJubJub.isOnCurve(words[2 * i], words[2 * i + 1]), "on the curve");
            (uint256 x, uint256 y) = points[i].toAffine();
            require(x == words[2 * i] && y == words[2 * i + 1], "batched affine form");
            require(points[i].isEqual(BabyJubJub.fromAffine(x, y)), "same point");
        }
    }

    function testFuzz_ClearingTheCofactorRemovesSmallParts(uint256 a) external pure {
        BabyJubJub.Point memory point = _withSmallPart(a);
        point.clearCofactor();
        require(point.isEqual(_point(a).multiply(8)), "8(P + T) = 8P");
    }

    function _point(uint256 seed) private pure returns (BabyJubJub.Point memory) {
        return BabyJubJub.base().multiply(seed % BabyJubJub.L);
    }

    function _withSmallPart(uint256 seed) private pure returns (BabyJubJub.Point memory point) {
        point = _point(seed);
        point.add(BabyJubJub.fromAffine(ORDER_8_X, ORDER_8_Y).multiply(seed % 8));
    }

    function _signed(uint256 x, uint256 y, int64 scalar) private pure returns (BabyJubJub.Point memory) {
        bool negative = scalar < 0;
        uint256 magnitude = negative ? uint256(-int256(scalar)) : uint256(int256(scalar));
        return BabyJubJub.fromAffine(negative ? BabyJubJub.P - x : x, y).multiply(magnitude);
    }
}
