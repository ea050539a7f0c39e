"""Tests of linkatlas; the folders mirror the three packages."""
