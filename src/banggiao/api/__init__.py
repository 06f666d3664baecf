"""The API: all that the pages show, for programs, under ``/api/v1``.

``create_api(ledger, lore)`` gives the application to mount there; its description is ``/api/v1/openapi.json``.
"""

from banggiao.api.app import create_api

__all__ = ["create_api"]
