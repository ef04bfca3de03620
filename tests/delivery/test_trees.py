"""The folder that readers have, its spare, and the one that takes their place."""

import random

import pytest

from newsroom.delivery.mirror.trees import Tree, current, spare_of


@pytest.fixture
def site(tmp_path):
    return tmp_path / "site"


def made(site, files):
    """A tree as `Making` makes one: what is there already is kept, the rest put."""
    tree = Tree(site)
    for path, content in files.items():
        if not tree.keep(path, len(content)):
            tree.put(path, content)
    tree.clear_but(files)
    return tree


def goes_out(tree):
    tree.switch()
    tree.leave_spare()
    tree.sweep()


def contents(folder):
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def folders(tmp_path):
    return sorted(path.name for path in tmp_path.iterdir())


def test_a_tree_takes_the_place_of_the_one_before_and_that_goes(tmp_path):
    first = Tree(tmp_path / "site")
    first.put("kept", b"1")
    first.put("gone", b"2")
    first.switch()
    second = Tree(tmp_path / "site")
    assert second.keep("kept", 1)
    assert not second.keep("kept", 7)
    assert not second.keep("never", 1)
    assert second.keep("gone", 1)
    second.put("gone", b"otherwise")
    assert (tmp_path / "site" / "gone").read_bytes() == b"2"
    second.switch()
    second.sweep()
    assert (tmp_path / "site" / "gone").read_bytes() == b"otherwise"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.2", "site"]


def test_a_tree_that_was_begun_and_left_is_swept(tmp_path):
    Tree(tmp_path / "site").put("half", b"")
    tree = Tree(tmp_path / "site")
    tree.switch()
    tree.sweep()
    assert current(tmp_path / "site") == tmp_path / ".site.2"
    assert not (tmp_path / ".site.1").exists()


@pytest.mark.parametrize("path", ["../out", "a/../../out", "/etc/x", "a//b", "", "a/./b", "a\0"])
def test_no_path_leads_out_of_a_tree(tmp_path, path):
    with pytest.raises(ValueError, match="no path"):
        Tree(tmp_path / "site").put(path, b"")


def test_what_readers_have_has_a_spare_of_the_same_files(site, tmp_path):
    goes_out(made(site, {"a/kept": b"1", "a/gone": b"2"}))
    assert folders(tmp_path) == [".site.1", "site"]
    goes_out(made(site, {"a/kept": b"1", "b/new": b"33"}))
    assert folders(tmp_path) == [".site.2", ".site.2.spare", "site"]
    spare = tmp_path / ".site.2.spare"
    assert contents(spare) == contents(site) == {"a/kept": b"1", "b/new": b"33"}
    assert all((spare / path).samefile(site / path) for path in contents(site))


def test_the_next_tree_begins_with_the_twin_and_readers_see_nothing_of_it(site, tmp_path):
    for _ in range(2):
        goes_out(made(site, {"kept": b"1", "other": b"2", "gone": b"3"}))
    tree = Tree(site)
    assert contents(tree.folder) == contents(site)
    assert not spare_of(current(site)).exists()
    tree.put("other", b"otherwise")
    tree.clear_but({"kept", "other"})
    assert contents(site) == {"kept": b"1", "other": b"2", "gone": b"3"}
    goes_out(tree)
    assert contents(site) == {"kept": b"1", "other": b"otherwise"}


def test_a_damaged_twin_is_mended_from_what_readers_have(site):
    for _ in range(2):
        goes_out(made(site, {"lost": b"1", "cut": b"22", "whole": b"3"}))
    spare = spare_of(current(site))
    (spare / "lost").unlink()
    (spare / "cut").unlink()
    (spare / "cut").write_bytes(b"")
    (spare / "slipped in").write_bytes(b"?")
    tree = Tree(site)
    assert tree.keep("lost", 1)
    assert not tree.keep("cut", 2)
    assert tree.keep("whole", 1)
    tree.put("cut", b"22")
    tree.clear_but({"lost", "cut", "whole"})
    goes_out(tree)
    files = {"lost": b"1", "cut": b"22", "whole": b"3"}
    assert contents(site) == contents(spare_of(current(site))) == files


def test_a_name_that_was_a_file_may_become_a_folder_and_back(site):
    for files in ({"a": b"1"}, {"a/b": b"2"}, {"a": b"3"}, {"a/b/c": b"4"}):
        tree = Tree(site)
        tree.clear_but(())
        for path, content in files.items():
            tree.put(path, content)
        goes_out(tree)
        assert contents(site) == files
        spare = spare_of(current(site))
        assert not spare.exists() or contents(spare) == files


def test_a_disk_that_knows_no_second_names_has_no_twin(site, tmp_path, monkeypatch):
    def no_link(*_names):
        raise OSError

    monkeypatch.setattr("os.link", no_link)
    for files in ({"kept": b"1"}, {"kept": b"1", "new": b"2"}, {"kept": b"1"}):
        goes_out(made(site, files))
        assert contents(site) == files
    assert folders(tmp_path) == [".site.3", "site"]


class Killed(Exception):
    pass


@pytest.mark.parametrize("seed", range(30))
def test_whenever_it_is_killed_readers_have_a_whole_tree(tmp_path, monkeypatch, seed):
    """Every call that changes a disk may be the last one of its process; what went out is always
    what one of the runs wanted, whole, and after a run that ends nothing else is left."""
    chance, site = random.Random(seed), tmp_path / "site"
    names = ["a", "b/c", "b/d/e", "f/g", "h"]
    left = None

    def counted(call):
        def checked(*args, **kwargs):
            nonlocal left
            if left is not None:
                left -= 1
                if left < 0:
                    raise Killed
            return call(*args, **kwargs)

        return checked

    for module, name in (("os", "link"), ("os", "unlink"), ("os", "rename"), ("os", "replace"),
                         ("os", "rmdir"), ("shutil", "rmtree")):  # fmt: skip
        monkeypatch.setattr(f"{module}.{name}", counted(getattr(__import__(module), name)))
    has: dict[str, bytes] = {}
    for number in range(12):
        wanted = {name: f"{number}".encode() for name in names if chance.random() < 0.7}
        wanted |= {name: has[name] for name in has if chance.random() < 0.6}
        left = chance.choice([None, chance.randrange(12)])
        try:
            tree = Tree(site)
            for path, content in wanted.items():
                if content != has.get(path) or not tree.keep(path, len(content)):
                    tree.put(path, content)
            tree.clear_but(wanted)
            goes_out(tree)
        except Killed:
            left = None
            assert not site.exists() or contents(site) in (has, wanted)
            has = contents(site) if site.exists() else {}
        else:
            left = None
            assert contents(site) == wanted
            has = wanted
            tree = current(site)
            assert folders(tmp_path)[:-1] in ([tree.name], [tree.name, spare_of(tree).name])
            spare = spare_of(tree)
            assert not spare.exists() or contents(spare) == wanted
