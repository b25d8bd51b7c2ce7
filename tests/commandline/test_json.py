"""The documented JSON: schemas, examples and the paths that hold the commands together."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.commandline.saying import DOCUMENTED, ROOT, Said
from tests.shared import shared_data

SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in (ROOT / "docs/json").glob("*.schema.json")
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
DEMO = ROOT / "src/dongbo/jobs/demo/papers"
PLAN, OLDER = DEMO / "quy-hoach-du-thao-2.md", DEMO / "quy-hoach-du-thao-1.md"
DIRECTIVES = (DEMO / "nghi-quyet-21.md", DEMO / "quyet-dinh-45.md", DEMO / "chi-thi-05.txt")
ON_ONE_FILE = ("outline", "metadata", "targets", "terms", "citations")
ESTIMATES = {"confidence", "score", "similarity"}
"""Figures that grow better with the engines and are compared only in their kind."""
REAL = (
    ("policies", "NQ03-NQ-CP_2025_than.md"),
    ("policies", "NQ57-NQ-TW_2024_toan-van.md"),
    ("policies", "NQ03-NQ-CP_PL1_chi-tieu.md"),
    ("decree30", "Phuluc1.docx"),
    ("laws", "VBPL_1032.docx"),
)


def faults(command: str, value: object) -> list[str]:
    validator = Draft202012Validator(SCHEMAS[command], registry=REGISTRY)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one_and_is_named_in_the_documentation(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert f"json/{name}.schema.json" in DOCUMENTED


@pytest.mark.parametrize("command", ON_ONE_FILE)
@pytest.mark.parametrize("paper", [PLAN, *DIRECTIVES], ids=lambda path: path.name)
def test_commands_on_one_file_keep_their_schema(command: str, paper: Path, say: Callable[..., Said]) -> None:
    said = say(command, paper, "--json")
    assert (said.status, faults(command, said.json)) == (0, [])


@pytest.mark.parametrize("parts", REAL, ids=lambda parts: parts[-1])
def test_real_papers_keep_the_schemas(parts: tuple[str, ...], say: Callable[..., Said]) -> None:
    paper = shared_data(*parts)
    assert {command: faults(command, say(command, paper, "--json").json) for command in ON_ONE_FILE} == {
        command: [] for command in ON_ONE_FILE
    }


def test_commands_on_several_files_keep_their_schema(say: Callable[..., Said]) -> None:
    assert faults("redline", say("redline", OLDER, PLAN, "--json").json) == []
    assert faults("search", say("search", "dữ liệu dùng chung", OLDER, PLAN, "--json").json) == []
    appraised = say("appraise", PLAN, "--against", *DIRECTIVES, "--previous", OLDER, "--on", "01/6/2026", "--json")
    assert faults("appraise", appraised.json) == []


def test_a_refusal_keeps_its_schema_too(tmp_path: Path, say: Callable[..., Said]) -> None:
    for command in (("outline", tmp_path), ("outline",), ("appraise", PLAN, "--against", tmp_path / "x.md")):
        said = say(*command, "--json")
        assert (said.status in {2, 3}, faults("error", said.json)) == (True, [])


def test_paths_mean_the_same_in_every_command(say: Callable[..., Said]) -> None:
    paths = set(_paths(say("outline", PLAN, "--json").json))
    older = set(_paths(say("outline", OLDER, "--json").json))
    targets = say("targets", PLAN, "--json").json["targets"]
    citations = say("citations", PLAN, "--json").json["citations"]
    hits = say("search", "dữ liệu", PLAN, "--json").json["hits"]
    entries = say("redline", OLDER, PLAN, "--json").json["entries"]
    assert {target["place"] for target in targets} <= paths
    assert {citation["place"] for citation in citations} <= paths
    assert {hit["path"] for hit in hits} <= paths
    assert {path for entry in entries for path in _listed(entry["new"])} <= paths
    assert {path for entry in entries for path in _listed(entry["old"])} <= older


def _paths(node: dict[str, Any]) -> list[str]:
    return [node["path"], *(path for child in node["children"] for path in _paths(child))]


def _listed(paths: str | list[str] | None) -> list[str]:
    return [paths] if isinstance(paths, str) else paths or []


EXAMPLES = {
    "outline": ("outline", "den-long.txt"),
    "metadata": ("metadata", "den-long.txt"),
    "targets": ("targets", "den-long.txt"),
    "terms": ("terms", "den-long.txt"),
    "citations": ("citations", "den-long.txt"),
    "redline": ("redline", "den-long.txt", "den-long-2.txt"),
    "search": ("search", "den khong am", "den-long.txt", "--limit", "1"),
}


@pytest.mark.parametrize("command", EXAMPLES)
def test_the_examples_in_the_documentation_are_true(command: str, papers: Path, say: Callable[..., Said]) -> None:
    example = re.search(rf"### {command}\n.*?```json\n(.*?)```", DOCUMENTED, re.DOTALL)
    assert example is not None
    shown, real = json.loads(example[1]), say(*EXAMPLES[command], "--json").json
    assert _as_shown(real, shown) == shown


def _as_shown(real: Any, shown: Any) -> Any:
    """Return `real` with everything the example leaves out by “…” put as the example puts it."""
    if isinstance(shown, str) and shown.endswith("…") and isinstance(real, str):
        return shown if real.startswith(shown[:-1]) else real
    if isinstance(shown, dict) and isinstance(real, dict):
        return _fields(real, shown)
    if isinstance(shown, list) and isinstance(real, list):
        whole = shown[-1:] != ["…"]
        told = [_as_shown(one, like) for one, like in zip(real, shown, strict=False)]
        return [*told, *real[len(shown) :]] if whole else [*told[: len(shown) - 1], "…"]
    return real


def _fields(real: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    if "…" in shown:
        real = {**{name: real[name] for name in shown if name != "…"}, "…": "…"}
    return {
        name: shown[name] if name in ESTIMATES and name in shown else _as_shown(value, shown.get(name))
        for name, value in real.items()
    }
