"""A package imports from its own floor's package or from lower floors, never upwards, and nothing
is imported inside a function."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "newsroom"
FLOORS = [
    {"text", "env", "keys", "caches", "defences", "storage", "buckets", "upload_handler", "broken"},
    {"audit", "paths", "services"}, {"delivery"},
    {"backups", "prepared"},
    {"accounts"}, {"workflow"}, {"regions"},
    {"correspondents"}, {"media"}, {"articles"}, {"pages", "exchange"}, {"public"}, {"demo"},
    {"settings", "urls", "wsgi", "asgi"},
]  # fmt: skip
FLOOR = {package: number for number, floor in enumerate(FLOORS) for package in floor}
FILES = [path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts]


def package(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


def imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("newsroom."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "newsroom":
            yield from (alias.name for alias in node.names)


def test_every_package_has_a_floor():
    packages = {package(path.relative_to(HOUSE).parts) for path in FILES} - {"__init__"}
    assert packages == {name for name in FLOOR if name != "exchange"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_point_downwards_and_stand_at_the_top(path):
    own = package(path.relative_to(HOUSE).parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    upward = {
        other for other in imported(tree)
        if other != own and FLOOR[other] >= FLOOR.get(own, 99)
    }  # fmt: skip
    hidden = [
        inner.lineno
        for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)
    ]  # fmt: skip
    relative = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
    assert not upward, f"{path} imports upwards: {upward}"
    assert not hidden, f"{path} imports inside a function, line {hidden}"
    assert not relative, f"{path} imports relatively"
