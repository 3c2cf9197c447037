"""Has an error that is raised to the caller hold nothing of what the call worked with."""

from __future__ import annotations

from traceback import clear_frames


def let_go(error: BaseException, outer: BaseException | None) -> None:
    """Empty the frames that an error went through, and those of what it was raised behind; what is never printed, it forgets.

    Or else it and the variables of the frames would hold each other until the collector comes, and whoever writes tracebacks with
    local variables, or follows contexts, would find a body as the venue wrote it. A cause is there to be looked at, and stays.
    `outer` is what the caller was handling already, and the caller's.
    """
    clear_frames(error.__traceback__)
    while (behind := error.__context__) is not None and behind is not outer and behind is not error.__cause__:
        if error.__suppress_context__:
            error.__context__ = outer
            return
        clear_frames(behind.__traceback__)
        error = behind
