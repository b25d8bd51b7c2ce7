"""What became of a quote, case by case."""

import pytest

from dongbo.engines.anchors import Anchored, AnchorState, Candidate, Quote, follow, quote_at, quote_of

BEFORE = (
    "Trách nhiệm thi hành\n"
    "Các bộ, cơ quan ngang bộ báo cáo kết quả trước ngày 30 tháng 6; các bộ rà soát quy định về đầu tư công."
)


def quoted(exact: str, near: int | None = None, words: str = BEFORE) -> Quote:
    quote = quote_of(words, exact, near)
    assert quote is not None
    return quote


def here(words: str) -> list[Candidate]:
    return [Candidate("p", words, identity=True)]


def place(words: str, exact: str, key: str = "p", start: int = 0) -> tuple[str, int, int]:
    at = words.index(exact, start)
    return key, at, at + len(exact)


def span(anchored: Anchored) -> tuple[str | None, int | None, int | None]:
    return anchored.key, anchored.start, anchored.end


@pytest.mark.parametrize(("moved", "state"), [(False, AnchorState.EXACT), (True, AnchorState.MOVED)])
def test_in_an_unchanged_provision_the_quote_stays(moved: bool, state: AnchorState) -> None:
    quote = quoted("các bộ rà soát")
    assert follow(quote, BEFORE, here(BEFORE), moved) == Anchored(state, "p", quote.start, quote.end, 1.0)


@pytest.mark.parametrize(("moved", "state"), [(False, AnchorState.EXACT), (True, AnchorState.MOVED)])
def test_words_before_it_only_push_it_on(moved: bool, state: AnchorState) -> None:
    after = BEFORE.replace("Các bộ,", "Các bộ, Văn phòng Chính phủ,").replace("kết quả", "số liệu")
    anchored = follow(quoted("các bộ rà soát"), BEFORE, here(after), moved)
    assert (anchored.state, *span(anchored)) == (state, *place(after, "các bộ rà soát"))


@pytest.mark.parametrize(
    ("exact", "changes", "becomes"),
    [
        ("30", [("30 tháng 6", "15 tháng 7")], "15"),
        ("trước ngày 30 tháng 6", [("30 tháng 6", "15 tháng 7")], "trước ngày 15 tháng 7"),
        ("rà soát quy định", [("rà soát", "thường xuyên rà soát, sửa đổi")], "rà soát, sửa đổi quy định"),
        ("cơ quan ngang bộ báo cáo kết quả", [("báo cáo ", "")], "cơ quan ngang bộ kết quả"),
        ("cơ quan ngang bộ", [("cơ quan ngang bộ", "tập đoàn nhà nước")], "tập đoàn nhà nước"),
        ("đầu tư công", [("đầu tư công", "đầu tư công trung hạn")], "đầu tư công"),
        ("Trách nhiệm thi hành", [("Trách nhiệm", "Tổ chức")], "Tổ chức thi hành"),
    ],
)
def test_an_edited_quote_is_the_span_of_what_it_became(
    exact: str, changes: list[tuple[str, str]], becomes: str
) -> None:
    after = BEFORE
    for old, new in changes:
        after = after.replace(old, new)
    anchored = follow(quoted(exact), BEFORE, here(after), moved=False)
    assert span(anchored) == place(after, becomes)
    assert anchored.state is (AnchorState.EXACT if exact == becomes else AnchorState.CHANGED)
    assert 0.5 <= anchored.score <= 1


def test_the_heading_of_a_moved_and_edited_provision_is_changed_not_moved() -> None:
    after = BEFORE.replace("30", "15")
    assert follow(quoted("ngày 30"), BEFORE, here(after), moved=True).state is AnchorState.CHANGED


REPEATED = "Bộ Công an chủ trì, Bộ Quốc phòng phối hợp; Bộ Công an báo cáo; Bộ Công an tổng hợp."


