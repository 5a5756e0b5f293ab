"""Operations share the shapes of their responses, so that a server doesn't build thousands of equal ones."""

from ninja import Router

from amity.api.operations import ALWAYS, WRITING, reads, writes
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
