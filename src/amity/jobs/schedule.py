"""Starts scheduled work in the agency's time zone, once for all workers."""

import logging
from datetime import datetime, tzinfo

from cronsim import CronSim
from django.utils import timezone

from amity.jobs.models import Ticked
from amity.jobs.registry import Schedule, schedules, time_zone

log = logging.getLogger("amity.jobs")


def tick(now: datetime) -> list[str]:
    """Start the work that is due, and return its names. A missed run is made up once."""
    begun, zone = [], time_zone()
    for schedule in schedules.values():
        if _take(schedule, now, zone):
            begun.append(schedule.name)
            try:
                with timezone.override(zone):
                    schedule.run(now)
            except Exception:
                log.exception("scheduled work %s failed", schedule.name)
    return begun


def _take(schedule: Schedule, now: datetime, zone: tzinfo) -> bool:
    last, is_new = Ticked.objects.get_or_create(name=schedule.name, defaults={"at": now})
    if is_new:
        return False
    due = next(CronSim(schedule.cron, last.at.astimezone(zone)))
    return due <= now and bool(Ticked.objects.filter(name=schedule.name, at=last.at).update(at=now))
