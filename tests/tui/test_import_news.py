"""What an import shows first: what is new, who is back, and the months of each currency by themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.piloting import drawn, toasts, until
from tests.tui.test_importing import on_screen, run
from winback_tui.services.cases.opening import open_case
from winback_tui.services.importing.understand import understand
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.screens.importing.preview import PreviewFile

KNOWN = "Customer,Date,Amount,Currency\n" + "".join(
    f"Acme,2026-{month:02}-03,{month * 10},EUR\nTōkyō,2026-{month:02}-05,{month * 1000},JPY\n"
    for month in range(1, 9)
)


def test_what_is_new_and_who_is_back_come_first_and_each_currency_has_its_own_months(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "16 new" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")
        assert "duplicates" not in drawn(app)
        open_case(app.book, "Acme", date(2026, 9, 20), "Bob")
        later = Path("later.csv")
        later.write_text(f"{KNOWN}Acme,2026-11-20,42,EUR\n", encoding="utf-8")
        preview = PreviewFile(understand(app.book, str(later)))
        app.push_screen(preview)
        await until(pilot, lambda: "1 new order, 16 already known" in on_screen(app))
        lines = on_screen(app).split("\n")
        assert lines[0].startswith("1 new order, 16 already known"), "what would happen stands first"
        assert "2026-11-20" in lines[1] and not lines[2].strip()
        assert " Date     → the day of the order" in lines
        assert next(line for line in reversed(lines) if line.strip()).startswith(
            "Read as utf-8, separator comma"
        )
        months = [line.split()[:3:2] for line in lines if line.startswith("2026-")]
        assert [currency for _, currency in months] == ["EUR"] * 6 + ["JPY"] * 6
        assert "and 3 earlier months in EUR" in lines and "and 2 earlier months in JPY" in lines
        assert "undo" not in drawn(app).split("\n")[-1]
        await pilot.press("u")
        await until(pilot, lambda: any("Nothing was done here yet" in each for each in toasts(app)))
        await pilot.press("enter")
        await until(pilot, lambda: "Acme is back: order of Fri 20 Nov." in on_screen(app))
        await until(pilot, lambda: "u undo the import" in drawn(app).split("\n")[-1])
        footer = drawn(app).split("\n")[-1]
        assert "o open Acme…" in footer and "u undo the import" in footer and "duplicates" not in footer
        await pilot.press("o")
        await until(pilot, lambda: type(app.screen).__name__ == "AccountScreen" and "Acme" in drawn(app))

    run(tmp_path, monkeypatch, "orders.csv", KNOWN, keys)
