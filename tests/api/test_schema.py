"""Schemathesis makes requests from our OpenAPI document: no server error, nothing undocumented.

It goes on for at most SECONDS; the seed is fixed, so that a failure comes again.
"""

import time
from collections import Counter

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

SECONDS = 20.0
FEW = settings(
    max_examples=30,  # an operation
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_no_request_made_from_the_document_gets_a_server_error(url: str):
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    began, asked = time.monotonic(), Counter[str]()

    def ask(case: schemathesis.Case) -> None:
        if time.monotonic() - began < SECONDS or not asked[case.operation.label]:
            case.call_and_validate(base_url=url, checks=CHECKS)
            asked[case.operation.label] += 1

    for operation in schema.get_all_operations():
        with_cases = given(case=operation.ok().as_strategy())
        seed(7)(FEW(with_cases(ask)))()
    assert set(asked) >= {
        "POST /v1/analyze",
        "POST /v1/recommend",
        "GET /v1/options",
        "GET /health",
    }