@pytest.mark.parametrize("which", [0, 1, 2])
def test_phrases_that_repeat_are_told_apart(which: int) -> None:
    starts = [at for at in range(len(REPEATED)) if REPEATED.startswith("Bộ Công an", at)]
    quote = quote_at(REPEATED, starts[which], starts[which] + 10)
    after = REPEATED.replace("Bộ Quốc phòng phối hợp; ", "").replace("báo cáo", "báo cáo hằng năm")
    new = [at for at in range(len(after)) if after.startswith("Bộ Công an", at)]
    assert follow(quote, REPEATED, here(after), moved=False) == Anchored(
        AnchorState.EXACT, "p", new[which], new[which] + 10, 1.0
    )


def test_a_deleted_phrase_is_not_given_to_its_twin() -> None:
    after = REPEATED.replace("; Bộ Công an báo cáo", "")
    second = REPEATED.index("Bộ Công an báo cáo")
    longer, shorter = quote_at(REPEATED, second, second + 18), quote_at(REPEATED, second, second + 10)
    for quote in (longer, shorter):
        assert follow(quote, REPEATED, here(after), moved=False) == Anchored(AnchorState.UNSURE, "p")


def test_a_deleted_quote_falls_back_to_its_provision() -> None:
    after = BEFORE.replace("; các bộ rà soát quy định về đầu tư công", "")
    for exact in ("rà soát quy định", "rà soát quy định về đầu tư công", "soát"):
        assert follow(quoted(exact), BEFORE, here(after), moved=False) == Anchored(AnchorState.CHANGED, "p")


def test_a_provision_written_anew_gives_no_place() -> None:
    after = "Kinh phí\nNgân sách trung ương bảo đảm chi thường xuyên, ngân sách địa phương chi các khoản còn lại."
    anchored = follow(quoted("cơ quan ngang bộ báo cáo kết quả"), BEFORE, here(after), moved=False)
    assert span(anchored) == ("p", None, None)
    assert anchored.state in (AnchorState.CHANGED, AnchorState.UNSURE)


def test_a_sentence_that_changed_its_place_is_followed_and_so_is_an_edited_one() -> None:
    one, two, three = (
        "Các bộ báo cáo kết quả thực hiện kế hoạch này.",
        "Ủy ban nhân dân cấp tỉnh bố trí kinh phí từ ngân sách địa phương hằng năm.",
        "Văn phòng Chính phủ theo dõi, đôn đốc, tổng hợp việc thực hiện của các cơ quan.",
    )
    before, after = f"{one} {two} {three}", f"{two} {three} {one}"
    anchored = follow(quoted("báo cáo kết quả", words=before), before, here(after), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.MOVED, *place(after, "báo cáo kết quả"))
    edited = after.replace("kế hoạch này", "kế hoạch nêu trên")
    anchored = follow(quoted(one.rstrip("."), words=before), before, here(edited), moved=False)
    assert (anchored.state, *span(anchored)) == (
        AnchorState.CHANGED,
        *place(edited, one.replace("kế hoạch này.", "kế hoạch nêu trên")),
    )


def test_short_words_that_turn_up_elsewhere_without_their_neighbours_are_not_taken_for_the_quote() -> None:
    before = "Bộ Tài chính bố trí vốn. Các tỉnh lập danh mục dự án, trình Thủ tướng xem xét trong quý ba."
    after = "Các tỉnh lập danh mục dự án, trình Thủ tướng xem xét trong quý ba, gửi Bộ Tài chính cho ý kiến."
    anchored = follow(quoted("Bộ Tài chính", words=before), before, here(after), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.CHANGED, "p", None, None)


def test_blanks_alone_change_nothing_but_quotation_marks_do() -> None:
    before = "Thực hiện “Đề án 06” trong năm nay"
    quote = quoted("“Đề án 06” trong", words=before)
    assert quote.exact == "“Đề án 06” trong"
    broken = "Thực hiện “Đề án 06”\ntrong năm nay"
    assert follow(quote, before, here(broken), moved=False) == Anchored(
        AnchorState.EXACT, "p", quote.start, quote.end, 1.0
    )
    closed = quoted("Thực hiện “Đề án 06”", words=before)
    opened = "Thực hiện “Đề án 06 trong năm nay”"
    anchored = follow(closed, before, here(opened), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.CHANGED, *place(opened, "Thực hiện “Đề án 06"))
    bare = "Thực hiện Đề án 06 trong năm nay"
    anchored = follow(quote, before, here(bare), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.CHANGED, *place(bare, "Đề án 06 trong"))


