"""Metrics in the format of Prometheus: requests of all web processes, and figures that the parts register."""

import logging
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from django.db import DatabaseError
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from amity.shared.measures import Measure, measures

SHARED_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which the web processes add up their counts. `amity web` sets it."""
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
QUERIES: Final = (1, 5, 10, 20, 40, 80, 160)

requests = Counter("amity_requests", "Answered requests", ["method", "route", "status"])
request_seconds = Histogram("amity_request_seconds", "Time to answer a request", ["route"], buckets=SECONDS)
request_queries = Histogram("amity_request_queries", "Database queries of a request", ["route"], buckets=QUERIES)
log = logging.getLogger("amity.metrics")


def count_request(*, method: str, route: str, status: int, seconds: float, queries: int) -> None:
    """Count an answered request. Unknown methods are one, since anyone can invent them."""
    requests.labels(method if method in METHODS else "other", route, str(status)).inc()
    request_seconds.labels(route).observe(seconds)
    request_queries.labels(route).observe(queries)


def page(now: datetime) -> bytes:
    """Return all metrics as text."""
    figures = CollectorRegistry()
    figures.register(_Figures(now))
    return generate_latest(_counted()) + generate_latest(figures)


def _counted() -> CollectorRegistry:
    if not os.environ.get(SHARED_FOLDER):
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call] # the library has no types here
    return together


class _Figures(Collector):
    """Reads the registered figures. A database that doesn't answer is a figure too."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Yield nothing, so that registering doesn't read the figures."""
        yield from ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each figure."""
        answers = 1
        for measure in measures.values():
            try:
                value = measure.read(self.now)
            except DatabaseError as fault:
                log.warning("%s could not be read: %s", measure.name, type(fault).__name__)
                answers = 0
                break
            if value is not None:
                yield _gauge(measure, value)
        yield GaugeMetricFamily("amity_database_up", "1 if the database answers", value=answers)


def _gauge(measure: Measure, value: float | Mapping[str, float]) -> GaugeMetricFamily:
    name = f"amity_{measure.name}"
    if not isinstance(value, Mapping):
        return GaugeMetricFamily(name, measure.meaning, value=value)
    gauge = GaugeMetricFamily(name, measure.meaning, labels=[measure.label])
    for label, number in value.items():
        gauge.add_metric([label], number)
    return gauge
