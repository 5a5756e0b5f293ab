"""A path is tried among the URLs of parts that have its first word, and each URL is still found."""

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, include, path, re_path, resolve

from amity.config.part_urls import PartRoute
from tests.matrix.walk import addresses


def view(_request):
    return HttpResponse()


NESTED = [path("time/week/", view), path("expenses/<int:pk>/", view)]


@pytest.mark.parametrize("route", ["time/week/", "time/nowhere/", "expenses/7/", "colour.css", "jobs/7/cancel/"])
def test_a_path_with_the_first_word_of_a_url_may_be_of_the_part(route):
    part = PartRoute(
        [path("", include(NESTED)), path("colour.css", view), re_path(r"^jobs/(?P<pk>\d+)/(?:cancel|undo)/$", view)]
    )

    assert part.match(route) == (route, (), {})


@pytest.mark.parametrize("route", ["", "colour.css", "times/week/", "accounts/", "time"])
def test_a_path_with_another_first_word_is_not(route):
    assert PartRoute(NESTED).match(route) == (("time", (), {}) if route == "time" else None)


@pytest.mark.parametrize("own", [path("<slug:name>/", view), re_path("^(?:a|b)/$", view), path("", view)])
def test_a_url_that_can_begin_with_any_word_is_always_tried(own):
    assert PartRoute([*NESTED, own]).match("nowhere/") == ("nowhere/", (), {})


def test_few_urls_are_tried_for_a_first_word_that_no_url_has():
    with pytest.raises(Resolver404) as raised:
        resolve("/nowhere/")

    tried = raised.value.args[0]["tried"]
    assert len(tried) < len(list(addresses())) / 10
