"""Exports: what is kept of a user, in a file for them."""

import asyncio
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any, Final

from bot.clock import Clock
from bot.ids import UserId
from bot.members.ports import PersonalRecords

_NAME: Final = "qiao-my-data"
_LARGEST: Final = 8 * 2**20  # bytes; Discord takes files of 10 MiB everywhere


@dataclass(frozen=True, slots=True)
class Export:
    """A file: JSON, or a ZIP of it where it would be too large to send."""

    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Exports:
    """Makes exports."""

    records: PersonalRecords
    clock: Clock

    async def of(self, user_id: UserId) -> Export:
        """Return all that is kept of a user.

        Raises:
            Unavailable: The database does not answer.
        """
        kept = await self.records.of(user_id)
        said = {"user_id": str(user_id), "exported_at": self.clock.now().isoformat(), "kept": kept}
        return await asyncio.to_thread(_file, said)


def _file(said: dict[str, Any]) -> Export:
    content = json.dumps(said, ensure_ascii=False, indent=1).encode()
    if len(content) <= _LARGEST:
        return Export(f"{_NAME}.json", content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{_NAME}.json", content)
    return Export(f"{_NAME}.zip", packed.getvalue())
