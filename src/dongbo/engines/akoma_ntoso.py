"""A provision tree as Akoma Ntoso 3.0 XML (OASIS LegalDocML), the form in which legislation travels between systems.

It is an export: the tree is the truth. Vietnamese labels stand in `num` as they are printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from lxml import etree

from dongbo.engines.decree30.passages import table_rows, written_mark
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.vietnamese import toneless

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SOURCE = "#dongbo"
_UNDATED = "0001-01-01"  # the schema wants a date on every level; a draft has none
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

_ELEMENTS = {
    Kind.PART: ("part", "part"), Kind.CHAPTER: ("chapter", "chp"), Kind.SECTION: ("section", "sec"),
    Kind.SUBSECTION: ("subsection", "subsec"), Kind.ARTICLE: ("article", "art"), Kind.CLAUSE: ("clause", "cl"),
    Kind.POINT: ("point", "point"), Kind.ROMAN: ("division", "dvs"), Kind.ARABIC: ("paragraph", "para"),
    Kind.LETTER: ("point", "point"), Kind.DASH: ("indent", "indent"), Kind.PLUS: ("alinea", "al"),
    Kind.PARAGRAPH: ("level", "lvl"), Kind.ROW: ("level", "row"), Kind.ANNEX: ("division", "annex"),
    Kind.TITLE: ("division", "attached"),
}  # fmt: skip
_ATTACHED = (Kind.ANNEX, Kind.TITLE)
_PREFACE = (("type", "docType"), ("number", "docNumber"), ("subject", "docTitle"))

Element = etree._Element


def write_akoma_ntoso(outline: Outline, metadata: Mapping[str, str]) -> bytes:
    """Return `outline` as an Akoma Ntoso 3.0 `act`, valid against the OASIS schema.

    The keys of `metadata` read are type, number, date (ISO 8601), issuer, subject, opening (the lines before the first
    provision), signer_position and signer; all may be missing. Annexes and attached papers become `attachments`, table
    rows tables. Every provision has an `eId` made from its path ("art_5__cl_2__point_a").
    """
    identity = _Identity(metadata)
    root = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
    act = _add(root, "act", name=identity.type, contains="originalVersion")
    act.append(identity.meta("main", with_references=True))
    _preface(act, metadata)
    _preamble(act, metadata.get("opening", ""))
    body = _add(act, "body")
    _fill(body, [node for node in outline.nodes if node.kind not in _ATTACHED], _Names())
    if len(body) == 0:
        _content(_add(body, "level", eId="lvl_1"), ())
    _conclusions(act, metadata)
    _attachments(act, [node for node in outline.nodes if node.kind in _ATTACHED], identity)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element; a final "_" of an attribute's name is left out."""
    cleaned = {name.rstrip("_"): _UNPRINTABLE.sub("", value) for name, value in attributes.items()}
    element = etree.SubElement(parent, _name(tag), cleaned)
    if text:
        element.text = _UNPRINTABLE.sub("", text)
    return element


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", toneless(text)).strip("-")


class _Identity:
    """The work, the expression and the manifestation of a paper, from its metadata."""

    def __init__(self, metadata: Mapping[str, str]) -> None:
        self.type = _slug(metadata.get("type", "")) or "van-ban"
        self.number = metadata.get("number", "")
        self.issuer = metadata.get("issuer", "")
        date = metadata.get("date", "")
        self.date = date if _DATE.fullmatch(date) else _UNDATED
        self.work = f"/akn/vn/act/{self.type}/{self.date}/{_slug(self.number) or 'nn'}"

    def meta(self, component: str, *, with_references: bool = False) -> Element:
        """Return the `meta` of the main paper or of one attachment."""
        meta = etree.Element(_name("meta"))
        identification = _add(meta, "identification", source=_SOURCE)
        work = self._level(identification, "FRBRWork", self.work, component)
        _add(work, "FRBRcountry", value="vn")
        if self.number:
            _add(work, "FRBRnumber", value=self.number)
        expression = f"{self.work}/vie@{self.date}"
        _add(self._level(identification, "FRBRExpression", expression, component), "FRBRlanguage", language="vie")
        self._level(identification, "FRBRManifestation", f"{expression}.xml", component)
        if with_references:
            self._references(meta)
        return meta

    def _level(self, parent: Element, tag: str, uri: str, component: str) -> Element:
        level = _add(parent, tag)
        _add(level, "FRBRthis", value=f"{uri}/!{component}")
        _add(level, "FRBRuri", value=uri)
        _add(level, "FRBRdate", date=self.date, name="issued" if self.date != _UNDATED else "undated")
        _add(level, "FRBRauthor", href="#issuer")
        return level

    def _references(self, meta: Element) -> None:
        references = _add(meta, "references", source=_SOURCE)
        organisation = f"/akn/ontology/organization/vn/{_slug(self.issuer) or 'nn'}"
        _add(references, "TLCOrganization", eId="issuer", href=organisation, showAs=self.issuer or "Chưa rõ")
        _add(references, "TLCOrganization", eId="dongbo", href="/akn/ontology/organization/vn/dongbo", showAs="Đồng Bộ")


