"""Tests of profitability. The arithmetic needs no database."""
