"""Import the models of the part's nouns, for Django."""

from amity.portal.access.models import Access
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.portal.pulse.models import Pulse, PulseSetting
from amity.portal.requests.models import OwnRequest
from amity.portal.visitors.models import Device, EmailedCode
from amity.portal.work.models import OwnComment

__all__ = [
    "Access",
    "Answer",
    "AnswerLink",
    "Device",
    "EmailedCode",
    "OwnComment",
    "OwnRequest",
    "Pulse",
    "PulseSetting",
]
