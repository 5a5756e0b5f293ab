"""Tests across parts, and the rig that all tests use."""
