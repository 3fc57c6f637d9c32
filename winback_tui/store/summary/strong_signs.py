"""Which accounts show a sign that cannot wait: few of the thousands that show any."""

from __future__ import annotations

from winback_tui.domain.account.risk_sign import WEAK_SIGNS, SignKind

STRONG_SIGNS = "signs <> '' AND ({})".format(
    " OR ".join(f"instr(signs, '[\"{kind}\"')" for kind in SignKind if kind not in WEAK_SIGNS)
)
"""SQL condition on packed signs (`pack_signs`): another than weak ones is among them.

The index `ix_summary_strong_signs` has the same one, so that no other summary is read.
"""
