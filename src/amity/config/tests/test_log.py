"""The log has no working link, and no traceback for an unknown host name."""

import io
import json
import logging

import pytest
from django.urls import URLResolver, get_resolver, reverse

from amity.config.operations.log_filters import LINK_PREFIXES, HideTokens, without_tokens
from amity.people.public import is_public

TOKEN = "gvt9xfSecretTokenOfALink"


@pytest.fixture
def log():
    """Return a function that returns everything the console handler has written."""
    written = io.StringIO()
    filtered = [one for one in logging.getLogger().handlers if any(isinstance(f, HideTokens) for f in one.filters)]
    console = next(one for one in filtered if isinstance(one, logging.StreamHandler))
    before = console.setStream(written)
    yield written.getvalue
    console.setStream(before)


@pytest.mark.parametrize("prefix", LINK_PREFIXES)
@pytest.mark.parametrize("origin", ["null", "http://testserver"])
def test_a_refused_link_leaves_no_token_in_the_log(agency, client_with_csrf, log, prefix, origin):
    address = f"{prefix}{TOKEN}/" if prefix != "/forgotten/" else f"{prefix}6-{TOKEN}/"
    client_with_csrf.get(address)
    client_with_csrf.post(address, headers={"origin": origin, "referer": f"http://x.example{address}"})

    assert (TOKEN in log(), prefix in log()) == (False, True)


def test_every_link_that_opens_without_sign_in_is_cut():
    links = [(name, parts) for name, parts in every_public(get_resolver()) if {"token", "key"} & set(parts)]

    assert len(links) >= 4
    for name, parts in links:
        values = {part: 7 if part.endswith("_id") else TOKEN for part in parts}
        assert TOKEN not in without_tokens(reverse(name, kwargs=values))


def test_an_unknown_host_name_is_one_line(agency, client, log):
    client.get("/sign-in/", headers={"host": "evil.example"})
    lines = [json.loads(line) for line in log().splitlines()]
    warned = [line for line in lines if "evil.example" in line["message"]]

    assert [(line["level"], "trace" in line) for line in warned] == [("WARNING", False)]
    assert [(line["message"], line["status"]) for line in lines if line not in warned] == [("answered", 400)]


@pytest.fixture
def client_with_csrf():
    """Return a client whose forms are checked as a browser's are."""
    from django.test import Client

    return Client(enforce_csrf_checks=True)


def every_public(resolver, namespace=""):
    """Yield all public URLs: the name for `reverse` and the parameters."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from every_public(one, f"{namespace}{one.namespace}:" if one.namespace else namespace)
        elif is_public(one.callback):
            yield f"{namespace}{one.name}", one.pattern.regex.groupindex
