"""Declare REST operations: method, path, scope, and the shape of the response."""

import json
from collections.abc import Callable, Mapping
from functools import cache, wraps
from http import HTTPStatus
from typing import Any, TypeVar, get_type_hints

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.operation import Operation
from pydantic import TypeAdapter, create_model

from amity.api import idempotency
from amity.api.auth import READ, PersonalToken, caller_of
from amity.api.shapes import Described, Problem
from amity.shared.errors import Invalid

View = TypeVar("View", bound=Callable[..., Any])
ALWAYS = (401, 403, 404, 406, 422, 429, 503)
WRITING = (400, 409, 413, 415)
_values: TypeAdapter[Any] = TypeAdapter(Any)


def as_json(found: Any) -> bytes:
    """Return values as JSON, times of day to the millisecond."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder).encode()


def as_timeless_json(found: Any) -> bytes:
    """Return values without times of day as `as_json` does, in a quarter of the time."""
    return _values.dump_json(found, fallback=str)


def reads(
    router: Router, path: str, gives: Any, *, scope: str = READ, timeless: bool = False
) -> Callable[[View], View]:
    """Declare a GET. The function returns JSON-ready values. `gives` is their shape, which tests check.

    `timeless` writes a long answer in a quarter of the time. Its values can't be times of day, which it writes
    differently.
    """
    return _declares(
        router, "GET", path, gives, scope, HTTPStatus.OK, {}, write=as_timeless_json if timeless else as_json
    )


def sends(router: Router, path: str, *types: str, scope: str = READ) -> Callable[[View], View]:
    """Declare a GET that answers with a file of one of these media types. The function returns the response."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in types}
    return _declares(router, "GET", path, None, scope, HTTPStatus.OK, {}, {200: {"content": content}})


def writes(
    router: Router, method: str, path: str, gives: Any, *, scope: str, status: int = HTTPStatus.OK,
    beside: Mapping[str, str] | None = None,
) -> Callable[[View], View]:  # fmt: skip
    """Declare a POST, PATCH or DELETE with the scope it needs. A POST honours `Idempotency-Key`.

    `beside` maps the name of a command's argument to the field's name in the request, if they differ.
    """
    return _declares(router, method, path, gives, scope, status, beside or {})


def _declares(
    router: Router, method: str, path: str, gives: Any, scope: str, status: int, beside: Mapping[str, str],
    files: Mapping[int, Any] | None = None, write: Callable[[Any], bytes] = as_json,
) -> Callable[[View], View]:  # fmt: skip
    shapes = dict.fromkeys((*ALWAYS, *(() if method == "GET" else WRITING)), Problem) | {status: gives}

    def declare(view: View) -> View:
        known = _parameters(view)
        summary, description = _described(view)

        @wraps(view)
        def operation(request: HttpRequest, **values: Any) -> HttpResponse:
            caller = caller_of(request)
            try:
                _refuse_unknown(request, known)
                with caller.known(still=method == "GET"):
                    return _once(request, method, lambda: _answer(view(request, **values), status, write))
            except Invalid as fault:
                raise Invalid(fault.sentence, beside.get(fault.field, fault.field)) from fault
            finally:
                caller.answered()

        router.api_operation(
            [method], path, response={status: None}, auth=PersonalToken(scope), operation_id=view.__name__,
            summary=summary, description=description,
            openapi_extra={"x-scope": scope} | ({"responses": dict(files)} if files else {}),
        )(operation)  # fmt: skip
        declared: Operation = operation._ninja_operation  # type: ignore[attr-defined] # set by `add_operation`
        declared.response_models = {code: _documented(shape) for code, shape in shapes.items()}
        return view

    return declare


@cache
def _documented(shape: Any) -> type[Schema] | None:
    """Return the model in which Ninja looks for the shape of a response.

    Ninja makes one for each status of each operation: thousands of equal models, half of the memory of the API.
    """
    if shape is None:
        return None
    return create_model("Response", __base__=Described, __module__=Operation.__module__, response=(shape, ...))


def _described(view: Callable[..., Any]) -> tuple[str, str]:
    """Return the first sentence of a docstring without its full stop, as the summary, and the other sentences."""
    summary, _stop, description = " ".join((view.__doc__ or "").split()).partition(". ")
    return summary.removesuffix("."), description


def _once(request: HttpRequest, method: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Run the operation, once per idempotency key if the request has one."""
    key = request.headers.get(idempotency.HEADER)
    if method != "POST" or key is None:
        return act()
    return idempotency.once(
        token_id=caller_of(request).token_id,
        key=key,
        fingerprint=idempotency.fingerprint_of(request),
        now=timezone.now(),
        act=act,
    )


def _answer(found: Any, status: int, write: Callable[[Any], bytes]) -> HttpResponse:
    """Return the result as a JSON response, or 204 for None. The shape documents it and is checked in tests only.

    A response, as of a file, is returned unchanged.
    """
    if isinstance(found, HttpResponseBase):
        return found  # type: ignore[return-value]
    if found is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return HttpResponse(write(found), status=status, content_type="application/json")


def _parameters(view: Callable[..., Any]) -> frozenset[str]:
    """Return the names of the query parameters a function takes, from its `asked` argument."""
    asked = get_type_hints(view).get("asked")
    return frozenset(field.alias or name for name, field in asked.model_fields.items()) if asked else frozenset()


def _refuse_unknown(request: HttpRequest, known: frozenset[str]) -> None:
    """Raise `Invalid` for an unknown parameter: a mistyped filter must not return everything."""
    for name in request.GET:
        if name not in known:
            raise Invalid(_("Unknown parameter."), name)
