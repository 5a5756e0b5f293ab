"""Words of transcripts: their formats, and what could only be read in part."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from amity.conversations.transcripts import rules

FORMATS: Final = {rules.VTT: "VTT", rules.SRT: "SRT", rules.DOCX: "DOCX", rules.TXT: lazy("Text")}
REMARKS: Final = {
    rules.BAD_CUES: lazy("Some lines have no readable time and are missing."),
    rules.BAD_CHARACTERS: lazy("Unreadable characters were left out."),
    rules.GUESSED_ENCODING: lazy("The text encoding isn’t stated. Check names with accents."),
    rules.NO_TIMES: lazy("The file has no times."),
    rules.NO_SPEAKERS: lazy("The file doesn’t state who is speaking."),
    rules.CUT_OFF: lazy("The file ends in the middle of a line."),
}
