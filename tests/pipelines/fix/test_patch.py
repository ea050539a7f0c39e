"""Patches over bytes: back to the byte, readable by patch(1), refused where the file has changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.fix.errors import PatchError
from pipelines.fix.patch import applied, diff, parse

CONTENT = st.lists(
    st.sampled_from([b"a\n", b"b\n", b"\r\n", b"\xff\x00\n", b"--- x\n", b"@@ -1 +1 @@\n", b"\\ No", b"end"])
).map(b"".join)


@settings(deadline=None)
@given(CONTENT, CONTENT)
def test_a_patch_gives_the_same_bytes_both_ways(before: bytes, after: bytes) -> None:
    for one, other in ((before, after), (after, before)):
        patch = diff("a note", one, other)
        assert (patch == b"") == (one == other)
        for file in parse(patch):
            assert applied(file, one) == other


def test_files_of_a_patch_are_kept_apart() -> None:
    names = ["a.md", "with 'quotes'.md", "tab\there.md", " spaced ", "ü/日本.md"]
    patch = b"".join(diff(name, b"old\n", name.encode()) for name in names)
    assert [file.path for file in parse(patch)] == names
    assert [applied(file, b"old\n") for file in parse(patch)] == [name.encode() for name in names]


def test_a_changed_file_is_refused() -> None:
    file = parse(diff("a.md", b"1\n2\n3\n", b"1\nx\n3\n"))[0]
    with pytest.raises(PatchError, match="changed since"):
        applied(file, b"1\n2\n4\n")


def test_what_is_no_patch_is_said_to_be_none() -> None:
    with pytest.raises(PatchError, match="not a patch"):
        parse(b"hello\n")


def test_the_patch_program_reads_it_too(tmp_path: Path) -> None:
    program = shutil.which("git")
    assert program, "git is part of every development environment of this project"
    before = b"".join(b"line %d\n" % number for number in range(40)) + b"no end"
    after = before.replace(b"line 7\n", b"line seven\n").replace(b"no end", b"an end")
    (tmp_path / "n.md").write_bytes(before)
    (tmp_path / "p.patch").write_bytes(diff("n.md", before, after))
    subprocess.run([program, "apply", "-p0", "p.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "n.md").read_bytes() == after
