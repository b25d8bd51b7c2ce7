"""An official paper as JSON that says every word of it, and the paper made again from that JSON alone."""

import datetime
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from dongbo.engines.decree30 import Column, OfficialDocument, Passage, Signature, Style, Table
from dongbo.engines.provisions import Kind, Node, Outline

_LISTS = ("addressees", "opening", "signer_titles", "recipients")
_OWN = ("outline", "date", "body", "left_signatures", *_LISTS)
_PLAIN = tuple(field.name for field in fields(OfficialDocument) if field.name not in _OWN)


def paper_data(paper: OfficialDocument) -> dict[str, Any]:
    """Return everything that is printed of `paper`."""
    return {
        **{name: getattr(paper, name) for name in _PLAIN},
        **{name: list(getattr(paper, name)) for name in _LISTS},
        "date": paper.date.isoformat() if paper.date else None,
        "left_signatures": [[list(one.titles), one.name] for one in paper.left_signatures],
        "body": [_line_data(line) for line in paper.body],
        "outline": {"style": paper.outline.style, "nodes": [_node_data(node) for node in paper.outline.nodes]},
    }


def paper_from(data: Mapping[str, Any]) -> OfficialDocument:
    """Return the paper that `data` says."""
    outline = data["outline"]
    lists: dict[str, Any] = {name: tuple(data[name]) for name in _LISTS}
    plain: dict[str, Any] = {name: data[name] for name in _PLAIN}
    return OfficialDocument(
        outline=Outline([_node(node) for node in outline["nodes"]], outline["style"]),
        date=datetime.date.fromisoformat(data["date"]) if data["date"] else None,
        body=tuple(_line(line) for line in data["body"]),
        left_signatures=tuple(Signature(tuple(titles), name) for titles, name in data["left_signatures"]),
        **lists,
        **plain,
    )


def _line_data(line: Passage | Table) -> dict[str, Any]:
    if isinstance(line, Passage):
        return {"style": line.style.value, "text": line.text, "bold": line.bold, "path": line.path}
    columns = [[column.heading, column.share, column.centred] for column in line.columns]
    return {"columns": columns, "rows": [list(row) for row in line.rows], "whole": line.whole}


def _line(data: Mapping[str, Any]) -> Passage | Table:
    if "style" in data:
        return Passage(Style(data["style"]), data["text"], data["bold"], data["path"])
    columns = tuple(Column(heading, share, centred) for heading, share, centred in data["columns"])
    return Table(columns, tuple(tuple(row) for row in data["rows"]), data["whole"])


def _node_data(node: Node) -> dict[str, Any]:
    said = {
        "kind": node.kind.value,
        "number": node.number,
        "heading": node.heading,
        "text": node.text,
        "path": node.path,
        "cells": dict(node.cells),
        "children": [_node_data(child) for child in node.children],
    }
    return {name: value for name, value in said.items() if value}


def _node(data: Mapping[str, Any]) -> Node:
    return Node(
        kind=Kind(data["kind"]),
        number=data.get("number", ""),
        heading=data.get("heading", ""),
        text=data.get("text", ""),
        path=data.get("path", ""),
        cells=dict(data.get("cells", {})),
        children=[_node(child) for child in data.get("children", [])],
    )
