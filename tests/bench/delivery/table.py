"""One table: no figure without its ratio."""

from __future__ import annotations

from typing import Any

from bench.delivery.rounds import Target

HEAD = (
    f"{'':<34}{'server':<10}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'bytes':>9}{'queries':>8}"
    f"{'× const.':>9}{'× Django':>9}{'× nginx':>9}"
)


def ratio(number: float | None) -> str:
    return f"{'':>9}" if number is None else f"{number:>9.3f}"


def row(target: Target, plain: Target) -> str:
    queries = "" if target.queries is None else target.queries
    ratios = (target.against(target.base), target.against(target.django), target.against(plain))
    return (
        f"{target.name:<34}{target.server:<10}{target.per_second:>9,.0f}{target.p50:>9.2f}"
        f"{target.p99:>9.2f}{target.bytes:>9,}{queries:>8}{''.join(map(ratio, ratios))}"
        + (f"  {target.errors} failed" if target.errors else "")
    )


def table(targets: list[Target], plain: Target) -> str:
    return "\n".join([HEAD, *(row(target, plain) for target in targets)])


def as_json(target: Target, plain: Target) -> dict[str, Any]:
    return {
        "name": target.name,
        "server": target.server,
        "per_second": round(target.per_second, 1),
        "p50_ms": target.p50,
        "p99_ms": target.p99,
        "bytes": target.bytes,
        "queries": target.queries,
        "to_constant": target.against(target.base),
        "to_django_constant": target.against(target.django),
        "to_nginx": target.against(plain),
        "errors": target.errors,
    }


def times(pairs: list[tuple[Target, Target]]) -> str:
    """How much longer each takes than another of the same run: 1.00 is the same."""
    lines = []
    for one, other in pairs:
        lines.append(f"{one.server:<10}{one.name:<34}{ratio(other.against(one))} × {other.name}")
    return "\n".join(lines)
