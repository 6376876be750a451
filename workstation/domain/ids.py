"""Identities: UUID version 7 (RFC 9562) over a passed clock and passed randomness."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from uuid import UUID

IdFactory = Callable[[], str]


def uuid7(now: datetime, random: Random) -> str:
    """Text of a version 7 UUID: 48 bits of milliseconds, then 74 random bits."""
    value = int(now.timestamp() * 1000) << 80 | 0x7 << 76 | random.getrandbits(12) << 64
    return str(UUID(int=value | 0b10 << 62 | random.getrandbits(62)))
