"""Disks without room: before anything is copied, and after some operations."""

from workstation.storage.failures import DiskFullError


class SmallDisk:
    """Objects on a disk with so many bytes left."""

    def __init__(self, objects, left=0):
        self._objects, self._left = objects, left

    def __getattr__(self, name):
        return getattr(self._objects, name)

    def room(self):
        return self._left


class FullAfter:
    """A writer whose disk is full from some operation on."""

    def __init__(self, writer, operations):
        self._writer, self._left = writer, operations

    def __getattr__(self, name):
        return getattr(self._writer, name)

    def run(self, step, work):
        self._left -= 1
        if self._left < 0:
            raise DiskFullError
        return self._writer.run(step, work)
