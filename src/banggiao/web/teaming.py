"""The pages that a team has besides: logging in, one's account, the accounts, the log."""

from starlette.routing import Route

from banggiao.web.keeping import Keeping
from banggiao.web.pages import Pages
from banggiao.web.shares import Share
from banggiao.web.signing import Signing, Tries


def team_routes(pages: Pages, share: Share) -> list[Route]:
    """The routes of a team's own pages."""
    signing, keeping = Signing(pages, Tries().shared(share.part)), Keeping(pages)
    return [
        Route("/login", signing.login, methods=["GET"]),
        Route("/login", signing.enter, methods=["POST"]),
        Route("/logout", signing.leave, methods=["POST"]),
        Route("/account", signing.account, methods=["GET"]),
        Route("/account", signing.change, methods=["POST"]),
        Route("/users", keeping.users, methods=["GET"]),
        Route("/users", keeping.change, methods=["POST"]),
        Route("/audit", keeping.audit, methods=["GET"]),
    ]
