"""What tests of input share: a report in our own words, and the type of the reader of paths."""

from collections.abc import Callable

from banggiao.model.article import Article

REPORT = "Việt Nam và Lào hội đàm tại Viêng Chăn. Hai bên nhất trí đẩy mạnh hợp tác về giáo dục, chuyển đổi số và thương mại."

Read = Callable[..., tuple[list[Article], list[str]]]
