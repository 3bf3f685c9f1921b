"""How a whole text is put to the chain: in as few calls as fit, and in parts where the whole came out wrong."""

import asyncio
from collections.abc import Sequence

from bot.errors import Unavailable
from bot.translation.chain import Answer, Chain, Unacceptable
from bot.translation.checks import Fault, fault_in
from bot.translation.masking import Masked, between_marks
from bot.translation.model import Language
from bot.translation.segments import blocks_of, divide, has_words, join, lines_of


class Wording:
    """One masked text on its way through the chain."""

    def __init__(self, chain: Chain, masked: Masked, source: Language, target: Language, ends_at: float) -> None:
        self._chain = chain
        self._masked = masked
        self._source = source
        self._target = target
        self._ends_at = ends_at
        self._by: set[str] = set()

    async def translated(self) -> Answer:
        """Return the masked text in the target language, its lines and their markers where they were.

        Raises:
            Unavailable: No translator gives an acceptable answer in time.
        """
        lines = lines_of(self._masked.text, self._masked.spans)
        cores = [line.core for line in lines if line.has_words]
        said = iter([core for block in await self._all(blocks_of(cores)) for core in block])
        text = "\n".join(line.saying(next(said)) if line.has_words else line.saying(line.core) for line in lines)
        return Answer(text, "+".join(sorted(self._by)))

    async def _all(self, blocks: Sequence[list[str]]) -> list[list[str]]:
        # The first goes alone: a translator after a rest takes one call, and the rest would be turned away.
        first = await self._block(blocks[0])
        if len(blocks) == 1:
            return [first]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._block(block)) for block in blocks[1:]]
        except ExceptionGroup as failures:
            if failures.split(Unavailable)[1] is not None:
                raise
            raise failures.exceptions[0] from None
        return [first, *(task.result() for task in tasks)]

    async def _block(self, cores: list[str]) -> list[str]:
        if len(cores) == 1:
            return [await self._core(cores[0])]
        try:
            return (await self._ask("\n".join(cores))).split("\n")
        except Unacceptable:
            return [core for block in await self._all([[core] for core in cores]) for core in block]

    async def _core(self, core: str) -> str:
        pieces = divide(core)
        if len(pieces) == 1:
            try:
                return await self._ask(core)
            except Unacceptable:
                # Between two marks no mark can be lost.
                pieces = between_marks(core)
                if len(pieces) == 1:
                    raise
        return join([await self._piece(piece, core) for piece in pieces], self._target)

    async def _piece(self, piece: str, whole: str) -> str:
        core = piece.strip()
        if not has_words(core):
            return piece
        before, _, after = piece.partition(core)
        return before + await (self._core(core) if len(core) < len(whole) else self._ask(core)) + after

    async def _ask(self, text: str) -> str:
        answer = await self._chain.translate(text, self._source, self._target, check=self._fault, ends_at=self._ends_at)
        self._by.add(answer.translator)
        return answer.text

    def _fault(self, answer: str, asked: str) -> Fault | None:
        return fault_in(answer, asked, self._masked.spans)
