"""The process's memory: what nobody uses is not loaded, what stays is set aside, what the start left is given back."""

import contextlib
import ctypes
import gc
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Final

# A message leaves some hundred objects that the collector looks at, and hardly a cycle. With Python's own
# thresholds (700, 10, 10) a fifth of the time went into looking, a tenth of a second at a stretch.
_COLLECT_AFTER: Final = (50_000, 20, 100)


class _Nothing(ModuleType):
    """A module that has whatever is imported from it, and nothing in that."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


@contextlib.contextmanager
def without(*names: str) -> Iterator[None]:
    """Let nothing be found in the modules *names* meanwhile: for libraries that import more than we use of them."""
    absent = {name: _Nothing(name) for name in names if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def settle() -> None:
    """Leave what stands by now out of every garbage collection, collect less often, and free what is unused."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    with contextlib.suppress(OSError, AttributeError, TypeError):  # only glibc keeps it, and can be asked for it
        ctypes.CDLL(None).malloc_trim(0)