def _preface(act: Element, metadata: Mapping[str, str]) -> None:
    fields = [(tag, metadata[key]) for key, tag in _PREFACE if metadata.get(key)]
    if fields:
        preface = _add(act, "preface")
        for tag, text in fields:
            _add(_add(preface, "p"), tag, " ".join(text.split()))


def _preamble(act: Element, opening: str) -> None:
    lines = _lines(opening)
    if lines:
        _paragraphs(_add(act, "preamble"), lines)


def _conclusions(act: Element, metadata: Mapping[str, str]) -> None:
    lines = [metadata[key] for key in ("signer_position", "signer") if metadata.get(key)]
    if lines:
        conclusions = _add(act, "conclusions")
        for line in lines:
            _add(_add(conclusions, "p"), "signature", line)


def _attachments(act: Element, nodes: Sequence[Node], identity: _Identity) -> None:
    if not nodes:
        return
    attachments = _add(act, "attachments")
    for ordinal, node in enumerate(nodes, 1):
        names = _Names()
        attachment = _add(attachments, "attachment", eId=names.of(node))
        mark = written_mark(node)
        if mark:
            _add(attachment, "num", mark)
        if node.heading:
            _add(attachment, "heading", " ".join(node.heading.split()))
        component = f"annex-{ordinal}"
        paper = _add(attachment, "doc", name="phu-luc")
        paper.append(identity.meta(component))
        body = _add(paper, "mainBody")
        _paragraphs(body, _lines(node.text))
        _fill(body, node.children, names)
        if len(body) == 0:
            _add(body, "p")


class _Names:
    """The `eId` of every provision of one component, from the paths: unique as they are."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}

    def of(self, node: Node) -> str:
        """Return the name of `node`, whose parents have theirs already."""
        above, _, segment = node.path.rpartition("/")
        number = re.sub(r"\s+", "", segment.rpartition(":")[2]).lstrip("-+").replace("~", "-")
        own = f"{_ELEMENTS[node.kind][1]}_{number or '1'}"
        name = "__".join(filter(None, (self._given.get(above, ""), own)))
        self._given[node.path] = name
        return name


def _fill(parent: Element, nodes: Sequence[Node], names: _Names) -> None:
    """Add `nodes` to a body or a provision; neighbouring table rows become one table."""
    lettered = any(node.kind is Kind.PART and node.number == "A" for node in nodes)
    for is_row, group in groupby(nodes, key=lambda node: node.kind is Kind.ROW):
        if is_row:
            rows = list(group)
            _table(_add(_add(parent, "level", eId=names.of(rows[0])), "content"), rows)
            continue
        for node in group:
            _provision(parent, node, names, lettered=lettered)


def _provision(parent: Element, node: Node, names: _Names, *, lettered: bool) -> None:
    element = _add(parent, _ELEMENTS[node.kind][0], eId=names.of(node))
    mark = written_mark(node, lettered=lettered)
    if mark:
        _add(element, "num", mark)
    if node.heading:
        _add(element, "heading", " ".join(node.heading.split()))
    lines = _lines(node.text)
    if not node.children:
        _content(element, lines)
        return
    if lines:
        _paragraphs(_add(element, "intro"), lines)
    _fill(element, node.children, names)


def _content(element: Element, lines: Sequence[str]) -> None:
    _paragraphs(_add(element, "content"), lines or ("",))


def _paragraphs(parent: Element, lines: Iterable[str]) -> None:
    for line in lines:
        _add(parent, "p", line)


def _table(parent: Element, rows: Sequence[Node]) -> None:
    table = _add(parent, "table")
    for row in table_rows(rows):
        line = _add(table, "tr")
        for cell in row.cells:
            _paragraphs(_add(line, "td"), _lines(cell) or ("",))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
