"""The seven axes on which a plan must agree with the directives above it, and how a provision is classed."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from dongbo.engines import vietnamese


class Axis(StrEnum):
    """The axes of the ministry's appraisal council; the value is what stands in the documented JSON."""

    VIEWPOINT = "quan_diem"
    ROADMAP = "lo_trinh"
    TARGET = "muc_tieu"
    TASK = "nhiem_vu"
    SOLUTION = "giai_phap"
    INFRASTRUCTURE = "ha_tang"
    RESOURCE = "nguon_luc"

    @property
    def label(self) -> str:
        """Return the axis's name as the report shows it."""
        return _LABELS[self]


_LABELS = {
    Axis.VIEWPOINT: "Quan điểm",
    Axis.ROADMAP: "Lộ trình",
    Axis.TARGET: "Mục tiêu",
    Axis.TASK: "Nhiệm vụ",
    Axis.SOLUTION: "Giải pháp",
    Axis.INFRASTRUCTURE: "Hạ tầng",
    Axis.RESOURCE: "Nguồn lực",
}

# A section whose title begins with one of these decides the axis of all beneath it, whatever it speaks of:
# a target about infrastructure is a target.
_DECISIVE: tuple[tuple[Axis, tuple[str, ...]], ...] = (
    (Axis.VIEWPOINT, ("quan điểm", "nguyên tắc", "phương châm", "tư tưởng chỉ đạo")),
    (Axis.TARGET, ("mục tiêu", "chỉ tiêu", "danh mục chỉ tiêu", "danh mục các chỉ tiêu", "tầm nhìn")),
    (Axis.ROADMAP, ("lộ trình", "tiến độ", "phân kỳ", "kế hoạch thực hiện", "các giai đoạn", "giai đoạn")),
)
_OPENING_WORDS = 6
"""How far into a title a decisive name may begin: "Về mục tiêu …", not a sentence that mentions a target."""

# What a title is about when none is decisive; the deepest title that names any decides, these in this order.
_TOPICS: tuple[tuple[Axis, tuple[str, ...]], ...] = (
    (
        Axis.INFRASTRUCTURE,
        ("hạ tầng", "nền tảng số", "trung tâm dữ liệu", "cơ sở dữ liệu", "mạng truyền dẫn"),
    ),
    (
        Axis.RESOURCE,
        (
            "nguồn lực",
            "nguồn nhân lực",
            "nhân lực",
            "kinh phí",
            "tài chính",
            "ngân sách",
            "nguồn vốn",
            "nhân tài",
        ),
    ),
    (Axis.TASK, ("nhiệm vụ", "nội dung thực hiện", "tổ chức thực hiện", "trách nhiệm", "phân công")),
    (Axis.SOLUTION, ("giải pháp", "biện pháp", "cơ chế", "chính sách", "thể chế")),
)

# Words of the provision itself: the phrase and how strongly it speaks for the axis.
_WORDS: tuple[tuple[Axis, float, tuple[str, ...]], ...] = (
    (Axis.VIEWPOINT, 2, ("là đột phá", "là nền tảng", "là động lực", "yêu cầu xuyên suốt", "lấy người dân")),
    (Axis.VIEWPOINT, 1, ("quan điểm", "nguyên tắc", "xác định", "nhận thức", "vai trò", "then chốt")),
    (Axis.ROADMAP, 2, ("lộ trình", "giai đoạn", "bước đi", "phân kỳ", "tiến độ")),
    (Axis.ROADMAP, 1, ("trước ngày", "hoàn thành trong", "quý i", "quý ii", "quý iii", "quý iv", "hằng năm")),
    (Axis.TARGET, 2, ("phấn đấu", "tối thiểu", "ít nhất", "tỉ lệ", "đạt trên", "chỉ tiêu", "thuộc nhóm")),
    (Axis.TARGET, 1, ("đến năm", "mục tiêu", "trở lên", "tăng trưởng", "quy mô")),
    (Axis.TASK, 1.5, ("xây dựng", "ban hành", "triển khai", "hoàn thành", "chủ trì", "rà soát", "thành lập")),
    (Axis.TASK, 1, ("tổ chức", "thực hiện", "sửa đổi", "phối hợp", "tham mưu", "báo cáo", "đề án")),
    (
        Axis.SOLUTION,
        1.5,
        ("đẩy mạnh", "tăng cường", "nâng cao", "khuyến khích", "hỗ trợ", "đổi mới", "thúc đẩy"),
    ),
    (
        Axis.SOLUTION,
        1,
        ("cơ chế", "chính sách", "giải pháp", "hợp tác", "tuyên truyền", "thí điểm", "tháo gỡ"),
    ),
    (
        Axis.INFRASTRUCTURE,
        2,
        ("hạ tầng", "trung tâm dữ liệu", "nền tảng số", "cơ sở dữ liệu", "đường truyền"),
    ),
    (
        Axis.INFRASTRUCTURE,
        1,
        ("viễn thông", "điện toán đám mây", "5g", "kết nối", "phòng thí nghiệm", "thiết bị"),
    ),
    (
        Axis.RESOURCE,
        2,
        ("nguồn lực", "nhân lực", "kinh phí", "ngân sách", "nhân tài", "vốn đầu tư", "biên chế"),
    ),
    (Axis.RESOURCE, 1, ("đào tạo", "bồi dưỡng", "tài chính", "chuyên gia", "đầu tư", "quỹ", "tuyển dụng")),
)
_SPOKEN_FOR = 3.0
"""The weight from which the words of a provision give it a further axis."""


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(vietnamese.fold(phrase)) for phrase in phrases) + r")\b")


