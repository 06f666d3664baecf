"""Parts of addresses that may hold anything: ids are what those who delivered articles chose.

Guarantees: whatever an id holds, the address made for it leads to it and to nothing else; programs that tidy addresses up do not
change it.
"""

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Mount, compile_path
from starlette.types import ASGIApp

from banggiao.model.wire import of_segment, segment

__all__ = ["Below", "of_segment", "segment"]


class _Anything(Convertor[str]):
    """A part of a path that may hold anything, slashes and line ends included."""

    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        """The part as it is."""
        return value

    def to_string(self, value: str) -> str:
        """The part as it is."""
        return value


class _AnythingOrNothing(_Anything):
    """The same, or nothing at all."""

    regex = r"[\s\S]*"


register_url_convertor("anything", _Anything())
register_url_convertor("rest", _AnythingOrNothing())


class Below(Mount):
    """An application below a path, whatever the rest of the path holds: Starlette's own ends at a line's end."""

    def __init__(self, path: str, app: ASGIApp) -> None:
        super().__init__(path, app)
        self.path_regex, self.path_format, self.param_convertors = compile_path(f"{self.path}/{{path:rest}}")
