"""An export is a file that opens anywhere and can be sent."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ids import UserId
from bot.members.exports import Exports
from bot.members.ports import Record
from tests.fakes import StillClock


@dataclass
class Kept:
    """Records of a user's."""

    records: Mapping[str, Sequence[Record]]

    async def of(self, user_id: UserId) -> Mapping[str, Sequence[Record]]:
        return self.records


async def test_it_says_whose_it_is_and_when_and_holds_every_record():
    records: dict[str, list[Record]] = {"choice": [{"user_id": "7", "takes_part": False}]}
    export = await Exports(Kept(records), StillClock()).of(UserId(7))
    said = json.loads(export.content)
    assert export.filename == "qiao-my-data.json"
    assert (said["user_id"], said["kept"]) == ("7", records)
    assert said["exported_at"] == StillClock().now().isoformat()


async def test_what_would_be_too_large_to_send_is_packed():
    export = await Exports(Kept({"ledger": [{"word": "字" * 1000}] * 3000}), StillClock()).of(UserId(7))
    assert export.filename.endswith(".zip")
    assert len(export.content) < 1_000_000
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
        assert len(json.loads(archive.read("qiao-my-data.json"))["kept"]["ledger"]) == 3000
