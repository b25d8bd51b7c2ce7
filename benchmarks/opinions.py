"""Grouping of opinions beside three peers: pair precision, pair recall and time on 3,000 drawn opinions.

600 originals are drawn from the shared policy texts: a clause of a policy in one of our templates, a place, a reason.
A third of them are hard negatives: the clause, place and wording of another with another number, the contrary act, a
denial or another agency. Every opinion is its original said anew: other template and courtesy, words swapped for
words, abbreviations made and undone, tone marks moved or lost, clauses moved. The templates and word lists stand
here and are not the engine's; how many of the swaps the engine's own list knows is printed.

The weights and lists of the engine and the thresholds of the peers were chosen on TUNED_ON; the figures that count are
those of REPORTED_ON. Times are seconds of one processor.

Run: python -m benchmarks.opinions, and with --scale 4000 or --scale 200 for 20,000
opinions of so many originals; it needs the shared papers beside the project.
"""

import difflib
import random
import re
import resource
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dongbo.engines.opinions import OpinionText, group
from dongbo.engines.opinions.tokens import Tokens
from dongbo.engines.opinions.wording import read_opinion

POLICIES = Path(__file__).resolve().parents[2] / "shared" / "data" / "policies"
TUNED_ON = 20_261_122
REPORTED_ON = (7, 1_954, 65_537)
OPINIONS, ORIGINALS, HARD = 3_000, 600, 200

