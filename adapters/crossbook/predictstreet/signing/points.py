"""Who signed, reckoned by hand on the curve secp256k1: for machines without coincurve. Takes public numbers only, never a key."""

from __future__ import annotations

from typing import Final, TypeAlias

PRIME: Final = 2**256 - 2**32 - 977
ORDER: Final = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""How many points there are: every key is below."""

Point: TypeAlias = tuple[int, int, int]
"""In Jacobian coordinates: x / z^2, y / z^3. Nowhere, the neutral point, has z = 0."""

_NOWHERE: Final[Point] = (0, 1, 0)
_BASE: Final[Point] = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
    1,
)


def recover(digest: bytes, r: int, s: int, *, is_odd: bool) -> bytes | None:
    """Give the public key, 64 bytes, that signed a digest; None where there is none. `is_odd` is of the y of the point of r."""
    y = pow(pow(r, 3, PRIME) + 7, (PRIME + 1) // 4, PRIME)
    if (y * y - pow(r, 3, PRIME) - 7) % PRIME:
        return None  # no point of the curve has this x
    point = (r, y if y % 2 == is_odd else PRIME - y, 1)
    inverse = pow(r, -1, ORDER)
    return _written(_both(_BASE, -int.from_bytes(digest) * inverse % ORDER, point, s * inverse % ORDER))


def _written(point: Point) -> bytes | None:
    x, y, z = point
    if z == 0:
        return None
    inverse = pow(z, -1, PRIME)
    return (x * inverse**2 % PRIME).to_bytes(32) + (y * inverse**3 % PRIME).to_bytes(32)


def _both(one: Point, times: int, other: Point, other_times: int) -> Point:
    """Give times * one + other_times * other, bit by bit of both together."""
    sums = {1: one, 2: other, 3: _added(one, other)}
    result = _NOWHERE
    for bit in reversed(range(max(times.bit_length(), other_times.bit_length()))):
        result = _doubled(result)
        which = (times >> bit & 1) | (other_times >> bit & 1) << 1
        if which:
            result = _added(result, sums[which])
    return result


def _doubled(point: Point) -> Point:
    x, y, z = point
    if z == 0 or y == 0:
        return _NOWHERE
    square = y * y % PRIME
    four, three = 4 * x * square % PRIME, 3 * x * x % PRIME
    new = (three * three - 2 * four) % PRIME
    return new, (three * (four - new) - 8 * square * square) % PRIME, 2 * y * z % PRIME


def _added(one: Point, other: Point) -> Point:
    if one[2] == 0 or other[2] == 0:
        return other if one[2] == 0 else one
    (x1, y1, z1), (x2, y2, z2) = one, other
    z1_2, z2_2 = z1 * z1 % PRIME, z2 * z2 % PRIME
    u1, u2 = x1 * z2_2 % PRIME, x2 * z1_2 % PRIME
    s1, s2 = y1 * z2_2 * z2 % PRIME, y2 * z1_2 * z1 % PRIME
    if u1 == u2:
        return _doubled(one) if s1 == s2 else _NOWHERE
    h, r = u2 - u1, s2 - s1
    h2 = h * h % PRIME
    h3, v = h * h2 % PRIME, u1 * h2 % PRIME
    x = (r * r - h3 - 2 * v) % PRIME
    return x, (r * (v - x) - s1 * h3) % PRIME, h * z1 * z2 % PRIME
