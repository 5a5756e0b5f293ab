"""Every email, document and page that leaves Amity or is read without signing in, as one plain text to proofread.

Terms: text (one email, PDF or page as its reader gets it), stage (the demo agency at a fixed moment, and who acts in
it). Usage: `python -m tooling.texts [--to FILE] [--language de]`.
"""
