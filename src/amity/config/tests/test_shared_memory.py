"""The web processes share what is loaded once, and the collector of cycles leaves it alone."""

import gc
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from django.db import connections
from django.urls import clear_url_caches, get_resolver
from gunicorn.app.wsgiapp import WSGIApplication  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from amity.config.serving import gunicorn_settings, running
from amity.config.serving.collector import (
    NEW_OBJECTS,
    NEW_OBJECTS_BETWEEN_ANSWERS,
    NEW_OBJECTS_WITHIN_ANSWER,
    YOUNG,
    collect_between_answers,
    spare_what_is_loaded,
)
from amity.config.serving.gunicorn_worker import WholeRequests
from amity.jobs import worker
from amity.shared import folder_lock
from tests.rig.children import around

LOADED = """
import sys
from amity.agency.calendars import public_holidays
from amity.shared import typesetting
days = public_holidays("DE", 2026)
print(len(days), *(name for name in sys.modules if "holidays.countries." in name or name == "typst"))
"""
SERVING = """
import sys
from types import SimpleNamespace
from amity.config.wsgi import application
from amity.config.serving import gunicorn_settings
gunicorn_settings.when_ready(SimpleNamespace(cfg=SimpleNamespace(workers=1)))
from amity.accounts.pins.rest import PinnedShape
from amity.api.shapes import Body
print("icalendar" in sys.modules, PinnedShape.__pydantic_complete__, Body.__pydantic_complete__)
"""

SEVERAL = """
import sys
from types import SimpleNamespace
from amity.config.wsgi import application
from amity.config.serving import gunicorn_settings
gunicorn_settings.when_ready(SimpleNamespace(cfg=SimpleNamespace(workers=2)))
from django.template import engines
from django.utils import translation
from amity.agreements.models import Agreement
from amity.api import documents, site, views
from amity.config.serving import preloading, references
print("fields_map" in vars(Agreement._meta), "cached_col" in vars(Agreement._meta.pk))
print("related_manager_cls" in vars(vars(Agreement)["projects"]))
parsed = engines["django"].engine.template_loaders[0].loaders[0].get_template_cache
print(len(preloading.template_names()) > 800, {*preloading.template_names()} <= parsed.keys())
print(sys.getrefcount(views.docs) == references.IMMORTAL or not references.can_stop_counting())
apart = {name: documents.made_apart(name) for name in (documents.SCHEMA, "en", "de")}
print(site.served()._as_json == b"")
documents._made.clear()
print(apart[documents.SCHEMA] == site.served().schema_text().decode())
for language in ("en", "de"):
    with translation.override(language):
        print(apart[language] == views.reference(site.served(), language))
"""
ONE = SimpleNamespace(cfg=SimpleNamespace(workers=1))


SOME = 10_000


@pytest.fixture(autouse=True)
def collector():
    """Leave the thresholds of the test's own process as they were. All tests are frozen, and remain so: collecting
    them takes seconds.
    """
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.fixture
def newly_frozen():
    """Make new objects, and return a count of what has been frozen since."""
    new, before = [[] for _number in range(SOME)], gc.get_freeze_count()  # type: ignore[var-annotated]
    yield lambda: gc.get_freeze_count() - before
    assert new


@pytest.fixture
def closed(monkeypatch):
    """Count how often all connections are closed, and leave that of the test open."""
    times = []
    monkeypatch.setattr(connections, "close_all", lambda: times.append(1))
    return times


def test_the_server_is_started_with_these_settings(monkeypatch):
    words = running._gunicorn(Namespace(host="127.0.0.1", port=1, processes=2, threads=3))
    monkeypatch.setattr(sys, "argv", words[2:])

    settings = WSGIApplication().cfg

    assert settings.preload_app
    assert settings.when_ready is gunicorn_settings.when_ready
    assert (settings.worker_class, settings.workers, settings.threads) == (WholeRequests, 2, 3)


def test_what_is_loaded_before_the_fork_is_frozen_without_a_connection(closed, newly_frozen):
    gunicorn_settings.when_ready(ONE)

    assert newly_frozen() >= SOME
    assert closed


