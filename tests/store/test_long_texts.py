"""Words of texts of any length are found on both stores."""

from tests.made import LORE, made_article, plain_read
from tests.postgres import Place

from banggiao.dossier import articles
from banggiao.store import open_ledger
from banggiao.store.put import put
from banggiao.store.words import LETTERS


def test_the_last_word_of_a_long_text_is_found(place: Place) -> None:
    filler = "mot hai ba bon nam " * (3 * LETTERS // 19)
    texts = {
        "long": f"Đầu tiên {filler} Cuối cùng",
        "glued": f"Đầu {'x' * (LETTERS + 5)} cuối",
        "varied": " ".join(f"chữ{number}" for number in range(60_000)) + " cuối",
        "short": "Đầu và cuối",
    }
    with open_ledger(place("l"), create=True) as ledger:
        with ledger.writing() as connection:
            made = [made_article(key, text) for key, text in texts.items()]
            put(connection, [(article, plain_read(article, LORE)) for article in made], "made-1")

        def found(words: str) -> set[str]:
            return {row.source.article for row in articles(ledger, words=words).rows}

        assert found("cuoi") == set(texts)
        assert found("đầu tiên") == {"long"}
        assert found("cung dau") == {"long"}
        assert found("chu59999 CHU1") == {"varied"}


def test_more_different_words_than_a_vector_holds_are_kept_and_found_as_far_as_it_goes(place: Place) -> None:
    text = "đầu " + " ".join(f"word{number:012}" for number in range(90_000)) + " cuối"
    with open_ledger(place("l"), create=True) as ledger:
        with ledger.writing() as connection:
            article = made_article("a", text)
            put(connection, [(article, plain_read(article, LORE))], "made-1")
        assert articles(ledger, words="dau word000000000007").total == 1
        assert articles(ledger, words="cuoi").total == (1 if ledger.on_sqlite else 0)
