"""Files, folders, archives and streams to articles; nothing that cannot be read stops a run."""

from banggiao.intake.walk import articles

__all__ = ["articles"]
