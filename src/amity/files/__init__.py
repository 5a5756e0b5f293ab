"""Stored files: taken in a stream under a limit, checked, kept outside the web root, served through rights.

Terms: stored file, owner, reader (a part's hook that lets others read its files). Main commands: `store`, `remove`.
"""
