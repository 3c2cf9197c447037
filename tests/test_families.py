"""A test with many cases fails where one of them does, and says which."""

from __future__ import annotations

import pytest
from families import every


def is_even(number: int) -> None:
    assert number % 2 == 0


def test_every_case_is_checked() -> None:
    checked: list[int] = []
    every((2, 4, 6), checked.append)
    assert checked == [2, 4, 6]


def test_one_that_fails_is_raised_as_it_is_with_its_case() -> None:
    with pytest.raises(AssertionError) as caught:
        every((2, 3, 4), is_even)
    assert caught.value.__notes__ == ["case: 3"]


def test_all_that_fail_are_told_whatever_came_before() -> None:
    checked: list[int] = []

    def check(number: int) -> None:
        checked.append(number)
        with pytest.raises(ValueError, match="odd"):
            is_even(number) if number < 3 else int("odd")

    with pytest.raises(BaseExceptionGroup, match="2 of 4 cases failed") as caught:
        every((1, 2, 3, 4), check)
    assert [error.__notes__ for error in caught.value.exceptions] == [["case: 1"], ["case: 2"]]
    assert checked == [1, 2, 3, 4]


def test_a_family_without_a_case_proves_nothing() -> None:
    with pytest.raises(AssertionError, match="at least one case"):
        every((), is_even)
