"""Opens one file that somebody sent, in a process of its own (ADR 0039).

It knows no Django, no settings and no secret, may write no file, and ends at 20 seconds or 512 MB:
a file made to break a parser breaks this process and nothing else.
"""

import base64
import json
import resource
import sys
from typing import Any

from records.files import pages
from records.files.checking import checked, texts
from records.files.kinds import MEMORY, SECONDS, Bad


def limit() -> None:
    """What this process may use from now on."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(told: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What is said of the file, and the bytes made from it."""
    match told["do"]:
        case "check":
            kept = checked(
                name=told["name"], content=content, limit=told["limit"], private=told["private"]
            )
            said = {"content_type": kept.content_type, "removed": kept.removed}
            return said, kept.content
        case "count":
            return {"pages": pages.count(content, told["suffix"])}, b""
        case "page":
            return {}, pages.shown(content, told["suffix"], told["page"], grid=told["grid"])
        case "redact":
            areas = {
                int(number): [tuple(a) for a in some] for number, some in told["areas"].items()
            }
            return {}, pages.redacted(content, told["suffix"], areas)
        case "texts":
            return {"texts": texts(name=told["name"], content=content)}, b""
    raise ValueError(told["do"])


def main() -> None:
    limit()
    told = json.loads(base64.b64decode(sys.stdin.buffer.readline()))
    try:
        said, made = answer(told, sys.stdin.buffer.read())
    except Bad as bad:
        said, made = {"refused": bad.sentence}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
