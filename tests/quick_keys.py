"""A team's key follows from its code as ever, but at once.

A guess costs 64 MB and a tenth of a second, by intention; so would each test that begins or joins a team.

For all processes that take part: those of the tests, and those forked from the one in process_server.py. Real ones
take the real time, so tests that are `slow` or of `processes` take it throughout.
"""

from __future__ import annotations

from winback_tui.sync.bundle import sealing

REAL, LEAST = sealing._COST, 2
