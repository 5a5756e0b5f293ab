"""Quoted against actual, line by line."""
