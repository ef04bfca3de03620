"""The folder that readers have, its spare, and the one that takes its place."""

import os
import random
import shutil
from pathlib import Path

import pytest

from newsroom.delivery.mirror.trees import Tree, current, is_same, spare_of


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
    assert not second.keep("kept", 7)
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


def test_the_next_tree_begins_with_the_spare_and_readers_see_nothing_of_it(site, tmp_path):
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


def test_a_damaged_spare_is_mended(site):
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
    goes_out(made(site, {"a": b"0"}))
    for files in ({"a/b": b"2"}, {"a": b"3"}, {"a/b/c": b"4", "d": b"5"}, {"a": b"6", "d/e": b"7"}):
        tree = Tree(site)
        tree.clear_but([path for path, told in files.items() if tree.keep(path, len(told))])
        for path, content in files.items():
            tree.put(path, content)
        goes_out(tree)
        assert contents(site) == contents(spare_of(current(site))) == files


def test_what_stands_in_the_way_of_a_file_is_not_kept(site):
    for _ in range(2):
        goes_out(made(site, {"a": b"1", "b/c": b"2", "d": b"3"}))
    spare = spare_of(current(site))
    (spare / "a").unlink()
    (spare / "a").mkdir()
    shutil.rmtree(spare / "b")
    (spare / "b").write_bytes(b"")
    (spare / "d").unlink()
    (spare / "d").symlink_to("e")
    tree = Tree(site)
    assert not any(tree.keep(path, 1) for path in ("a", "b/c", "d"))


def test_a_folder_that_is_a_link_goes(site, tmp_path):
    for _ in range(2):
        goes_out(made(site, {"a": b"1"}))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "told").write_bytes(b"")
    (spare_of(current(site)) / "folder").symlink_to(tmp_path / "elsewhere")
    goes_out(made(site, {"a": b"1"}))
    assert [path.name for path in site.iterdir()] == ["a"]
    assert (tmp_path / "elsewhere" / "told").exists()


def test_spares_of_other_trees_are_not_taken_and_go(site, tmp_path):
    for _ in range(2):
        goes_out(made(site, {"a": b"1"}))
    for name in (".site.1.spare", ".site.9.spare"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "old").write_bytes(b"")
    tree = made(site, {"a": b"1"})
    assert contents(tree.folder) == {"a": b"1"}
    assert tree.folder.name == ".site.10"
    goes_out(tree)
    assert folders(tmp_path) == [".site.10", ".site.10.spare", "site"]
    site.unlink()
    tree = made(site, {"b": b"1"})
    assert contents(tree.folder) == {"b": b"1"}
    goes_out(tree)
    assert folders(tmp_path) == [".site.11", "site"]


def test_a_folder_may_have_any_name(tmp_path):
    site = tmp_path / "a[b]*"
    for _ in range(3):
        goes_out(made(site, {"a": b"1"}))
    assert folders(tmp_path) == [".a[b]*.3", ".a[b]*.3.spare", "a[b]*"]


def no_link(*_names):
    raise OSError


class Alike:
    """An entry of a folder on a disk that lists all files by one number, as some do that are
    mounted by a program."""

    def __init__(self, path):
        self.path = path

    def inode(self):
        return 0xFFFFFFFF

    def is_dir(self, *, follow_symlinks):
        return self.path.is_dir()

    def stat(self, *, follow_symlinks):
        return self.path.lstat()


def test_two_files_are_told_apart_where_a_disk_lists_all_by_one_number(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"1")
    os.link(tmp_path / "a", tmp_path / "c")
    a, b, c, folder = (Alike(tmp_path / name) for name in ("a", "b", "c", ""))
    assert is_same(a, c)
    assert not is_same(a, b)
    assert not is_same(a, folder)
    assert not is_same(folder, a)


def test_a_disk_that_knows_no_second_names_has_no_spare(site, tmp_path, monkeypatch):
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

    for name in ("link", "unlink", "rename", "replace", "rmdir", "mkdir", "symlink"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    monkeypatch.setattr(shutil, "rmtree", counted(shutil.rmtree))
    monkeypatch.setattr(Path, "write_bytes", counted(Path.write_bytes))
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
