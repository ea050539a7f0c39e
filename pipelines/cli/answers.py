"""How an answer looks on a terminal: title, what it is, where it stands, the sentence that shows it, the Cypher."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from graph.ask.answer import Answer, Row
from graph.plain import plain

_HEALTH = {"alive": "green", "dead": "red", "uncertain": "yellow"}


def show(answer: Answer, console: Console | None = None) -> None:
    """Prints `answer`, at most as wide as the terminal (80 columns where there is none)."""
    console = console or Console(highlight=False, soft_wrap=False, width=None if Console().is_terminal else 80)
    if answer.note:
        console.print(Text(plain(answer.note, 400), style="bold"))
    if not answer.rows:
        console.print(Text("Nothing found."))
    for number, row in enumerate(answer.rows, 1):
        console.print(_head(number, row))
        for line in _lines(row):
            console.print(Padding(line, (0, 0, 0, 4)))
    if answer.cypher:
        console.print(Text("\nCypher", style="dim bold"))
        console.print(Padding(Text(answer.cypher, style="dim"), (0, 0, 0, 2)))
        for name, value in answer.params.items():
            console.print(Padding(Text(plain(f"${name} = {value!r}", 300), style="dim"), (0, 0, 0, 2)))


def _head(number: int, row: Row) -> Text:
    text = Text(f"{number:>2}. ")
    text.append(plain(str(row.get("title") or row.get("url") or row.get("key") or "")), style="bold")
    score = row.get("score")
    if isinstance(score, float):
        text.append(f"  {score:.2f}")
    if row.get("match") == "words":
        text.append("  only the words", style="italic")
    return text


def _lines(row: Row) -> list[Text]:
    """What stands under a row's title."""
    facts = Text()
    if row.get("health"):
        health = str(row["health"])
        facts.append(health, style=_HEALTH.get(health, ""))
        if row.get("state") and row["state"] != "ok":
            facts.append(f" ({plain(str(row['state']))})")
    if row.get("resource"):
        facts.append(f" · {plain(str(row['resource']))}")
    details = [row.get("kind"), row.get("author"), row.get("level")]
    minutes = row.get("minutes")
    details += [f"{minutes:.0f} min"] if isinstance(minutes, int | float) and minutes >= 1 else []
    stages = row.get("stages")
    details += [f"in {', '.join(map(str, stages[:3]))}"] if isinstance(stages, list) and stages else []
    for detail in details:
        if detail:
            facts.append(f" · {plain(str(detail), 120)}")
    lines = [facts] if facts.plain else []
    if row.get("reason"):
        lines.append(Text(plain(str(row["reason"]), 300)))
    if row.get("url"):
        lines.append(Text(plain(str(row["url"])), style="cyan", overflow="fold"))
    if row.get("evidence") and row["evidence"] != row.get("reason"):
        lines.append(Text(f"“{plain(str(row['evidence']), 240)}”", style="italic"))
    return lines
