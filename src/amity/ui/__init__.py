"""The look and its parts: base page, components, forms, slots, list kit, formats, charts. Knows nothing of the field.

Terms: a *slot* is a named place that parts register entries into; a *list page* is declared, not written; *ways* are
how one person likes numbers, dates and hours; a *nonce* lets a form count once.
"""
