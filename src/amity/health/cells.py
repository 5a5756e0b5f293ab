"""The cell of health in the list of accounts, drawn as text: the score, how sure it is, and the last 90 days."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amity.health import wording
from amity.shared.caches.reading import once_a_page
from amity.ui import formats
from amity.ui.links import address_with
from amity.ui.templatetags.amity import shape

WIDTH, HEIGHT, EDGE = 64, 20, 3
FRESH: Final = timedelta(hours=36)
"""An older snapshot says how old it is."""
LEAST_SPAN: Final = 20
"""A sparkline covers at least so many points of health, so that a small change doesn't look large."""


def health(_context: Context, row: Any, _score: Any) -> SafeString:
    """Draw the score with its line of confidence and its sparkline, as a link to the page that explains it."""
    shown = row.facts.get("health")
    if shown is None:
        return format_html('<span class="none">{}</span>', "–")
    state = wording.SHAPES[shown.band]
    return format_html(
        '<a class="quiet hl-cell" href="{}">{}{}{}</a>', address_with("health:account", row.pk), number(shown, state),
        spark(shown.trend, state), _age(shown),
    )  # fmt: skip


def number(shown: Any, state: str) -> SafeString:
    """Draw a score with its shape, and a line as long as it is known. Pages have few different ones."""
    drawn = (shown.score, shown.confidence, shown.band, state)
    return once_a_page(("number of health", drawn), lambda: _number(*drawn))


def _number(score: int | None, confidence: int, band: str, state: str) -> SafeString:
    return format_html(
        '<span class="hl is-{}"><span class="n"><span>{}</span><svg class="c" viewBox="0 0 100 3" '
        'preserveAspectRatio="none" aria-hidden="true"><path class="k" d="M0 1.5H{}"/><path class="u" d="M{} 1.5H100"/>'
        '</svg></span>{}<span class="visually-hidden">{}</span></span>',
        state,
        "–" if score is None else score,
        confidence,
        confidence,
        shape(state),
        _("%(band)s, %(share)s known")
        % {"band": wording.BANDS[band], "share": formats.percent(confidence * 100, places=0)},
    )


def spark(trend: Sequence[int | None], state: str) -> SafeString:
    """Draw the scores of the last weeks as a line that ends in a dot. Unknown weeks are left out."""
    points = [(place, score) for place, score in enumerate(trend) if score is not None]
    if len(points) < 2 or trend[-1] is None:
        return mark_safe("")
    low, high = min(score for _p, score in points), max(score for _p, score in points)
    span, step = max(high - low, LEAST_SPAN), (WIDTH - 6) / (len(trend) - 1)
    middle = (low + high) / 2
    drawn = [
        f"{2 + place * step:.1f} {HEIGHT / 2 - (score - middle) * (HEIGHT - 2 * EDGE) / span:.1f}"
        for place, score in points
    ]
    x, y = drawn[-1].split()
    return mark_safe(  # noqa: S308 - numbers and a word of ours
        f'<svg class="spark is-{state}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f'<path d="M{"L".join(drawn)}"/><circle cx="{x}" cy="{y}" r="2.5"/></svg>'
    )


def _age(shown: Any) -> SafeString:
    if timezone.now() - shown.at < FRESH:
        return mark_safe("")
    day = formats.day_and_month(timezone.localdate(shown.at))
    return format_html('<small class="faint">{}</small>', _("as of %(day)s") % {"day": day})
