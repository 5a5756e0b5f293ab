"""Operations share the shapes of their responses, so that a server doesn't build thousands of equal ones."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy
from ninja import Router

from amity.api.operations import ALWAYS, WRITING, as_json, as_timeless_json, reads, writes
from amity.api.shapes import Answered, Problem


class Named(Answered):
    """Something with a name."""

    name: str


def declared(router: Router, path: str, method: str):
    (operation,) = (one for one in router.path_operations[path].operations if method in one.methods)
    return operation.response_models


def test_operations_share_the_models_of_their_shapes():
    router = Router()
    reads(router, "/read", Named)(lambda request: {"name": "x"})
    writes(router, "POST", "/write", Named, scope="write", status=201)(lambda request: {"name": "x"})

    read, written = declared(router, "/read", "GET"), declared(router, "/write", "POST")

    assert read.keys() == {200, *ALWAYS}
    assert written.keys() == {201, *ALWAYS, *WRITING}
    assert written[201] is read[200]
    assert {written[status] for status in (*ALWAYS, *WRITING)} == {read[404]}
    assert [model.model_fields["response"].annotation for model in (read[200], read[404])] == [Named, Problem]


def test_an_operation_without_a_body_has_no_model():
    router = Router()
    writes(router, "DELETE", "/gone", None, scope="write", status=204)(lambda request: None)

    assert declared(router, "/gone", "DELETE")[204] is None


def test_a_timeless_answer_has_the_bytes_of_any_other():
    values = {
        "text": "Osprey – “é” 漢 \U0001f600 / \\ \" \x00 \x1f \x7f \u2028", "empty": "",
        "lazy": gettext_lazy("Project"),
        "numbers": [0, -1, 2**53 + 1, 2**63, -(2**70), True, None], "money": Decimal("12.340"),
        "day": date(2026, 11, 27),
        "rows": ({"1": []}, {}, ()), 7: {"seconds": 3600},
    }  # fmt: skip

    assert as_timeless_json(values) == as_json(values)
