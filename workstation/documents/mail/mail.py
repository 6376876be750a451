"""What a mail is, whatever program kept it, and how it reads on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from workstation.documents.laid.flow import Block, blocks_of


@dataclass(frozen=True, slots=True)
class Attached:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """`date` is ISO text with its zone, empty where there is none that can be read. `attached` are files and mails."""

    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    date: str = ""
    body: str = ""
    attached: tuple[Attached, ...] = ()


def mail_blocks(mails: tuple[Mail, ...]) -> Iterator[Block]:
    """The head in the words of the standard (RFC 5322), the body, and what is attached by name."""
    for mail in mails:
        yield Block(mail.subject or "—", 1)
        heads = (("From", mail.sender), ("To", mail.to), ("Cc", mail.cc), ("Date", mail.date))
        yield from (Block(f"{name}: {value}") for name, value in heads if value)
        yield from (Block(f"Attachment: {each.name}") for each in mail.attached)
        yield Block("")
        yield from blocks_of(mail.body)
        yield Block("")


def no_folder(subject: str) -> str:
    """A subject as the name of a file: a stroke in it is no folder."""
    return subject.replace("/", "_").replace("\\", "_")


def unique_names(attached: tuple[Attached, ...]) -> Iterator[Attached]:
    """Two files of one name become "name.pdf" and "name (2).pdf". What is attached lies in no folder: of a path, which old
    programs wrote whole, the last part is its name."""
    seen: dict[str, int] = {}
    for each in attached:
        name = each.name.replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
        name = name if name.strip(".") else "part"
        count = seen[name] = seen.get(name, 0) + 1
        if count == 1:
            yield Attached(name, each.data)
        else:
            stem, dot, suffix = name.rpartition(".")
            yield Attached(
                f"{stem or suffix} ({count}){dot if stem else ''}{suffix if stem else ''}", each.data
            )
