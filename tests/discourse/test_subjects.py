"""The subject that carries over into a sentence without one."""

from tests.scenes import scene_of


def test_subject_carries_over() -> None:
    text = "Thủ tướng Lào Khăm-phút Xay-nha cảm ơn Pháp. Đồng thời, đề nghị Pháp tiếp tục hỗ trợ."
    found = scene_of(text)
    carried = found.subjects[1]
    assert carried is not None
    assert carried.codes == ("LA",)


def test_first_sentence_has_none() -> None:
    assert scene_of("Thủ tướng Lào cảm ơn Pháp.").subjects[0] is None


def test_an_actor_after_of_is_no_subject() -> None:
    found = scene_of("Theo Bộ Ngoại giao Lào, tình hình ổn định. Ngoài ra, cần hợp tác.")
    assert found.subjects[1] is None or found.subjects[1].codes == ("LA",)
