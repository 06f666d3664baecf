"""The addresses of the pages that count dealings."""

from starlette.routing import Route

from banggiao.web.dealings import Counted
from banggiao.web.map import Map
from banggiao.web.network import Network
from banggiao.web.pages import Pages
from banggiao.web.trends import Trends


def overview_routes(pages: Pages) -> list[Route]:
    """Map, network, trends, and the list behind their numbers."""
    return [
        Route("/map", Map(pages).map),
        Route("/network", Network(pages).network),
        Route("/trends", Trends(pages).trends),
        Route("/contacts", Counted(pages).contacts),
    ]
