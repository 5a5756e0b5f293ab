"""Sentences of talks and emails that could become records."""
