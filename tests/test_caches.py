"""The cache without Redis is one for all processes."""

from concurrent.futures import ThreadPoolExecutor

from newsroom import env
from newsroom.caches import FileCache


def test_add_succeeds_once_for_all_that_try_at_the_same_time(tmp_path):
    caches = [FileCache(tmp_path, {}) for _ in range(8)]
    for key in map(str, range(25)):
        with ThreadPoolExecutor(8) as threads:
            added = list(threads.map(lambda cache, key=key: cache.add(key, 1), caches))
        assert sum(added) == 1


def test_files_are_the_cache_where_no_address_is_given(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    assert env.cache("X", tmp_path)["LOCATION"] == tmp_path
