"""Alignment on small papers of our own, and its properties."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.alignment import ANSWERS, ANSWERS_ALONE, Alignment, Answered, Provision, align
from dongbo.engines.provisions import Kind


def provision(path: str, words: str, *context: str, document: str = "A") -> Provision:
    return Provision(document, path, path, "", words, context, Kind.ARABIC, 1)


DIRECTIVE = [
    provision("I/1", "Xây dựng trung tâm dữ liệu vùng dùng chung cho các đơn vị; triển khai chữ ký số cho cán bộ."),
    provision("I/2", "Phủ sóng mạng vô tuyến chuyên dùng tại các xã biên giới, hải đảo."),
    provision("I/3", "Nghiên cứu thành lập bảo tàng thiên văn tại thành phố ven biển."),
]
PLAN = [
    provision("1", "Đầu tư xây dựng trung tâm dữ liệu vùng dùng chung cho các đơn vị trực thuộc.", document="B"),
    provision("2", "Phủ sóng mạng vô tuyến chuyên dùng tại toàn bộ xã biên giới, hải đảo.", document="B"),
    provision("3", "Tổ chức giải bóng chuyền chào mừng ngày truyền thống.", document="B"),
]


def verdicts(alignment: Alignment) -> dict[str, Answered]:
    return {one.provision.path: one.answered for one in alignment.directives}


def test_answered_partly_answered_and_unanswered() -> None:
    assert verdicts(align(DIRECTIVE, PLAN)) == {
        "I/1": Answered.YES,
        "I/2": Answered.YES,
        "I/3": Answered.NO,
    }


def test_one_of_several_demands_needs_more_to_be_answered_than_a_single_one() -> None:
    words = "Phủ sóng mạng vô tuyến chuyên dùng tại các xã biên giới, hải đảo."
    several = provision("I/4", f"{words} Nghiên cứu thành lập bảo tàng thiên văn tại thành phố.")
    near = provision("4", "Duy trì mạng vô tuyến chuyên dùng tại cảng kiểm ngư.", document="B")
    others = [provision(f"II/{at}", f"Tổ chức cuộc thi vẽ tranh lần thứ {at}.") for at in range(20)]
    single, _, both, *_ = align([DIRECTIVE[1], DIRECTIVE[2], several, *others], [near, *PLAN[2:]]).directives

    assert ANSWERS_ALONE <= single.demands[0].score < ANSWERS
    assert both.demands[0].score == single.demands[0].score
    assert (single.answered, single.links[0].answers) == (Answered.YES, True)
    assert (both.answered, both.links[0].answers) == (Answered.NO, False)


def test_the_demand_without_an_answer_is_named() -> None:
    first = align(DIRECTIVE, PLAN).directives[0]

    assert first.missing == ("triển khai chữ ký số cho cán bộ.",)
    assert [demand.answered for demand in first.demands] == [True, False]


def test_a_link_says_why_in_the_directives_words() -> None:
    link = align(DIRECTIVE, PLAN).directives[0].links[0]

    assert (link.plan.path, link.answers) == ("1", True)
    assert link.phrases[0] == "Xây dựng trung tâm dữ liệu vùng dùng chung cho các đơn vị"


def test_every_plan_provision_has_its_basis_or_none() -> None:
    alignment = align(DIRECTIVE, PLAN)

    assert [[link.directive.path for link in one.basis] for one in alignment.plan] == [["I/1"], ["I/2"], []]
    assert [one.provision.path for one in alignment.without_basis] == ["3"]
    assert [one.provision.path for one in alignment.unanswered] == ["I/3"]


def test_the_same_headings_above_both_help() -> None:
    words = "Nâng cao chất lượng phục vụ người dân tại bộ phận một cửa."
    answer = "Cải tiến quy trình phục vụ người dân tại quầy tiếp nhận hồ sơ."
    filler = [provision(str(number), f"Việc khác số {number} không liên quan gì.") for number in range(9)]

    def score(title: str) -> float:
        found = align([provision("a", words, "Cải cách hành chính"), *filler], [provision("b", answer, title)])
        return found.directives[0].demands[0].score

    assert score("Cải cách hành chính") > score("Chương trình đào tạo")


def test_an_empty_side_is_no_error() -> None:
    assert verdicts(align(DIRECTIVE, [])) == dict.fromkeys(["I/1", "I/2", "I/3"], Answered.NO)
    assert [one.provision.path for one in align([], PLAN).without_basis] == ["1", "2", "3"]


def test_progress_reaches_the_whole() -> None:
    told: list[float] = []

    align(DIRECTIVE, PLAN, progress=told.append)

    assert told[-1] == 1.0


WORDS = st.sampled_from(["xây", "dựng", "dữ", "liệu", "vùng", "trung", "tâm", "số", "hóa", "2030", "5G"])
TEXTS = st.lists(WORDS, min_size=4, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.lists(TEXTS, min_size=1, max_size=6))
def test_scores_are_shares_and_links_are_ordered(asked: list[str], given_: list[str]) -> None:
    directives = [provision(f"d{at}", text) for at, text in enumerate(asked)]
    plan = [provision(f"p{at}", text) for at, text in enumerate(given_)]

    alignment = align(directives, plan)

    for one in alignment.directives:
        scores = [link.score for link in one.links]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert 0 <= one.share <= 1
        assert (one.answered is Answered.NO) == (not any(demand.answered for demand in one.demands))
        for link in one.links:
            assert all(phrase in " ".join(one.provision.words.split()) for phrase in link.phrases)