def test_addresses_of_every_language_are_listed_before_the_fork(closed, settings):
    clear_url_caches()
    try:
        gunicorn_settings.when_ready(ONE)

        languages = {language for language, _name in settings.LANGUAGES}
        assert languages <= get_resolver()._reverse_dict.keys()
        for _prefix, part in get_resolver().namespace_dict.values():
            assert languages <= part._reverse_dict.keys()
    finally:
        clear_url_caches()


def test_the_worker_of_jobs_collects_rarely(monkeypatch, newly_frozen):
    for name in ("_refuse_read_only", "hold_instance", "hold_known"):
        monkeypatch.setattr(running, name, lambda: None)
    monkeypatch.setattr(folder_lock, "use", lambda folder: None)
    seen = []
    monkeypatch.setattr(worker, "run", lambda: seen.append((gc.get_threshold(), newly_frozen() >= SOME)))

    running.work(Namespace())

    assert seen == [((NEW_OBJECTS, 20, 50), True)]


def test_a_process_freezes_its_own_start_and_collects_rarely(monkeypatch, newly_frozen):
    monkeypatch.setattr(ThreadWorker, "load_wsgi", lambda worker: None)

    WholeRequests.load_wsgi(WholeRequests.__new__(WholeRequests))

    assert gc.get_threshold() == (NEW_OBJECTS_WITHIN_ANSWER, 20, 50)
    assert newly_frozen() >= SOME


class Answering:
    """An application whose answer makes some new objects, and counts the collections while it does."""

    def __init__(self, objects: int) -> None:
        self.objects, self.made, self.within = objects, list[list[object]](), 0

    def handle_request(self, req: object, conn: object) -> bool:
        before = _collections()
        self.made = [[] for _number in range(self.objects)]
        self.within = _collections() - before
        return True


def _collections() -> int:
    return sum(generation["collections"] for generation in gc.get_stats())


@pytest.mark.parametrize(("objects", "after"), [(100, 0), (NEW_OBJECTS_BETWEEN_ANSWERS + 100, 1)])
def test_an_answer_is_sent_before_the_collector_runs(monkeypatch, objects, after):
    answering = Answering(objects)
    monkeypatch.setattr(ThreadWorker, "handle_request", answering.handle_request)
    spare_what_is_loaded(NEW_OBJECTS_WITHIN_ANSWER)
    before = _collections()

    kept = WholeRequests.handle_request(WholeRequests.__new__(WholeRequests), None, MagicMock())

    assert kept
    assert (answering.within, _collections() - before) == (0, after)


def test_older_objects_are_collected_between_answers_too():
    spare_what_is_loaded(NEW_OBJECTS_WITHIN_ANSWER)
    for _run in range(YOUNG + 1):
        gc.collect(0)
    new = [[] for _number in range(NEW_OBJECTS_BETWEEN_ANSWERS + 100)]  # type: ignore[var-annotated]
    before = [generation["collections"] for generation in gc.get_stats()]

    collect_between_answers()

    after = [generation["collections"] for generation in gc.get_stats()]
    assert [now - then for then, now in zip(before, after, strict=True)] == [0, 1, 0]
    assert new


def test_a_process_loads_the_tables_of_its_own_country_and_no_typesetter(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", LOADED], env=around(tmp_path), capture_output=True, text=True, check=True
    )

    assert ended.stdout.split() == ["9", "holidays.countries.germany"]


def test_the_web_server_loads_no_calendar_files_and_no_models_of_responses(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", SERVING], env=around(tmp_path), capture_output=True, text=True, check=True
    )

    assert ended.stdout.split() == ["False", "False", "True"]


def test_several_processes_share_templates_and_the_documents_of_the_api(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", SEVERAL], env=around(tmp_path), capture_output=True, text=True, check=True
    )

    assert ended.stdout.split() == ["True"] * 10


def test_the_web_server_keeps_little_of_what_it_freed_unless_it_is_set(monkeypatch):
    arenas, large, _rest = running.ALLOCATION
    monkeypatch.setenv(arenas, "4")
    monkeypatch.delenv(large, raising=False)
    for name in ("_prepare", "_share_counts"):
        monkeypatch.setattr(running, name, lambda: None)
    started = []
    monkeypatch.setattr(os, "execv", lambda path, words: started.append((os.environ[arenas], os.environ[large])))

    start: Callable[[Namespace], object] = running.web
    start(Namespace(host="127.0.0.1", port=1, processes=1, threads=1))

    assert started == [("4", running.ALLOCATION[large])]
