"""Sets one part of a wide document, in a process of its own (ADR 0010).

Run by path in isolated mode: it knows no Django, no settings and no secret, and the memory that the
typesetter keeps ends with it. Texts arrive as data; the template alone is a program.
"""

import json
import sys

import typst


def main() -> None:
    told = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[told["fonts"]]
    )
    pdf = typst.compile(
        told["template"].encode(),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(told["data"], ensure_ascii=False)},
        pdf_standards=told["standard"] or [],
        pdf_tags=bool(told["standard"]),
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
