"""Import the models of the part's nouns, for Django."""

from amity.portal.visitors.models import Device, EmailedCode

__all__ = ["Device", "EmailedCode"]
