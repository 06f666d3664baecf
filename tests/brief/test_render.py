"""Each form of a briefing, read back by a library of its own; and what a hostile source may try."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as pages
from tests.brief.conftest import Brief

from banggiao.brief import Document, rendered
from banggiao.brief.document import Bar, Chart, Heading, Note, Piece, Row, Section, Statement, Table, filled, text
from banggiao.store import Ledger

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = [
    '"); #panic("x") //',
    "<script>alert(1)</script>",
    "| a | b |\n# c",
    "$x$ \\ #let _*`~[a](b)",
    "\x00\x0b\u2028",
    "{{ x }} &amp; ]]>",
]


def small(words: str) -> Document:
    """A document of every kind of block, all with the same words."""
    pieces = (Piece(words), Piece(words, foreign=True), Piece(words, strong=True))
    blocks = (
        Heading(words),
        Statement(pieces, (1,)),
        Table((words, words), (Row((pieces, ()), (1,)),), (2, 1)),
        Chart(words, (Bar(words, words, 0.5, (1,)), Bar(words, words, None))),
    )
    return Document(
        title=words, language="en", facts=((words, words),), hint=words, sections=(Section("one", words, blocks),),
        notes=(Note(1, words, words, "https://bao.example/1"),), notes_title=words, notes_head=words, contents_title=words,
        contents_hint=words, page="Page", foreign_mark="[in Vietnamese]",
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(samples: Ledger, write: Brief) -> Document:
    return write(samples, "VN", "IN", "vi", purpose="điện đàm với ông Subrahmanyam Jaishankar")


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_words_of_a_source_stay_words(form: str, words: str) -> None:
    """Nothing in them is a command, a tag, a link or the end of anything."""
    data = rendered(small(words), form)
    if form == "html":
        page = pages.fromstring(data)
        assert page.findall(".//script") == [] and len(page.findall(".//h2")) == 3
    if form == "md":
        lines = data.decode().splitlines()
        assert sum(line.startswith("# ") for line in lines) == 1 and len([line for line in lines if line.startswith("|")]) == 3


# Word


@pytest.fixture(scope="module")
def word(made: Document) -> Any:
    docx = pytest.importorskip("docx")
    return docx.Document(io.BytesIO(rendered(made, "docx")))


def test_word_has_native_headings_in_order(made: Document, word: Any) -> None:
    heads = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    assert heads == [*(section.title for section in made.sections), made.notes_title]
    assert word.paragraphs[0].style.name == "Title" and word.core_properties.title == made.title


def test_word_has_a_real_table_of_contents(made: Document, word: Any) -> None:
    body = word.element.body
    assert [one.text.split()[0] for one in body.iter(f"{W}instrText")] == ["TOC"]
    assert [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")] == ["begin", "separate", "end"]


def test_every_link_of_the_word_file_leads_to_a_bookmark(made: Document, word: Any) -> None:
    body = word.element.body
    names = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    numbers = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkStart")]
    asked = {one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")}
    assert len(set(numbers)) == len(names) == len(set(names))
    assert asked <= set(names) and {f"n{note.number}" for note in made.notes} <= asked


def test_word_marks_the_language_of_quotes(word: Any) -> None:
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs if run.style.name == "Source words"]
    assert runs and all(run._r.rPr.find(f"{W}lang").get(f"{W}val") == "vi-VN" for run in runs)


def test_equal_documents_give_equal_word_files(made: Document) -> None:
    one, two = rendered(made, "docx"), rendered(made, "docx")
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert all(etree.fromstring(archive.read(name)) is not None for name in archive.namelist() if name.endswith(".xml"))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_file(made: Document, tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(rendered(made, "docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text", "b.docx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    assert made.title in (tmp_path / "b.txt").read_text("utf-8-sig")


# PDF


def test_pdf_text_has_its_diacritics_and_bookmarks(made: Document) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    reader = pypdf.PdfReader(io.BytesIO(rendered(made, "pdf")))
    found = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert made.title in found and "Đối tác chiến lược toàn diện" in found and "[1]" in found
    bookmarks = [one.title for one in reader.outline if not isinstance(one, list)]
    assert bookmarks == [*(section.title for section in made.sections), made.notes_title]
    assert reader.metadata and reader.metadata.title == made.title
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in (page["/Resources"]["/Font"] or {}).values()}  # type: ignore[index]
    assert fonts and all("BeVietnamPro" in name for name in map(str, fonts))


# HTML and Markdown


def test_every_link_of_the_page_leads_to_a_place_in_it(made: Document) -> None:
    page = pages.fromstring(rendered(made, "html"))
    ids = page.xpath("//@id")
    inner = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert len(ids) == len(set(ids)) and inner <= set(ids) and {f"n{note.number}" for note in made.notes} <= inner
    assert page.xpath("//*[@src] | //link | //script") == [] and page.get("lang") == "vi"


def test_every_reference_of_the_markdown_has_its_note(made: Document) -> None:
    data = rendered(made, "md").decode()
    assert set(re.findall(r"\]\(#n(\d+)\)", data)) == set(re.findall(r'<a id="n(\d+)">', data))


def test_a_column_in_which_nothing_is_said_is_left_out() -> None:
    table = filled(("a", "b"), (Row((text("x"), ())), Row((text("y"), ()))), (3, 1))
    assert (table.heads, table.widths, [row.cells for row in table.rows]) == (("a",), (3,), [(text("x"),), (text("y"),)])