def test_a_change_of_spelling_is_a_change() -> None:
    before, after = "Bảo đảm hài hoà lợi ích.", "Bảo đảm hài hòa lợi ích."
    anchored = follow(quoted("hài hoà", words=before), before, here(after), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.CHANGED, *place(after, "hài hòa"))


def test_a_quote_that_cuts_words_keeps_its_letters() -> None:
    start = BEFORE.index("uan ngang b")
    after = BEFORE.replace("Các bộ,", "Mọi bộ, tỉnh,")
    anchored = follow(quote_at(BEFORE, start, start + 11), BEFORE, here(after), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.EXACT, *place(after, "uan ngang b"))


def test_a_quotation_mark_at_its_end_stays_with_it() -> None:
    before = "Ban hành “Đề án 06” trong năm nay, bổ sung nguồn lực"
    after = "Phê duyệt “Đề án 06” trong năm nay, bổ sung nguồn lực"
    anchored = follow(quoted("“Đề án 06”", words=before), before, here(after), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.EXACT, *place(after, "“Đề án 06”"))


def test_a_moved_phrase_is_found_even_where_some_of_its_words_count_as_having_stayed() -> None:
    rest = "nếu không có nghề khác để sống, được chia một phần ruộng đất tại nơi cư trú"
    before = f"Những người thất nghiệp, và gia đình họ ở nông thôn, {rest}."
    after = f"Nông dân và gia đình họ, {rest}; người làm thuê, những người thất nghiệp, và gia đình họ."
    exact = "thất nghiệp, và gia đình họ"
    anchored = follow(quoted(exact, words=before), before, here(after), moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.MOVED, *place(after, exact))


def test_far_longer_words_put_in_its_place_are_not_the_quote() -> None:
    long = "theo các mốc thời gian nêu tại Phụ lục ban hành kèm theo Quyết định này và hướng dẫn của cơ quan chủ trì"
    after = BEFORE.replace("30", long)
    assert span(follow(quoted("30"), BEFORE, here(after), moved=False)) == ("p", None, None)
    anchored = follow(quoted("trước ngày 30"), BEFORE, here(after), moved=False)
    assert span(anchored) == place(after, "trước ngày")
    after = BEFORE.replace("30", "làm việc cuối cùng của")
    for exact, becomes in (
        (
            "Các bộ, cơ quan ngang bộ báo cáo kết quả trước ngày 30",
            "Các bộ, cơ quan ngang bộ báo cáo kết quả trước ngày",
        ),
        ("30 tháng 6; các bộ rà soát quy định", "tháng 6; các bộ rà soát quy định"),
    ):
        assert span(follow(quoted(exact), BEFORE, here(after), moved=False)) == place(after, becomes)


def test_a_quote_with_stale_places_is_found_by_its_context() -> None:
    third = REPEATED.rindex("Bộ Công an")
    true = quote_at(REPEATED, third, third + 10)
    stale = Quote(true.exact, true.prefix, true.suffix, 3, 13)
    assert follow(stale, REPEATED, here(REPEATED), moved=False) == Anchored(
        AnchorState.EXACT, "p", third, third + 10, 1.0
    )
    foreign = Quote("Bộ Y tế", "", "", 0, 7)
    for after in (REPEATED, f"{REPEATED} Bộ Y tế giám sát."):
        assert follow(foreign, REPEATED, here(after), moved=False) == Anchored(AnchorState.UNSURE, "p")


def test_a_removed_provision_without_a_successor() -> None:
    for quote in (None, quoted("các bộ")):
        assert follow(quote, BEFORE, [], moved=False) == Anchored(AnchorState.REMOVED, None)


def test_a_split_provision_sends_each_quote_to_its_part() -> None:
    head, tail = BEFORE.split("; ")
    parts = [Candidate("p", f"{head}.", identity=True), Candidate("q", tail.capitalize(), identity=False)]
    anchored = follow(quoted("trước ngày 30 tháng 6"), BEFORE, parts, moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.EXACT, *place(head, "trước ngày 30 tháng 6"))
    anchored = follow(quoted("rà soát quy định"), BEFORE, parts, moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.MOVED, *place(tail, "rà soát quy định", "q"))
    across = follow(quoted("30 tháng 6; các bộ rà soát"), BEFORE, parts, moved=False)
    assert across.state in (AnchorState.CHANGED, AnchorState.UNSURE)
    assert across.key in ("p", "q")
    if across.start is not None:
        words = next(part.words for part in parts if part.key == across.key)
        assert words[across.start : across.end] in BEFORE.replace("các bộ", "Các bộ")


