"""Checks of consistency: rules that records can break, each a small function in one table."""