COURTESIES = (
    "",
    "",
    "Đề nghị ",
    "Kính đề nghị Ban soạn thảo ",
    "Đề nghị cơ quan soạn thảo nghiên cứu, ",
    "Đề nghị xem xét ",
    "Chúng tôi kiến nghị ",
    "Đơn vị đề xuất ",
    "Qua nghiên cứu dự thảo, đơn vị đề nghị ",
    "Kính mong quý cơ quan ",
    "Cơ bản nhất trí với dự thảo, tuy nhiên đề nghị ",
    "Đề nghị Tổ biên tập cân nhắc ",
)
ENDINGS = ("", "", "", ".", ".", "; xin trân trọng cảm ơn.", ". Trân trọng./.", " cho phù hợp.")
# Act → ways to say it; {x} the clause, {a} {b} numbers, {w} an agency.
ACTS: Mapping[str, tuple[str, ...]] = {
    "add": ("bổ sung nội dung “{x}”", "đưa thêm nội dung {x}", "bổ sung thêm: {x}", "thêm vào nội dung “{x}”"),
    "drop": ("bỏ nội dung “{x}”", "lược bỏ nội dung {x}", "không quy định nội dung “{x}”", "xóa nội dung: {x}"),
    "keep": ("giữ nguyên nội dung “{x}”", "giữ nội dung {x} như dự thảo", "giữ lại nội dung “{x}”"),
    "clarify": ("làm rõ nội dung “{x}”", "quy định rõ hơn nội dung {x}", "giải thích rõ nội dung “{x}”"),
    "agree": ("nhất trí với nội dung “{x}”", "đồng ý nội dung {x}", "thống nhất với nội dung “{x}”"),
    "disagree": (
        "không nhất trí với nội dung “{x}”",
        "không đồng ý nội dung {x}",
        "chưa thống nhất với nội dung “{x}”",
    ),
    "raise": (
        "nâng tỷ lệ {x} từ {a}% lên {b}%",
        "tăng tỷ lệ {x} lên {b}% thay vì {a}%",
        "nâng mức {x} từ {a} phần trăm lên {b} phần trăm",
    ),
    "lower": ("giảm tỷ lệ {x} từ {b}% xuống {a}%", "hạ tỷ lệ {x} xuống {a}% thay vì {b}%"),
    "year": (
        "sửa thời hạn hoàn thành {x} thành năm {a}",
        "điều chỉnh thời hạn hoàn thành {x} sang năm {a}",
        "chỉnh sửa mốc hoàn thành {x} là năm {a}",
    ),
    "lead": ("giao {w} chủ trì {x}", "phân công {w} làm đầu mối {x}", "giao {w} chịu trách nhiệm chính {x}"),
    "days": ("quy định thời hạn {a} ngày làm việc để {x}", "quy định thời gian {a} ngày làm việc cho việc {x}"),
}
OPPOSITE = {
    "add": "drop",
    "drop": "add",
    "keep": "drop",
    "clarify": "drop",
    "agree": "disagree",
    "disagree": "agree",
    "raise": "lower",
    "lower": "raise",
}
AGENCIES = ("Bộ Công an", "Bộ Tài chính", "Bộ Nội vụ", "Bộ Khoa học và Công nghệ", "Bộ Y tế", "Bộ Tư pháp")
# One reason a row: the ways to give it.
REASONS = (
    ("vì trùng với nhiệm vụ khác", "do đã có ở nhiệm vụ khác", "vì chồng chéo với nhiệm vụ khác"),
    ("để thuận lợi khi triển khai", "nhằm thuận lợi trong quá trình thực hiện"),
    ("vì chưa rõ nguồn kinh phí", "do chưa rõ nguồn ngân sách bảo đảm"),
    ("cho thống nhất với Nghị quyết 57-NQ/TW", "để thống nhất với NQ 57-NQ/TW"),
    ("do địa phương còn thiếu nhân lực", "vì nguồn nhân lực tại địa phương còn thiếu"),
    ("vì không khả thi", "do khó thực hiện trên thực tế"),
    ("để bảo đảm tính khả thi", "nhằm đảm bảo khả thi"),
)
SWAPS = (
    ("bảo đảm", "đảm bảo"),
    ("triển khai", "thực hiện"),
    ("xây dựng", "thiết lập"),
    ("phát triển", "mở mang"),
    ("thúc đẩy", "đẩy mạnh"),
    ("nâng cao", "cải thiện"),
    ("hoàn thiện", "kiện toàn"),
    ("tăng cường", "củng cố"),
    ("người dân", "nhân dân"),
    ("doanh nghiệp", "cơ sở kinh doanh"),
    ("hỗ trợ", "giúp đỡ"),
    ("quy định", "quy chế"),
    ("hình thành", "tạo lập"),
    ("sử dụng", "dùng"),
    ("khuyến khích", "động viên"),
    ("đào tạo", "tập huấn"),
    ("nhân lực", "nguồn nhân lực"),
    ("cơ quan", "đơn vị"),
    ("kết nối", "liên thông"),
    ("chia sẻ", "dùng chung"),
    ("đánh giá", "nhận xét"),
    ("hiệu quả", "hiệu lực"),
    ("nghiên cứu", "tìm hiểu"),
    ("ban hành", "công bố"),
    ("rà soát", "kiểm tra lại"),
    ("chính sách", "chế độ, chính sách"),
    ("hạ tầng", "cơ sở hạ tầng"),
    ("thu hút", "kêu gọi"),
    ("ứng dụng", "áp dụng"),
    ("giải pháp", "biện pháp"),
    ("đầu tư", "bỏ vốn đầu tư"),
    ("quản lý", "quản trị"),
    ("tổ chức", "tiến hành"),
    ("phù hợp", "thích hợp"),
    ("trọng điểm", "then chốt"),
)
SHORT = (
    ("cơ sở dữ liệu", "CSDL"),
    ("công nghệ thông tin", "CNTT"),
    ("chuyển đổi số", "CĐS"),
    ("khoa học và công nghệ", "KH&CN"),
    ("đổi mới sáng tạo", "ĐMST"),
    ("khoa học, công nghệ", "KHCN"),
    ("thủ tục hành chính", "TTHC"),
    ("dịch vụ công", "DVC"),
    ("an toàn thông tin", "ATTT"),
    ("an ninh mạng", "ANM"),
    ("cán bộ, công chức, viên chức", "CBCCVC"),
    ("quản lý nhà nước", "QLNN"),
    ("trí tuệ nhân tạo", "AI"),
    ("doanh nghiệp", "DN"),
    ("Bộ Công an", "BCA"),
    ("Bộ Tài chính", "BTC"),
    ("ủy ban nhân dân", "UBND"),
    ("ngân sách nhà nước", "NSNN"),
    ("kinh tế - xã hội", "KT-XH"),
    ("hệ thống thông tin", "HTTT"),
    ("trung tâm dữ liệu", "TTDL"),
    ("Chính phủ", "CP"),
)
GIVEN = {"CP": "Chính phủ"}
"""What a dossier's own list of abbreviations would give the engine."""
MARKS = (
    ("hóa", "hoá"),
    ("hòa", "hoà"),
    ("hỏa", "hoả"),
    ("khỏe", "khoẻ"),
    ("thủy", "thuỷ"),
    ("tùy", "tuỳ"),
    ("ủy", "uỷ"),
    ("kỹ", "kĩ"),
    ("tỷ lệ", "tỉ lệ"),
    ("lý", "lí"),
    ("kỳ", "kì"),
    ("quy định", "qui định"),
    ("công ty", "công ti"),
)


