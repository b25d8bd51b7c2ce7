"""What is found in real papers, against labels set by hand: (file, line) → the other documents cited there.

A label is a number or a law's name, with the provisions named after "@". A form's number, "Điều này" and the paper's
own number in its annexes are no citations of other documents.
"""

import gzip
import json

import pytest

from dongbo.engines.citations import Citation, check_internal, find_citations
from dongbo.engines.papers import Paper, paper_from_lines, read_file
from dongbo.engines.provisions import read_outline
from tests.shared import shared_data

pytestmark = pytest.mark.shared

LABELS = {
    ("000385", 387): ["78/2016/NĐ-CP"],
    ("000171", 32): ["70/2019/NĐ-CP@dieu:4,dieu:5", "70/2019/NĐ-CP"],
    ("000476", 35): ["40/2017/TT-BTC", "12/2025/TT-BTC"],
    ("000037", 21): ["63/2020/NĐ-CP"],
    ("000075", 109): ["Thanh tra@dieu:19"],
    ("000101", 56): [],
    ("000430", 14): ["05/2020/TT-BTP", "08/2020/NĐ-CP"],
    ("000057", 11): [
        "15/2012/QH13", "54/2014/QH13", "18/2017/QH14", "67/2020/QH14", "09/2022/QH15", "11/2022/QH15",
        "56/2024/QH15", "88/2025/QH15",
    ],
    ("000632", 154): ["12/2025/TT-BCT"],
    ("000210", 334): ["08/2022/NĐ-CP@dieu:31/khoan:10/diem:b", "05/2025/NĐ-CP"],
    ("000016", 18): ["01/2026/QĐ-TTg", "Thi đua, khen thưởng"],
    ("000084", 70): ["Bảo hiểm xã hội@dieu:31/khoan:1"],
    ("000550", 157): ["28/2016/TT-BYT"],
    ("000518", 133): [],
    ("000071", 9): ["Hiến pháp", "203/2025/QH15"],
    ("000256", 22): ["146/2025/NĐ-CP@dieu:28/khoan:3,dieu:31/khoan:4"],
    ("000097", 38): ["143/2013/NĐ-CP@dieu:7"],
    ("000527", 29): ["08/2019/TT-BYT@dieu:2,dieu:3,dieu:4"],
    ("000057", 145): ["Xử lý vi phạm hành chính@dieu:6/khoan:1"],
    ("000154", 72): [],
    ("000222", 5370): [],
    ("000057", 429): [],
    ("000484", 15): ["206/2025/QH15"],
    ("000222", 5181): [],
    ("000037", 14): ["35/2005/NĐ-CP"],
    ("000154", 843): ["118/2025/NĐ-CP@dieu:28", "03/2025/TT-VPCP@dieu:13"],
    ("000338", 159): ["267/2025/NĐ-CP@dieu:54/khoan:3"],
    ("000518", 162): ["217/2025/NĐ-CP@dieu:9", "217/2025/NĐ-CP@dieu:5/khoan:2"],
    ("000159", 157): [],
    ("000134", 117): ["27/2015/TT-NHNN"],
    ("000373", 35): ["262/2025/NĐ-CP", "Khoa học, công nghệ và đổi mới sáng tạo"],
    ("000184", 267): ["Lâm nghiệp@dieu:23/khoan:2/diem:a", "Lâm nghiệp@dieu:23/khoan:1/diem:c"],
    ("000106", 559): ["101/2015/QH13@dieu:123", "02/2021/QH15", "34/2024/QH15", "59/2024/QH15", "99/2025/QH15"],
    ("000184", 431): ["72/2020/NĐ-CP@dieu:14,dieu:15", "Dân quân tự vệ"],
    ("000434", 214): ["05/2025/TT-BNNMT@dieu:1"],
    ("000101", 148): ["Hải quan@dieu:74/khoan:3", "Hải quan@dieu:74/khoan:3"],
    ("000057", 284): ["Xử lý vi phạm hành chính@dieu:65"],
    ("000204", 1710): [],
    ("000617", 48): ["19/2021/TT-BYT", "10/2023/TT-BYT"],
    ("000539", 13): ["55/2015/NĐ-CP", "116/2018/NĐ-CP", "156/2025/NĐ-CP"],
    ("000381", 82): [],
    ("000568", 183): ["Thi đua, khen thưởng@dieu:93/khoan:2"],
    ("000559", 243): [],
}  # fmt: skip


def papers() -> dict[str, Paper]:
    wanted = {f"doc_{number}.html": number for number, _ in LABELS}
    found: dict[str, Paper] = {}
    with gzip.open(shared_data("vbpl", "documents.jsonl.gz"), "rt", encoding="utf-8") as rows:
        for row in rows:
            document = json.loads(row)
            if document["file"] in wanted:
                found[wanted[document["file"]]] = paper_from_lines(document["lines"])
    return found


def label(citation: Citation) -> str:
    named = citation.number or citation.title or ""
    provisions = ",".join(reference.path for reference in citation.provisions)
    return f"{named}@{provisions}" if provisions else named


def test_hand_labelled_lines_are_cited_exactly() -> None:
    read = {number: find_citations(paper) for number, paper in papers().items()}
    missed: list[str] = []
    extra: list[str] = []
    for (number, line), expected in LABELS.items():
        found = [label(each) for each in read[number] if each.line == line and not each.internal]
        missed += [each for each in expected if each not in found]
        extra += [each for each in found if each not in expected]
    labelled = sum(map(len, LABELS.values()))
    assert (labelled, missed, extra) == (59, [], [])


def test_the_plan_names_the_directive_it_carries_out() -> None:
    paper = read_file(shared_data("policies", "NQ03-NQ-CP_2025_than.md"))
    found = [each for each in find_citations(paper) if each.number == "57-NQ/TW"]
    first = next(each for each in found if each.date)
    assert (first.type, first.date, first.issuer) == ("Nghị quyết", "2024-12-22", "Bộ Chính trị")
    assert {each.relation.value for each in found} == {"implements", "basis", "refers"}


def test_the_decree_on_papers_refers_to_no_provision_it_lacks() -> None:
    paper = read_file(shared_data("decree30", "30_2020_ND_CP.docx"))
    citations = find_citations(paper)
    assert [each.text for each in citations if each.internal] == [
        "khoản 2 Điều này",
        "điểm c khoản 1 Điều 25 Nghị định này",
        "khoản 5 Điều 18 Nghị định này",
        "điểm a khoản này",
    ]
    assert check_internal(citations, read_outline(paper)) == []
