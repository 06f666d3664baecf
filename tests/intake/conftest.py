"""A reader of paths that sorts articles from refusals."""

from pathlib import Path

import pytest
from tests.inputs import Read

from banggiao.errors import InputError
from banggiao.intake import articles
from banggiao.model.article import Article


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads paths below the test's folder: the articles, and each refusal as ``name: reason``."""

    def run(*names: str, published: str | None = None) -> tuple[list[Article], list[str]]:
        found = list(articles([tmp_path / name for name in names], published))
        refusals = [str(item).replace(f"{tmp_path}/", "") for item in found if isinstance(item, InputError)]
        return [item for item in found if isinstance(item, Article)], refusals

    return run