@dataclass(frozen=True)
class Original:
    """What an opinion means, apart from how it is said."""

    place: str
    label: str
    act: str
    clause: str
    low: int
    high: int
    agency: str
    reason: int | None


@dataclass(frozen=True)
class Drawn:
    """Opinions with the number of the original each one says anew."""

    opinions: list[OpinionText]
    truth: list[int]
    hard: frozenset[tuple[int, int]]


def main() -> None:
    """Print the tables; with --scale 4000 only time and memory of 20,000 opinions of 4,000 originals."""
    if not POLICIES.is_dir():
        print("The shared policy texts are not beside the project: nothing was measured.")
        return
    clauses = clauses_of(POLICIES.glob("NQ*.md"))
    if "--scale" in sys.argv:
        scale(clauses, int(sys.argv[-1]))
        return
    thresholds = tuned(draw(clauses, TUNED_ON))
    known = sum(_same_to_engine(one, other) for one, other in SWAPS)
    print(f"{len(clauses)} clauses; the engine's list knows {known} of the {len(SWAPS)} swaps of words\n")
    print("| seed | method | pair precision | pair recall | hard pairs joined | seconds |\n|---|---|--:|--:|--:|--:|")
    for seed in (TUNED_ON, *REPORTED_ON):
        drawn = draw(clauses, seed)
        for name, method in methods(thresholds).items():
            begun = time.process_time()
            owners = method(drawn.opinions)
            seconds = time.process_time() - begun
            precision, recall = pair_scores(owners, drawn.truth)
            label = f"{seed} (tuned on)" if seed == TUNED_ON else str(seed)
            print(
                f"| {label} | {name} | {precision:.4f} | {recall:.4f} | {joined_hard(owners, drawn)} | {seconds:.2f} |",
                flush=True,
            )


