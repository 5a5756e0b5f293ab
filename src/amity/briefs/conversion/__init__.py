"""Conversion of a confirmed brief to work, at a chosen price."""
