"""Starts scheduled work in the agency's time zone, once for all workers."""

import logging
import time
from datetime import datetime, timedelta, tzinfo
from typing import Final

from cronsim import CronSim
from django.utils import timezone

from amity.jobs.models import Ticked
from amity.jobs.registry import Schedule, schedules, time_zone
from amity.shared.query_count import counted_queries

log = logging.getLogger("amity.jobs")
LARGEST_CORRECTION: Final = timedelta(days=1)
"""A last start further in the future than this comes from a wrong clock. Waiting for it could take years."""


def tick(now: datetime) -> list[str]:
    """Start the work that is due, and return its names. A missed run is made up once."""
    begun, zone, before = [], time_zone(), dict(Ticked.objects.values_list("name", "at"))
    for schedule in schedules.values():
        if _take(schedule, before.get(schedule.name), now, zone):
            begun.append(schedule.name)
            _run(schedule, now, zone)
    return begun


def _run(schedule: Schedule, now: datetime, zone: tzinfo) -> None:
    began = time.perf_counter()
    with counted_queries() as queries:
        try:
            with timezone.override(zone):
                schedule.run(now)
        except Exception:
            log.exception("scheduled work %s failed", schedule.name)
            return
    fields = {"ms": round((time.perf_counter() - began) * 1000, 1), "queries": queries.number}
    log.info("scheduled work %s done", schedule.name, extra={"fields": fields})


def _take(schedule: Schedule, last: datetime | None, now: datetime, zone: tzinfo) -> bool:
    if last is None:
        Ticked.objects.get_or_create(name=schedule.name, defaults={"at": now})
        return False
    if last - now > LARGEST_CORRECTION:
        Ticked.objects.filter(name=schedule.name, at=last).update(at=now)
        return False
    due = next(CronSim(schedule.cron, last.astimezone(zone)))
    return due <= now and bool(Ticked.objects.filter(name=schedule.name, at=last).update(at=now))