def test_a_merged_provision_is_followed_into_its_union_but_not_to_the_words_of_the_other() -> None:
    other = "Bộ Công an chủ trì bảo đảm an ninh mạng, gửi kết quả cho Bộ Quốc phòng theo dõi."
    mine = "Bộ Tài chính bố trí vốn, Bộ Công an phối hợp khi cần thiết."
    union = [Candidate("o", f"{other} {mine}", identity=False)]
    quote = quoted("Bộ Công an", words=mine)
    start = len(other) + 1
    anchored = follow(quote, mine, union, moved=False)
    assert (anchored.state, *span(anchored)) == (AnchorState.MOVED, *place(union[0].words, "Bộ Công an", "o", start))
    shortened = [Candidate("o", f"{other} Bộ Tài chính bố trí vốn khi cần thiết.", identity=False)]
    assert follow(quote, mine, shortened, moved=False) == Anchored(AnchorState.CHANGED, "o")


def test_words_that_both_merged_provisions_begin_with_are_given_to_neither() -> None:
    other = "Sửa đổi, bổ sung khoản 4 như sau: thị thực ký hiệu NG1 có thời hạn không quá 12 tháng."
    mine = "Sửa đổi, bổ sung khoản 5 như sau: thị thực ký hiệu LĐ1 có thời hạn không quá 2 năm."
    edited = mine.replace("5 như sau", "5 và khoản 6 như sau").replace("Sửa đổi, bổ", "Sửa đổi và bổ")
    for union in (f"{other} {mine}", f"{other} {edited}", f"{edited} {other}"):
        anchored = follow(quoted("bổ sung khoản", words=mine), mine, [Candidate("o", union, False)], moved=False)
        assert anchored.key == "o"
        assert anchored.start in (
            None,
            union.index("bổ sung khoản", union.index(edited[:9]) if edited in union else len(other)),
        )


def test_a_removed_provision_leads_to_the_likeliest_successor() -> None:
    heirs = [
        Candidate("a", "Kinh phí do ngân sách bảo đảm.", identity=False),
        Candidate("b", "Các bộ báo cáo kết quả khi được yêu cầu.", identity=False),
    ]
    assert follow(quoted("rà soát quy định"), BEFORE, heirs, moved=False) == Anchored(AnchorState.REMOVED, "b")
    whole = follow(None, BEFORE, heirs, moved=False)
    assert (whole.state, whole.key, whole.start) == (AnchorState.REMOVED, "b", None)


def test_an_opinion_on_the_whole_of_a_provision() -> None:
    assert follow(None, BEFORE, here(BEFORE), moved=False) == Anchored(AnchorState.EXACT, "p", score=1.0)
    assert follow(None, BEFORE, here(BEFORE), moved=True) == Anchored(AnchorState.MOVED, "p", score=1.0)
    assert follow(None, BEFORE, here(BEFORE.replace("\n", " ")), moved=False).state is AnchorState.EXACT
    changed = follow(None, BEFORE, here(BEFORE.replace("30", "15")), moved=True)
    assert (changed.state, changed.key) == (AnchorState.CHANGED, "p")
    heir = [Candidate("q", BEFORE, identity=False)]
    assert follow(None, BEFORE, heir, moved=False) == Anchored(AnchorState.MOVED, "q", score=1.0)
    merged = [Candidate("q", f"Mọi cơ quan có trách nhiệm sau đây. {BEFORE}", identity=False)]
    assert follow(None, BEFORE, merged, moved=False) == Anchored(AnchorState.CHANGED, "q", score=1.0)


def test_an_emptied_provision_and_one_without_words() -> None:
    assert follow(quoted("các bộ"), BEFORE, here(""), moved=False) == Anchored(AnchorState.CHANGED, "p")
    assert follow(None, "", here("Mới"), moved=False) == Anchored(AnchorState.CHANGED, "p")
