"""Tests against servers that agencies run, in a stage of their own."""
