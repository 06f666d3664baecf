"""Placeholder of a stage; filled in by its first module."""
