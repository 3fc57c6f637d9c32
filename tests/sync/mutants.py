"""Listed mistakes in the SQL and the rules of merging: each must be found by the tests that `kill` runs.

A mistake is a file, the text that stands there, and what stands there instead.
"""

from __future__ import annotations

STORE, SYNC = "winback_tui/store/", "winback_tui/sync/"
TRIGGERS, REBUILD = STORE + "log/triggers.py", STORE + "log/rebuild.py"
MANY = STORE + "log/many_rows.py"
DISPUTES, TORN = SYNC + "conflicts/disputes.py", SYNC + "conflicts/torn_groups.py"
ROW_CHANGES = SYNC + "conflicts/row_changes.py"
FROM_LOG, VERSIONS = STORE + "log/row_from_log.py", STORE + "orders/imported_versions.py"

MUTANTS: tuple[tuple[str, str, str], ...] = (
    (
        SYNC + "merge/changes.py",
        "(excluded.hlc, excluded.site, excluded.seq) > (cell.hlc, cell.site, cell.seq)",
        "1",
    ),
    (
        SYNC + "merge/changes.py",
        "(excluded.hlc, excluded.site, excluded.seq) > (cell.hlc, cell.site, cell.seq)",
        "excluded.hlc > cell.hlc",
    ),
    (
        TRIGGERS,
        "(excluded.hlc, excluded.site, excluded.seq) >",
        "(excluded.hlc, excluded.site, excluded.seq) <",
    ),
    (TRIGGERS, "1 + coalesce((SELECT max(hlc) FROM cell", "coalesce((SELECT min(0) FROM cell"),
    (TRIGGERS, "WHEN '*' THEN '-' WHEN '-' THEN '*'", "WHEN '*' THEN '-' WHEN '-' THEN NULL"),
    (TRIGGERS, "ORDER BY hlc DESC, site DESC, seq DESC LIMIT 1) END", "ORDER BY hlc, site, seq LIMIT 1) END"),
    (TRIGGERS, "THEN hlc ELSE max(hlc, NEW.hlc) END", "THEN max(hlc, NEW.hlc) ELSE max(hlc, NEW.hlc) END"),
    (TRIGGERS, "INSERT OR IGNORE INTO import_original", "INSERT OR REPLACE INTO import_original"),
    (TRIGGERS, "AND OLD.batch_no IS NOT NULL BEGIN", "AND OLD.batch_no IS NULL BEGIN"),
    (FROM_LOG, "self.first is not None and self.added > self.removed", "self.first is not None"),
    (FROM_LOG, "if stamp > since}", "}"),
    (FROM_LOG, "each.live and each.rank[0] > deleted_ms", "each.live"),
    (FROM_LOG, "each.live and each.rank[0] > deleted_ms", "each.rank[0] > deleted_ms"),
    (FROM_LOG, "if written_by(connection, table, row, column) is not None", ""),
    (
        VERSIONS,
        "        key=lambda version: version.rank,\n        reverse=True,",
        "        key=lambda version: version.rank,",
    ),
    (VERSIONS, 'found.update(_originals(connection, "account", account_id))', ""),
    (VERSIONS, "if version is in_place:", "if version is versions[-1]:"),
    (REBUILD, "elif not held_by_none and self._is_needed(table, row):", "elif False:"),
    (
        REBUILD,
        "            if name is not None and name != row and self._hold(reference.parent, name):",
        "            if False:",
    ),
    (REBUILD, "usual = [row for row in names if (table, row) not in careful]", "usual = names"),
    (MANY, "or not self._corrects(logged)", ""),
    (SYNC + "merge/merge.py", "        rebuilder.hold_accounts(intake.numbers)\n", ""),
    (SYNC + "merge/merge.py", "        rebuilder.look_after_kept()\n", ""),
    (SYNC + "merge/merge.py", "        intake.flip(live & old, work.batches.live & old)\n", ""),
    (
        SYNC + "merge/merge.py",
        "emptied = empty_late_changes(connection, received, erased)",
        "emptied = False",
    ),
    (
        SYNC + "merge/merge.py",
        "            gone = erase_received(connection, erased - erased_before)\n",
        "            pass\n",
    ),
    (SYNC + "merge/merge.py", "if covers(mine, source.since) and", "if"),
    (SYNC + "merge/changes.py", "        self.rows |= renaming.rows\n", ""),
    (SYNC + "merge/changes.py", "                self.first[renamed] = min(", "                min("),
    (
        SYNC + "merge/changes.py",
        "update((row[6], row[7]) for row in rows)",
        "update((row[6], row[0]) for row in rows)",
    ),
    (SYNC + "merge/changes.py", "*renaming.of(row[11], row[12]),", "row[11], row[12],"),
    (SYNC + "merge/forks.py", "if own > other:", "if True:"),
    (SYNC + "merge/forks.py", "if own > other:", "if False:"),
    (
        SYNC + "merge/forks.py",
        "    while _compare(",
        "    if _compare(",
    ),
    (SYNC + "merge/forks.py", "own_digest and other_digest and own_digest != other_digest", "False"),
    (SYNC + "merge/forks.py", "        if other_digest and not own_digest:", "        if False:"),
    (
        STORE + "log/chain.py",
        "emptied.append((value_digest(*found) or None, site, seq))",
        "emptied.append((None, site, seq))",
    ),
    (STORE + "log/chain.py", "link.update(value_digest(table, row, value, before, proof))", "pass"),
    (SYNC + "conflicts/disputes.py", "if len(different) > 1 or", "if len(different) > 2 or"),
    (
        ROW_CHANGES,
        "return cited if cited and self._holds(change.tx) else set()",
        "return cited or set()",
    ),
    (
        ROW_CHANGES,
        "if cited and self._holds(change.tx) else set()",
        "if not cited and self._holds(change.tx) else set()",
    ),
    (
        SYNC + "conflicts/disputes.py",
        "if change.stamp < removal.stamp and last.get(change.col) == change.value",
        "if True",
    ),
    (SYNC + "conflicts/disputes.py", "if undoes is None or undoes[0] is None:", "if True:"),
    (
        SYNC + "merge/batches.py",
        "            if account_id in self._erased:\n                continue\n            if account_id not in mine:",
        "            if account_id not in mine:",
    ),
    (
        SYNC + "merge/batches.py",
        "if batch in known or batch not in self._batches.numbers:",
        "if batch not in self._batches.numbers:",
    ),
    (SYNC + "conflicts/decisions.py", "    _cite(connection, dispute)\n\n\ndef take", "\n\ndef take"),
    (SYNC + "merge/erasures.py", "AND col <> '!'\"", '"'),
    (STORE + "file/erase/belongings.py", "    if shelved:\n", "    if False:\n"),
    (SYNC + "merge/changes.py", "c.site = ?1 AND c.seq >= ?2", "c.site = ?1 AND c.seq > ?2"),
    (SYNC + "merge/changes.py", "transactions.setdefault(row[4], row[2])", "transactions[row[4]] = -row[2]"),
    (MANY, "if logged.removed[0] >= 0 or logged.erased or bulk ==", "if logged.erased or bulk =="),
    (MANY, 'if bulk and (now["batch_no"] is None or not self._corrects(logged)):', "if False:"),
    (MANY, "            found.fresh.pop(row, None)\n", ""),
    (STORE + "orders/batch_rows.py", "c.version > o.version AS newer", "c.version < o.version AS newer"),
    (
        STORE + "orders/batch_rows.py",
        "SELECT s.newer_batch, {_named('c')}",
        "SELECT {batch_no}, {_named('c')}",
    ),
    (STORE + "orders/batch_rows.py", "ORDER BY v.version, b.id LIMIT 1", "ORDER BY v.version DESC LIMIT 1"),
    (
        STORE + "orders/batch_rows.py",
        "UPDATE order_shelf SET shelved_by = {batch_no} FROM",
        "UPDATE order_shelf SET shelved_by = shelved_by FROM",
    ),
    (STORE + "orders/batch_rows.py", "s.version = c.version OR s.batch_no IS NULL", "s.batch_no IS NULL"),
    (SYNC + "conflicts/suspects.py", "elif col in begun or", "elif"),
    (TRIGGERS, "AND c.site <> s.site", "AND c.site = s.site"),
    (TRIGGERS, "'~' || lower(hex(randomblob({TX_BYTES})))", "'~' || (hlc + 1)"),
    (TRIGGERS, "each for each in group if each != column", "each for each in group if each == column"),
    (DISPUTES, "if not only_known(table, change.col, columns.get(cited, change.col))", ""),
    (DISPUTES, " and not touched_by_several(table, changes)", ""),
    (DISPUTES, "(len(heads) > 1 or column in noted)", "len(heads) > 1"),
    (
        DISPUTES,
        "tuple(dict.fromkeys(head.change for head in heads)),",
        "tuple(h.change for h in different.values()),",
    ),
    (DISPUTES, "before=value, column=column", "column=column"),
    (TORN, "or earlier.at[0] == change.at[0]", ""),
    (TORN, "or earlier.at in cited", ""),
    (TORN, "| _echoes(lasting, known, first)", ""),
    (TORN, "each.at in known[change.at] or each.value == fields[column]", "True"),
    (TORN, "fields[change.col] = change.before", "fields[change.col] = change.value"),
    (TORN, "if earlier.at in known[change.at]:", "if earlier.col != change.col:"),
    (TORN, "known[change.at] |= {earlier.at, *known[earlier.at]}", "known[change.at].add(earlier.at)"),
    (TORN, "if decisions.in_force(change)", ""),
    (TORN, "if change.at not in overtaken", ""),
    (TORN, "each is head or each.at in known[head.at]", "True"),
    (TORN, "return own[-1].value if own else first[column]", "return own[0].value if own else first[column]"),
    (ROW_CHANGES, "return (undoes is None or undoes[0] is None) and", "return"),
    (
        ROW_CHANGES,
        "undoes[0] is None) and self._holds(change.tx)",
        "undoes[0] is None)",
    ),
    (SYNC + "conflicts/suspects.py", " or _several_wrote(table, lines)", ""),
    (SYNC + "conflicts/lost_values.py", " or only_known(table, decided, column)", ""),
    (SYNC + "merge/merge.py", " or was_decided(connection, *name)", ""),
    (SYNC + "merge/merge.py", "if merged.erased or merged.emptied:", "if merged.erased:"),
)

