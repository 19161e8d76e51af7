"""The ledger's API keeps what its OpenAPI description promises, whatever is sent."""

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as promises

from tests.jarvis.api.conftest import ledger_app

CHECKS = [
    checks.not_a_server_error,
    promises.status_code_conformance,
    promises.content_type_conformance,
    promises.response_headers_conformance,
    promises.response_schema_conformance,
]


OPERATIONS = 7
OURS = {"host": "127.0.0.1"}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(standing_ledger, mode):
    app = ledger_app(standing_ledger)
    described = schemathesis.openapi.from_asgi("/openapi.json", app, headers=OURS)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == OPERATIONS
    for operation in operations:
        cases = operation.as_strategy(generation_mode=mode)

        @settings(max_examples=12, database=None)
        @given(cases)
        def holds(case):
            case.call_and_validate(checks=CHECKS, headers=OURS)

        holds()
