"""The one interface: title, version, OpenAPI, and every no as a problem."""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from amity.api import problems, remembering
from amity.api.door import Caller

VERSION = "1.0.0"
ROOT = "/api/v1/"
DOCS = f"{ROOT}docs"
DESCRIPTION = (
    "What people see and do in Amity, for machines: the same rows, rights and rules. Send a personal token as a "
    "bearer. Amounts are whole minor units beside a currency, time is whole seconds, months are YYYYMM. A field that "
    "needs a right the caller lacks is left out; null means that it is not known."
)
KEY = {
    "in": "header",
    "name": remembering.HEADER,
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$", "minLength": 1, "maxLength": 200},
    "description": "Your own name for this act. Sent again within a day, it gives the same answer and nothing more.",
}


class Machines(NinjaAPI):
    """Ninja's interface with our names and our problems; it tells its schema once worked out."""

    _told: OpenAPISchema | None = None

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function: unique over all parts."""
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The schema, where a no has its own media type and a POST its key."""
        if self._told is None:
            schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
            for methods in schema["paths"].values():
                for method, operation in methods.items():
                    _finish(method, operation)
            self._told = schema
        return self._told

    def set_default_exception_handlers(self) -> None:
        """Every exception is a problem; Ninja's own answers are not used."""
        self.add_exception_handler(Exception, _problem)  # type: ignore[arg-type]


def _problem(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem that an exception is, in the language of the token's person."""
    caller = getattr(request, "auth", None)
    with caller.known() if isinstance(caller, Caller) else nullcontext():
        return problems.of_error(request, error)


_built: list[Machines] = []


def schema() -> OpenAPISchema:
    """The schema of the interface that is served."""
    return _built[-1].get_openapi_schema()


def machines(routers: Iterable[Router]) -> Machines:
    """The interface with every part's router behind it."""
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
