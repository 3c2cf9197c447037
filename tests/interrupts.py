"""Interrupts code at any one of its steps: where Ctrl-C could strike, and at every place in between."""

from __future__ import annotations

import dis
import sys
from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType, FrameType
from typing import Any, Final

import attrs

_LOOKS_BEHIND: Final = ("CALL_FUNCTION_EX", "CALL_INTRINSIC_1", "JUMP_BACKWARD", "RESUME", "SEND")
"""Instructions after which the interpreter looks for signals, whatever they call. A plain call of a Python function is none of them."""

_BOOKKEEPING: Final = ("PUSH_EXC_INFO", "POP_EXCEPT")
_GIVES_UP: Final = ("COPY", "POP_EXCEPT")
"""How a handler is entered and left. No signal is looked for there, and the interpreter would take the exception for handled forever."""
_IN_THE_END: Final = ("CALL_INTRINSIC_1", "RERAISE")
"""What a generator expression does with an exception, and when nobody asks it any more: nobody hears what is raised there."""

_RECKONS: Final = "/signing/points.py"
"""Arithmetic on a curve: each signature takes thousands of steps more or fewer, and an interrupt has nothing to lose there."""

_TOOLS: Final = (4, 3)
"""The numbers under which `sys.monitoring` may know us: the others are spoken for. A library that looks on as well takes one, too."""


@attrs.define
class Stopped:
    """What became of a call that was to be interrupted at one of its steps."""

    steps: int
    """How many steps were counted."""
    error: BaseException | None
    """How it ended, if not well."""
    result: Any = None
    struck: tuple[str, str] = ("", "")
    """The instruction before the one at which it was interrupted, and that one."""

    @property
    def is_the_return(self) -> bool:
        """Whether it was struck where a function hands on what another one of ours returned: no signal is looked for there."""
        return self.struck[1] == "RETURN_VALUE" and self.struck[0] not in _LOOKS_BEHIND

    @property
    def was_over(self) -> bool:
        """Whether the call had no such step: one takes more of them than another."""
        return not self.struck[1]

    @property
    def was_interrupted(self) -> bool:
        return isinstance(self.error, KeyboardInterrupt)


def stopped_at(point: int, call: Callable[[], object], *places: str) -> Stopped:
    """Run a call and raise KeyboardInterrupt before the step of that number, counted in the files whose names hold one of the places.

    A step is one instruction of the interpreter. Where no interrupt can strike, the next one is.
    """
    steps = _Steps(point, places)
    with_steps = steps.monitored if sys.version_info >= (3, 12) else steps.traced
    try:
        result = with_steps(call)
    except BaseException as error:  # noqa: BLE001 - that is what it is about
        return Stopped(steps.count, error, struck=steps.struck)
    return Stopped(steps.count, None, result)


class _Steps:
    def __init__(self, point: int, places: tuple[str, ...]) -> None:
        self.count = 0
        self.struck = ("", "")
        self._point = point
        self._places = places

    def _step(self, code: CodeType, offset: int) -> None:
        self.count += 1
        if self.count < self._point or self.struck != ("", ""):
            return
        instructions = list(dis.get_instructions(code))
        place = next(number for number, each in enumerate(instructions) if each.offset == offset)
        before, here, after = (each.opname if each else "" for each in (None, *instructions, None)[place : place + 3])
        if here in _BOOKKEEPING or (here, after) == _GIVES_UP or (code.co_name == "<genexpr>" and here in _IN_THE_END):
            return
        self.struck = (before, here)
        raise KeyboardInterrupt

    def _is_watched(self, name: str) -> bool:
        return any(place in name for place in self._places) and not name.endswith(_RECKONS)

    # Python 3.11: tracing tells of every instruction.

    def traced(self, call: Callable[[], object]) -> object:
        is_watched = cache(self._is_watched)
        before_it = self._point - 1

        def trace(frame: FrameType, _: str, __: object) -> Any:
            if not is_watched(frame.f_code.co_filename):
                return None
            frame.f_trace_opcodes = True
            frame.f_trace_lines = False
            return within

        def within(frame: FrameType, event: str, __: object) -> Any:
            if event == "opcode":
                # Nearly every step is only counted.
                if self.count < before_it:
                    self.count += 1
                else:
                    self._step(frame.f_code, frame.f_lasti)
            return within

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            return call()
        finally:
            sys.settrace(before)

    # From 3.12 on tracing misses some of them; monitoring does not.

    def monitored(self, call: Callable[[], object]) -> object:
        monitoring: Any = vars(sys)["monitoring"]  # Type checkers look at 3.11, which has none.
        events = monitoring.events

        def step(code: CodeType, offset: int) -> object:
            if not self._is_watched(code.co_filename):
                return monitoring.DISABLE
            self._step(code, offset)
            return None

        # Looking for code runs some of it: that is no step of the call.
        codes, tool = list(self._codes()), next(number for number in _TOOLS if monitoring.get_tool(number) is None)
        monitoring.use_tool_id(tool, "interrupts")
        try:
            monitoring.register_callback(tool, events.INSTRUCTION, step)
            monitoring.restart_events()
            for code in codes:
                monitoring.set_local_events(tool, code, events.INSTRUCTION)
            return call()
        finally:
            monitoring.register_callback(tool, events.INSTRUCTION, None)
            for code in codes:
                monitoring.set_local_events(tool, code, 0)
            monitoring.free_tool_id(tool)

    def _codes(self) -> Iterator[CodeType]:
        """Find all code of the watched files, that of functions within functions too."""
        waiting: list[Any] = [
            value
            for module in tuple(sys.modules.values())
            if any(place in (getattr(module, "__file__", None) or "") for place in self._places)
            for value in vars(module).values()
        ]
        seen: set[int] = set()
        while waiting:
            found = waiting.pop()
            if id(found) in seen:
                continue
            seen.add(id(found))
            match found:
                case CodeType() if self._is_watched(found.co_filename):
                    yield found
                    waiting += found.co_consts
                case property():
                    waiting += [found.fget, found.fset]
                case type():
                    waiting += vars(found).values()
                case _:
                    waiting += (getattr(found, name, None) for name in ("__code__", "__func__", "__wrapped__"))
