def move(row, now):
    # ruleid: clock-inside-an-action
    row.moved_at = timezone.now()
    # ok: clock-inside-an-action
    row.moved_at = now
