"""Tests of contact reports."""
