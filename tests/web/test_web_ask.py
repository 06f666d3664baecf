"""The page of questions: what it answers, how it understood, and that silence is told and nothing invented."""

import re

import pytest
from fastapi.testclient import TestClient

# question, language, what the page says
ANSWERS = [
    ("Việt Nam và Lào đã nhất trí gì về thương mại?", "vi", ["Hiểu là: Cam kết; các bên Việt Nam – Lào; lĩnh vực thương mại", "nhất trí nâng kim ngạch"]),
    ("What did Vietnam and Laos agree on trade?", "en", ["Understood as: Commitments; parties Vietnam – Laos", "nhất trí nâng kim ngạch"]),
    ("Việt Nam và Lào đã nhất trí gì về du lịch?", "vi", ["lĩnh vực du lịch", "Không có bằng chứng trong 2 bài, đăng từ 2024-03-12."]),
    ("What did Vietnam and Laos agree on tourism?", "en", ["No evidence (articles looked at: 2, published since 2024-03-12)."]),
    ("Bao giờ trời mưa?", "vi", ["Hiểu là: ?", "Không rõ câu hỏi hỏi gì"]),
    ("Hồ sơ cho cuộc điện đàm Việt Nam - Lào", "vi", ["banggiao brief"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "language", "said"), ANSWERS)
def test_answers(client: TestClient, question: str, language: str, said: list[str]) -> None:
    answer = client.get("/ask", params={"q": question}, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert [words for words in said if words not in answer.text] == []


def test_rows_lead_to_their_words(client: TestClient) -> None:
    page = client.get("/ask", params={"q": "Việt Nam và Lào đã nhất trí gì về thương mại?"}).text
    address = re.search(r'<q class="words-told" lang="vi"><a href="(/articles/[^"]+)#(w\d+-\d+)"', page)
    assert address
    assert f'id="{address.group(2)}"' in client.get(address.group(1)).text


def test_a_question_is_only_shown(client: TestClient) -> None:
    page = client.get("/ask", params={"q": '"><script>hit()</script>'}).text
    assert "<script>hit" not in page and "&lt;script&gt;hit()" in page


def test_the_navigation_leads_there(client: TestClient, empty: TestClient) -> None:
    assert '<a href="/ask">Hỏi</a>' in client.get("/").text
    assert '<a href="/ask" aria-current="page">Hỏi</a>' in client.get("/ask").text
    assert empty.get("/ask").status_code == 200
