"""What a column held is what it holds again, on either database."""

import json
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection, models
from django.db.models import Value
from django.test.utils import isolate_apps

from newsroom.backups.rows import Tally, bundles, columns, lines, plain, tally, write

VALUES = {
    "text": ("CharField", {"max_length": 200}, [
        "", "قُتل «خمسة»\n\t\\\"'", "\u2067x\u2069", "\u2028",
    ]),
    "instant": ("DateTimeField", {}, [
        datetime(2026, 11, 27, 23, 59, 59, 999999, UTC), datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 3, 27, 1, 0, 0, 1, UTC),
    ]),
    "day": ("DateField", {}, [date(2024, 2, 29), date(1, 1, 1)]),
    "clock": ("TimeField", {}, [time(23, 59, 59, 999999)]),
    "span": ("DurationField", {}, [timedelta(days=3, microseconds=1), timedelta(seconds=-1)]),
    "amount": ("DecimalField", {"max_digits": 12, "decimal_places": 2},
               [Decimal("1234567890.12"), Decimal("-0.10")]),
    "ratio": ("FloatField", {}, [0.1, 35.91234567890123, -1e-300]),
    "count": ("PositiveBigIntegerField", {}, [0, 2**63 - 1]),
    "key": ("UUIDField", {}, [uuid.UUID(int=7), uuid.uuid4()]),
    "raw": ("BinaryField", {}, [b"", bytes(range(256))]),
    "mark": ("BooleanField", {}, [True, False]),
    "told": ("JSONField", {}, [
        {"ب": [1, 1.5, None, True, "x"], "a": {}}, [], "words", 0, False, {"at": "2026-01-01"},
    ]),
}  # fmt: skip


@pytest.fixture
def model(transactional_db):
    """A table with a column of every kind, empty ones allowed, and one that must hold JSON."""
    with isolate_apps("newsroom.backups"):
        fields = {
            name: getattr(models, kind)(null=True, **more)
            for name, (kind, more, _) in VALUES.items()
        }
        meta = type("Meta", (), {"app_label": "backups", "db_table": "every_kind"})
        stamped = models.DateTimeField(auto_now=True)
        body = {"__module__": __name__, "Meta": meta, "stamped": stamped,
                "wanted": models.JSONField(default=dict), **fields}  # fmt: skip
        made = type("EveryKind", (models.Model,), body)
    with connection.schema_editor() as editor:
        editor.create_model(made)
    yield made
    with connection.schema_editor() as editor:
        editor.delete_model(made)


def rows(model) -> list[dict]:
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("kind", VALUES)
def test_every_kind_of_column_comes_back(model, kind):
    for value in [*VALUES[kind][2], None]:
        model.objects.create(**{kind: value})
    model.objects.update(stamped=datetime(2020, 1, 1, 0, 0, 0, 123456, UTC))
    before, sums = rows(model), Tally()
    told = list(bundles(lines(model, "default"), sums))
    model.objects.all().delete()
    for bundle in told:
        write(model, [each.column for each in columns(model)], bundle, connection)
    assert rows(model) == before
    assert [row[kind] for row in before][:-1] == VALUES[kind][2]
    assert tally(model, "default") == sums


def test_nothing_in_a_column_that_must_hold_json_comes_back(model):
    model.objects.create(wanted=Value(None, models.JSONField()))
    (told,) = lines(model, "default")
    model.objects.all().delete()
    write(model, [each.column for each in columns(model)], told, connection)
    assert rows(model)[0]["wanted"] is None


def test_tally_notices_a_row_that_is_lost_twice_there_or_changed(model):
    def of(*words: str) -> Tally:
        found = Tally()
        for word in words:
            found.add(word.encode())
        return found

    whole = of("a", "b", "c")
    assert whole == of("c", "a", "b")
    for other in (of("a", "b"), of("a", "b", "c", "c"), of("a", "b", "d"), of("a", "a", "c")):
        assert other != whole


def test_bundles_stay_small():
    found = list(bundles([b"x" * 3_000_000] * 3 + [b"y"] * 2500, Tally()))
    assert [len(each.split(b"\n")) for each in found] == [2, 1000, 1000, 501]


def test_kind_that_nobody_knows_is_no_guess():
    with pytest.raises(TypeError, match="complex"):
        json.dumps([1j], default=plain)
