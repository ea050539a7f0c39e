"""Notes on disk: planned changes, written whole or not at all, and taken back."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.records import Note
from pipelines.fix.engine import Fixed, fixed
from pipelines.fix.errors import ChangedError, FixError
from pipelines.fix.patch import applied, diff, parse
from pipelines.fix.rules import Rules


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change in one note. `before` are the bytes that the plan was made from."""

    note: str
    path: Path
    before: bytes
    fixed: Fixed

    @property
    def patch(self) -> bytes:
        """The change as a unified diff."""
        return diff(str(self.path), self.before, self.fixed.data)

    @property
    def reverse(self) -> bytes:
        """The diff that takes it back."""
        return diff(str(self.path), self.fixed.data, self.before)


@dataclass(frozen=True, slots=True)
class Refused:
    """A note that was left alone, and why."""

    note: str
    reason: str


def plan(notes: Iterable[Note], rules: Rules) -> tuple[list[Plan], list[Refused]]:
    """The changes that the rules ask for in the notes, and the notes that cannot be changed."""
    plans: list[Plan] = []
    refused: list[Refused] = []
    for note in notes:
        path = Path(note.source)
        try:
            data = path.read_bytes()
        except OSError as problem:
            refused.append(Refused(note.path, f"cannot be read: {problem.strerror or problem}"))
            continue
        result = fixed(path.name, data, rules)
        if not result.changes and not result.skipped:
            continue
        if hashlib.sha256(data).hexdigest() != note.digest:
            refused.append(Refused(note.path, "changed since the last run: run linkatlas nightly or check first"))
        else:
            plans.append(Plan(note.path, path, data, result))
    return plans, refused


def write(plans: Sequence[Plan], undo: Path) -> None:
    """Write the plans, after the patch that takes them back stands in `undo`.

    Raises ChangedError where a note is not what it was when the plan was made, FixError where it cannot be written;
    notes before it are written, those after it are not, and the patch covers all of them.
    """
    undo.parent.mkdir(parents=True, exist_ok=True)
    undo.write_bytes(b"".join(one.reverse for one in plans))
    for one in plans:
        replace_file(one.path, one.before, one.fixed.data)


def take_back(patch: Path) -> list[Path]:
    """Apply a patch from the data folder; all its files are checked before the first is written.

    Raises PatchError where one is not what the patch left behind.
    """
    try:
        files = parse(patch.read_bytes())
        pairs = [(Path(one.path), before := Path(one.path).read_bytes(), applied(one, before)) for one in files]
    except OSError as problem:
        raise FixError(f"{problem.filename or patch}: {problem.strerror}") from problem
    for path, before, after in pairs:
        replace_file(path, before, after)
    return [path for path, _, _ in pairs]


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the file's place in one step, its permissions kept; a link to a file stays a link."""
    target = path.resolve()
    try:
        if target.read_bytes() != before:
            raise ChangedError(f"{path}: changed while linkatlas looked at it", hint="nothing was written to it")
        mode = target.stat().st_mode
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as problem:
        raise FixError(f"{path}: cannot be written: {problem.strerror}") from problem
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode & 0o7777)
        Path(name).replace(target)
    except OSError as problem:
        Path(name).unlink(missing_ok=True)
        raise FixError(f"{path}: cannot be written: {problem.strerror}") from problem


def uncommitted(paths: Sequence[Path]) -> list[Path]:
    """Those of the files that stand in a git repository with changes not committed; none where git is missing."""
    return [path for path in paths if _git_says_changed(path)]


def _git_says_changed(path: Path) -> bool:
    try:
        done = subprocess.run(
            ["git", "-C", str(path.resolve().parent), "status", "--porcelain", "--", path.resolve().name],
            capture_output=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout.strip())
