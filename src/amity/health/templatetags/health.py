"""Draw health in templates."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from amity.health import cells, wording
from amity.ui.links import address_with

register = template.Library()


@register.filter
def health_number(shown: Any) -> SafeString:
    """`{{ shown|health_number }}`: a score with its shape, and a line as long as it is known."""
    return cells.number(shown, wording.SHAPES[shown.band])


@register.filter
def health_address(account_id: int) -> str:
    """`{{ account_id|health_address }}`: the page that explains an account's health."""
    return address_with("health:account", account_id)


@register.filter
def health_spark(shown: Any) -> SafeString:
    """`{{ shown|health_spark }}`: the last 90 days as a sparkline."""
    return cells.spark(shown.trend, wording.SHAPES[shown.band])


@register.filter
def health_band(band: str) -> str | Promise:
    """`{{ band|health_band }}`: a band in words."""
    return wording.BANDS[band]
