// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../../../contracts/interfaces/IEas.sol";

/// @dev An Attestation Service that holds whatever records it is given, such as the real one would never make.
contract FakeEas is IEas, IEasSchemas {
    mapping(bytes32 uid => EasRecord) private _records;

    function put(EasRecord calldata record) external {
        _records[record.uid] = record;
    }

    function getAttestation(bytes32 uid) external view returns (EasRecord memory) {
        return _records[uid];
    }

    function getSchemaRegistry() external view returns (IEasSchemas) {
        return this;
    }

    function attest(EasAttestationRequest calldata) external payable returns (bytes32) {}

    function revoke(EasRevocationRequest calldata) external payable {}

    function register(string calldata, address, bool) external returns (bytes32) {}

    function getSchema(bytes32) external view returns (EasSchema memory) {}
}
