"""The interface and its components: base page, forms, slots, list kit, formats, charts. Knows no business terms.

Terms: a *slot* is a named place where parts register entries; a *list page* is declared, not written; *ways* are a
person's formats of numbers, dates and hours; a *nonce* prevents a form from being sent twice.
"""
