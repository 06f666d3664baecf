"""Delivered text to cleaned text with an exact edit list, and its zones."""

from banggiao.cleaning.clean import clean

__all__ = ["clean"]
