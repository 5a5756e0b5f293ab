"""Tests of the evaluation of insights."""
