def bad_and_good(text, row):
    # ruleid: marked-safe
    mark_safe(f"<b>{text}</b>")
    # ruleid: marked-safe
    SafeString(text)
    # ok: marked-safe
    SafeString(" selected")

    # ruleid: format-html-of-built-text
    format_html(f"<td>{row.name}</td>")
    # ruleid: format-html-of-built-text
    format_html("<td>%s</td>" % row.name)
    # ok: format-html-of-built-text
    format_html("<td>{}</td>", row.name)
