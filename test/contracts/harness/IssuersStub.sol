// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../../../contracts/interfaces/IIssuerRegistry.sol";

/// @dev What policies and presentations need of the issuer registry, set at will.
contract IssuersStub {
    mapping(uint256 departmentId => address) public departmentAccount;
    mapping(uint256 root => uint256 time) private _supersededAt; // 0: unknown; the last second of time: current

    function setAccount(uint256 departmentId, address account) external {
        departmentAccount[departmentId] = account;
    }

    function setCurrent(uint256 root) external {
        _supersededAt[root] = type(uint256).max;
    }

    function supersede(uint256 root, uint256 time) external {
        _supersededAt[root] = time;
    }

    function ageOf(uint256 root) external view returns (uint256) {
        uint256 supersededAt = _supersededAt[root];
        if (supersededAt == 0) revert IIssuerRegistry.UnknownTrustRoot(root);
        return supersededAt >= block.timestamp ? 0 : block.timestamp - supersededAt;
    }
}