def scale(clauses: Sequence[str], originals: int) -> None:
    """Print time and memory for 20,000 opinions of so many originals."""
    drawn = draw(clauses, 11, opinions=20_000, originals=originals, hard=originals // 3)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    owners = ours(drawn.opinions)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    precision, recall = pair_scores(owners, drawn.truth)
    print(
        f"20,000 opinions of {originals}: {seconds:.1f} s, {before / 1024:.0f} MB before, "
        f"{peak / 1024:.0f} MB at peak, precision {precision:.4f}, recall {recall:.4f}"
    )


# Drawing


def clauses_of(files: Iterable[Path]) -> list[str]:
    """Return the different clauses of 7 to 20 words of the policies, without marks of Markdown and without numbers."""
    found: dict[str, None] = {}
    for file in sorted(files):
        for line in file.read_text("utf-8").splitlines():
            for part in re.split(r"[.;:|]", re.sub(r"[*#_\\]|^\W*\w{1,3}[.)]", "", unicodedata.normalize("NFC", line))):
                words = part.strip(' -–,“”"()').split()
                if 7 <= len(words) <= 20 and not re.search(r"[\d()“”]", part):
                    text = " ".join(words)
                    found.setdefault(text if words[0] in {"Chính", "Bộ", "Nhà"} else text[0].lower() + text[1:])
    return list(found)


def draw(
    clauses: Sequence[str], seed: int, *, opinions: int = OPINIONS, originals: int = ORIGINALS, hard: int = HARD
) -> Drawn:
    """Return drawn opinions; each original is said at least once, some by many units."""
    rng = random.Random(seed)
    made = [_original(rng, clauses[number % len(clauses)]) for number in _shuffled(rng, len(clauses), originals - hard)]
    pairs = set()
    for base in rng.sample(range(len(made)), hard):
        pairs.add((base, len(made)))
        made.append(_contrary(rng, made[base]))
    weights = [rng.paretovariate(1.5) for _ in made]
    truth = [*range(len(made)), *rng.choices(range(len(made)), weights, k=opinions - len(made))]
    rng.shuffle(truth)
    said = [OpinionText(f"{number:05}", *_said(rng, made[one])) for number, one in enumerate(truth)]
    return Drawn(said, truth, frozenset(pairs))


def _shuffled(rng: random.Random, count: int, wanted: int) -> list[int]:
    return [number for _ in range(wanted // count + 1) for number in rng.sample(range(count), count)][:wanted]


def _original(rng: random.Random, clause: str) -> Original:
    article, part = rng.randint(1, 40), rng.randint(1, 6)
    low = rng.randrange(10, 60, 5)
    act = rng.choice(sorted(ACTS))
    low, high = (rng.randint(2026, 2035), 0) if act == "year" else (low, low + rng.randrange(5, 40, 5))
    reason = rng.randrange(len(REASONS)) if rng.random() < 0.6 else None
    place = f"dieu-{article}/khoan-{part}"
    return Original(place, f"khoản {part} Điều {article}", act, clause, low, high, rng.choice(AGENCIES), reason)


def _contrary(rng: random.Random, base: Original) -> Original:
    """Return an original with the same place and words that asks for something else."""
    if base.act == "lead":
        return replace(base, agency=rng.choice([one for one in AGENCIES if one != base.agency]))
    if base.act in OPPOSITE and rng.random() < 0.6:
        return replace(base, act=OPPOSITE[base.act])
    if base.act in {"raise", "lower"}:
        return replace(base, high=base.high + 5)
    if base.act in {"year", "days"}:
        return replace(base, low=base.low + rng.choice((1, 2, 5)))
    return replace(base, act=rng.choice([one for one in ("add", "keep", "disagree", "drop") if one != base.act]))


def _said(rng: random.Random, one: Original) -> tuple[str, str, str, str]:
    """Return place, text and proposal of an opinion that says `one` in its own way."""
    clause = _reworded(rng, one.clause)
    ask = rng.choice(ACTS[one.act]).format(x=clause, a=one.low, b=one.high, w=one.agency)
    named = rng.random()
    if named < 0.3:
        ask = f"{ask} tại {one.label}"
    reason = "" if one.reason is None else rng.choice(REASONS[one.reason])
    courtesy = rng.choice(COURTESIES)
    text = f"{courtesy}{ask}{', ' if reason else ''}{reason}"
    if named > 0.7:
        text = f"Tại {one.label}: {text}" if rng.random() < 0.5 else f"{one.label}, {text}"
    elif reason and rng.random() < 0.2:
        text = f"{reason[0].upper()}{reason[1:]}, {courtesy.lower()}{ask}"
    place = "" if rng.random() < 0.05 else one.place
    return place, _typed(rng, text[:1].upper() + text[1:] + rng.choice(ENDINGS)), ""


def _reworded(rng: random.Random, clause: str) -> str:
    """Return a clause with words swapped and its listed parts turned round."""
    for one, other in SWAPS:
        if rng.random() < 0.25:
            clause = _exchanged(clause, *((other, one) if other in clause else (one, other)))
    parts = clause.split(", ")
    if len(parts) > 2 and rng.random() < 0.3:
        turn = rng.randrange(1, len(parts))
        clause = ", ".join(parts[turn:] + parts[:turn])
    return clause


def _typed(rng: random.Random, text: str) -> str:
    """Return a text as one officer types it: abbreviations, tone marks, capitals."""
    for full, short in SHORT:
        if rng.random() < 0.5:
            text = _exchanged(text, full, short)
    if rng.random() < 0.4:
        for old, new in MARKS:
            text = text.replace(old, new)
    fate = rng.random()
    if fate < 0.15:
        text = _bare(text)
    elif fate < 0.25:
        text = " ".join(_bare(word) if rng.random() < 0.3 else word for word in text.split(" "))
    elif fate < 0.30:
        text = text.upper()
    elif fate < 0.40:
        text = text.lower()
    return text


def _exchanged(text: str, one: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", other, text)


def _bare(text: str) -> str:
    signs = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).replace("đ", "d").replace("Đ", "D")


def _same_to_engine(one: str, other: str) -> bool:
    tokens = Tokens({})
    first, second = (set(read_opinion(OpinionText("", "", text), tokens).telling) for text in (one, other))
    return first == second


# Methods: each gives every opinion its group.


def methods(thresholds: Mapping[str, float]) -> dict[str, Callable[[Sequence[OpinionText]], Sequence[Hashable]]]:
    """Return ours and the peers."""
    return {
        "ours": ours,
        "exact text": exact,
        "rapidfuzz token_set": lambda some: linked(fuzzy(some), thresholds["fuzzy"]),
        "difflib, one place": lambda some: linked(sequences(some), thresholds["sequences"]),
        "TF-IDF cosine": lambda some: linked(cosines(some), thresholds["cosines"]),
    }


def ours(opinions: Sequence[OpinionText]) -> list[int]:
    """Return the number of the group of each opinion."""
    owner = {key: number for number, one in enumerate(group(opinions, abbreviations=GIVEN)) for key in one.keys}
    return [owner[one.key] for one in opinions]


def exact(opinions: Sequence[OpinionText]) -> list[str]:
    """Return the text without case, punctuation and blanks."""
    return [" ".join(re.findall(r"\w+", unicodedata.normalize("NFC", one.text).casefold())) for one in opinions]


def fuzzy(opinions: Sequence[OpinionText]) -> np.ndarray:
    """Return rapidfuzz's ratio of the sets of words for all pairs."""
    texts = exact(opinions)
    return process.cdist(texts, texts, scorer=fuzz.token_set_ratio, dtype=np.uint8, workers=1).astype(np.float32) / 100


def sequences(opinions: Sequence[OpinionText]) -> np.ndarray:
    """Return difflib's ratio of pairs at one place: of all pairs it would take hours."""
    words = [text.split() for text in exact(opinions)]
    scores = np.zeros((len(opinions), len(opinions)), dtype=np.float32)
    places: dict[str, list[int]] = {}
    for number, one in enumerate(opinions):
        places.setdefault(one.place, []).append(number)
    for some in places.values():
        for right in some:
            matcher = difflib.SequenceMatcher(None, b=words[right], autojunk=False)
            for left in some[: some.index(right)]:
                matcher.set_seq1(words[left])
                scores[left, right] = matcher.ratio() if matcher.real_quick_ratio() > 0.4 else 0
    return scores


def cosines(opinions: Sequence[OpinionText]) -> np.ndarray:
    """Return the cosine of words and pairs of words weighed by rarity, for all pairs."""
    numbers: dict[str, int] = {}
    cells: Counter[tuple[int, int]] = Counter()
    for row, text in enumerate(exact(opinions)):
        words = text.split()
        for word in (*words, *map(" ".join, pairwise(words))):
            cells[row, numbers.setdefault(word, len(numbers))] += 1
    rows, columns = np.array(list(cells)).T
    matrix = csr_array((np.array(list(cells.values()), dtype=np.float32), (rows, columns)))
    rarity = np.log((1 + len(opinions)) / (1 + np.bincount(columns))) + 1
    matrix.data *= rarity[matrix.indices].astype(np.float32)
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    matrix.data /= np.repeat(lengths, np.diff(matrix.indptr))
    return (matrix @ matrix.T).toarray()


def linked(scores: np.ndarray, least: float) -> np.ndarray:
    """Return the connected sets of pairs at least so alike."""
    return connected_components(csr_array(scores >= least), directed=False)[1]


def tuned(drawn: Drawn) -> dict[str, float]:
    """Return for each peer the threshold with the best F1 on the seed that ours was tuned on."""
    found = {}
    for name, measure in (("fuzzy", fuzzy), ("sequences", sequences), ("cosines", cosines)):
        scores = measure(drawn.opinions)
        found[name] = max(np.arange(0.5, 1.0, 0.02), key=lambda least: _f1(linked(scores, least), drawn.truth))
    return found


def _f1(owners: Sequence[Hashable], truth: Sequence[int]) -> float:
    precision, recall = pair_scores(owners, truth)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pair_scores(owners: Sequence[Hashable], truth: Sequence[int]) -> tuple[float, float]:
    """Return the share of joined pairs that belong together, and of such pairs that are joined."""
    both, found, wanted = (_pairs(Counter(some)) for some in (zip(owners, truth, strict=True), owners, truth))
    return both / found if found else 1.0, both / wanted


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def joined_hard(owners: Sequence[Hashable], drawn: Drawn) -> str:
    """Return how many hard negatives share a group with what they oppose, of how many."""
    groups: dict[int, set[Hashable]] = {}
    for owner, one in zip(owners, drawn.truth, strict=True):
        groups.setdefault(one, set()).add(owner)
    return f"{sum(bool(groups[one] & groups[other]) for one, other in drawn.hard)} of {len(drawn.hard)}"


if __name__ == "__main__":
    main()
