"""Stored files: streamed up to a size limit, checked, stored outside the web root, and downloaded with permission.

Terms: stored file, owner, reader (a part's hook that lets others read its files). Main commands: `store`, `remove`.
"""
