"""Build the API: title, version, OpenAPI schema, and problem responses."""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.responses import NinjaJSONEncoder

from amity.api import documents, idempotency, problems
from amity.api.auth import Caller

VERSION = "1.0.0"
ROOT = "/api/v1/"
DOCS = f"{ROOT}docs"
DESCRIPTION = (
    "Read and change the data of Amity with the same rights and rules as on its pages. Send a personal token as a "
    "bearer token. Amounts are whole minor units with a currency, time is whole seconds, months are YYYYMM. A field "
    "that needs a right the caller lacks is left out; null means that the value is not known."
)
KEY = {
    "in": "header",
    "name": idempotency.HEADER,
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$", "minLength": 1, "maxLength": 200},
    "description": "Your own key for this request. Repeated within a day, it returns the first response again.",
}


class Machines(NinjaAPI):
    """The API with Amity's operation ids and problem responses. Its schema is cached as text, a fifth of its memory."""

    _as_json: bytes = b""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of the function, which is unique across all parts."""
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the schema, with the media type of problems and the idempotency header of POSTs."""
        return cast(OpenAPISchema, json.loads(self.schema_text()))

    def schema_text(self) -> bytes:
        """Return the schema as JSON: as a child process made it, or made here and kept."""
        if made := documents.made_apart(documents.SCHEMA):
            return made.encode()
        self._as_json = self._as_json or self._made_schema()
        return self._as_json

    def _made_schema(self) -> bytes:
        schema = super().get_openapi_schema()
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                _finish(method, operation)
        return json.dumps(schema, cls=NinjaJSONEncoder).encode()

    def set_default_exception_handlers(self) -> None:
        """Turn every exception into a problem response instead of Ninja's own."""
        self.add_exception_handler(Exception, _problem)  # type: ignore[arg-type]


def _problem(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the problem response for an exception, in the language of the token's owner."""
    caller = getattr(request, "auth", None)
    with caller.known(still=True) if isinstance(caller, Caller) else nullcontext():
        return problems.of_error(request, error)


_built: list[Machines] = []


def served() -> Machines:
    """Return the API being served."""
    return _built[-1]


def schema() -> OpenAPISchema:
    """Return the OpenAPI schema being served."""
    return served().get_openapi_schema()


def machines(routers: Iterable[Router]) -> Machines:
    """Return the API with the routers of all parts."""
    api = Machines(
        title="Amity", version=VERSION, description=DESCRIPTION, urls_namespace="rest", docs_url=None, servers=[]
    )
    for router in routers:
        api.add_router("", router)
    _built[:] = [api]
    return api


def _finish(method: str, operation: dict[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        if int(status) >= 400 and "application/json" in answer.get("content", {}):
            answer["content"] = {problems.KIND: answer["content"]["application/json"]}
    if method == "post":
        operation["parameters"].append(KEY)
