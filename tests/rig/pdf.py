"""The text of a PDF, as a reader finds it."""

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError


def pdf_text(content: bytes) -> str:
    """Return the text of every page. A file that isn't a valid PDF, as some test uploads, is decoded as text."""
    try:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    except PyPdfError:
        return content.decode("utf-8", "replace")
