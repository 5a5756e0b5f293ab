"""Tests of the evaluation of white space."""
