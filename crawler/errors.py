"""What can stop a crawl.

LinkAtlasError
└── CrawlError            the crawl could not be done (exit 1)
    ├── ProcessesError    the processes that visit links cannot work (exit 1)
    └── CrawlOptionsError a setting of the table `crawl` makes no sense (exit 2)
"""

from __future__ import annotations

import errno

from crawler.records import LinkAtlasError


class CrawlError(LinkAtlasError):
    """The crawl could not be done."""


NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM, errno.ENOBUFS})
"""How a machine says that it lets a process have no more files, processes or memory."""


class ProcessesError(CrawlError):
    """The processes that visit links cannot start, or have no room to work."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(
            f"the processes that visit links cannot work: {problem.strerror or problem}",
            hint="raise the limits of open files (ulimit -n 1024) and processes (ulimit -u), or free memory; try again",
        )
        self._problem = problem

    def __reduce__(self) -> tuple[type[ProcessesError], tuple[OSError]]:
        """It comes from the process that it is about."""
        return type(self), (self._problem,)


class CrawlOptionsError(CrawlError):
    """A setting of the table `crawl` makes no sense."""

    exit_code = 2
