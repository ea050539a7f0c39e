"""From what the web answered to a verdict that can be believed: pure functions over tables of marks and phrases."""

from crawler.verdicts.judge import is_suspect, judge, weigh

__all__ = ["is_suspect", "judge", "weigh"]
