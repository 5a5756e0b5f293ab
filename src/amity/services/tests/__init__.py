"""Tests of the services map."""
