"""The web pages: the ledger for people, served on this machine.

``create_app(settings)`` gives the application (ASGI); ``banggiao serve`` runs it. Pages: ``/``, ``/articles``, ``/articles/{id}``,
``/pairs``, ``/pairs/{A-B}``, ``/events/{id}``, each in Vietnamese and English, readable without a script.
"""

from banggiao.web.app import create_app

__all__ = ["create_app"]