_DECISIVE_PATTERNS = [(axis, _pattern(names)) for axis, names in _DECISIVE]
_TOPIC_PATTERNS = [(axis, _pattern(names)) for axis, names in _TOPICS]
_WORD = re.compile(r"\w+")
_PHRASES: dict[str, list[tuple[tuple[str, ...], Axis, float]]] = {}
"""First word of a phrase → the phrases that begin with it, with their axis and weight."""

for _axis, _weight, _phrases in _WORDS:
    for _phrase in _phrases:
        _parts = tuple(vietnamese.fold(_phrase).split())
        _PHRASES.setdefault(_parts[0], []).append((_parts, _axis, _weight))


def axes_of(titles: Sequence[str], words: str) -> tuple[Axis, ...]:
    """Return the axes of a provision, the main one first, from the `titles` above it and its `words`.

    `titles` stand outermost first and decide before words do: a provision beneath "Mục tiêu" is a target,
    beneath "Nhiệm vụ, giải pháp" the deepest title that names infrastructure or resources decides.
    """
    spoken = _spoken_for(words)
    main = _by_titles([fold_title(title) for title in titles], spoken)
    if main is None:
        main = max(spoken, key=lambda axis: spoken[axis], default=Axis.TASK)
    others = [axis for axis in Axis if axis is not main and spoken.get(axis, 0) >= _SPOKEN_FOR]
    return (main, *others)


@lru_cache(maxsize=50_000)
def fold_title(title: str) -> str:
    """Return a title folded; the provisions beneath it all ask for it."""
    return vietnamese.fold(title)


def names_axis(title: str) -> bool:
    """Return whether a section with the folded `title` states viewpoints, targets or a roadmap."""
    return _decisive(title) is not None


@lru_cache(maxsize=50_000)
def _decisive(title: str) -> Axis | None:
    opening = " ".join(title.split()[:_OPENING_WORDS])
    return next((axis for axis, pattern in _DECISIVE_PATTERNS if pattern.search(opening)), None)


@lru_cache(maxsize=50_000)
def _topics(title: str) -> tuple[Axis, ...]:
    return tuple(axis for axis, pattern in _TOPIC_PATTERNS if pattern.search(title))


def _spoken_for(text: str) -> dict[Axis, float]:
    spoken: dict[Axis, float] = {}
    words = tuple(chain.from_iterable(map(_folded_words, text.split())))
    for at in [at for at, word in enumerate(words) if word in _PHRASES]:
        for phrase, axis, weight in _PHRASES[words[at]]:
            if words[at : at + len(phrase)] == phrase:
                spoken[axis] = spoken.get(axis, 0) + weight
    return spoken


@lru_cache(maxsize=200_000)
def _folded_words(written: str) -> tuple[str, ...]:
    """Return the words of a piece of text without blanks; few pieces make up all papers."""
    return tuple(_WORD.findall(vietnamese.fold(written)))


def _by_titles(titles: Sequence[str], spoken: dict[Axis, float]) -> Axis | None:
    for title in reversed(titles):
        if (axis := _decisive(title)) is not None:
            return axis
    for title in reversed(titles):
        if named := _topics(title):
            # "Nhiệm vụ, giải pháp" names two: the words choose between what the title names.
            return named[0] if named[0] in _CONCRETE else max(named, key=lambda axis: spoken.get(axis, 0))
    return None


_CONCRETE = {Axis.INFRASTRUCTURE, Axis.RESOURCE}
