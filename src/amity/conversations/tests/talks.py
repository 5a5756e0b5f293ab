"""Transcripts for tests: a short call as Teams saves it, and Word documents."""

import io
import zipfile

CALL = """WEBVTT

a-0
00:00:04.000 --> 00:00:08.000
<v Dana Whitlock>Good morning, nice to see you.</v>

a-1
00:14:05.120 --> 00:14:11.000
<v Dana Whitlock>Can you send me something I can show
the drivers’ union next week?</v>

a-2
00:14:12.000 --> 00:14:20.000
<v Mara Okafor>We will have the list of phones
for you by Friday.</v>

a-3
00:21:00.000 --> 00:21:04.000
<v Dana Whitlock>Never show a fare without VAT.</v>
"""

_HEAD = '<?xml version="1.0"?>'
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_document(*paragraphs, body=None, **members):
    """Return a document whose paragraphs have the lines of each text."""
    text = "".join(
        "<w:p><w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in paragraph.split("\n")) + "</w:r></w:p>"
        for paragraph in paragraphs
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        whole = f"{_HEAD}<w:document {_NAMESPACE}><w:body>{text}</w:body></w:document>"
        archive.writestr("word/document.xml", body or whole)
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