HUB = SYNC + "hub/"
HUB_MUTANTS: tuple[tuple[str, str, str], ...] = (
    (HUB + "pushing.py", "lock(hub, _sites(image, since), alone)", "pass"),
    (HUB + "pushing.py", "if last > since.get(site, 0)]", "if last >= since.get(site, 0)][:1]"),
    (HUB + "pushing.py", "        if _unknown_erasures(hub, difference):", "        if False:"),
    (HUB + "pushing.py", "            if first > last + 1:", "            if False:"),
    (HUB + "pushing.py", "if batch is not None and undoes is None}", "if batch is not None and undoes}"),
    (HUB + "pushing.py", "        _send_citations(hub, image)\n", ""),
    (HUB + "pushing.py", "                erase_on_hub(hub, connection)\n", "                pass\n"),
    (
        HUB + "pushing.py",
        "settle_forks(hub, connection, difference.forked)\n",
        "pass\n",
    ),
    (HUB + "comparing.py", "if last > self.book.vector.get(site, 0)", "if site not in self.book.vector"),
    (HUB + "comparing.py", "return ahead | dict.fromkeys(self.forked, 0)", "return ahead"),
    (HUB + "comparing.py", "if ours[site, seq] != theirs[site, seq]}", "if False}"),
    (
        HUB + "pulling.py",
        "WHERE site = %s AND seq >= %s ORDER BY seq",
        "WHERE site = %s AND seq > %s + 1 ORDER BY seq",
    ),
    (HUB + "pulling.py", "if batch not in difference.book.batches}", "if batch in difference.book.batches}"),
    (HUB + "forks_on_hub.py", "    if identity_here(book, site, low) > theirs:", "    if False:"),
    (HUB + "forks_on_hub.py", '        ("change", "replaces_site", "replaces_seq"),\n', ""),
    (HUB + "emptying.py", "UPDATE about SET rewrite_due = true", "UPDATE about SET rewrite_due = false"),
    (HUB + "sent_imports.py", "            if account_id not in erased:", "            if True:"),
    (HUB + "sent_imports.py", "WHERE account_id <> ALL(%s)", "WHERE account_id <> ALL(%s) OR true"),
)
"""The same for the hub; the tests need a server."""
