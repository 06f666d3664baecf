"""Which language a page is shown in.

Guarantees: the first of these that names a language we have decides: ``?lang=``, the cookie, the browser's Accept-Language by its
weights, the setting.
"""

from starlette.requests import Request
from starlette.responses import Response

from banggiao.settings import LANGUAGES

PARAMETER = "lang"
_COOKIE = "lang"
_YEAR_SECONDS = 365 * 24 * 3600
_LONGEST_HEADER = 500


def language_of(request: Request, default: str) -> str:
    """The language that a request is answered in."""
    for given in (request.query_params.get(PARAMETER), request.cookies.get(_COOKIE)):
        if given in LANGUAGES:
            return given
    return preferred(request.headers.get("accept-language", ""), default)


def preferred(header: str, default: str) -> str:
    """The language we have that an Accept-Language header weighs highest; of equal ones the first named."""
    best, weight = default, 0.0
    for part in header[:_LONGEST_HEADER].split(","):
        tag, _, quality = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in LANGUAGES and (found := _weight(quality)) > weight:
            best, weight = language, found
    return best


def _weight(quality: str) -> float:
    """The weight of ``q=0.8``; 1 where none is given, 0 where it is no number between 0 and 1."""
    name, _, value = quality.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip() == "q" and 0 <= weight <= 1 else 0.0


def remember(request: Request, response: Response) -> None:
    """Keep a language asked for by parameter in a cookie; nothing else is ever kept in the browser by the server."""
    asked = request.query_params.get(PARAMETER)
    if asked in LANGUAGES:
        response.set_cookie(_COOKIE, asked, max_age=_YEAR_SECONDS, httponly=True, samesite="lax", path="/")
