"""Modules that the interpreter of a started process imports by itself."""
