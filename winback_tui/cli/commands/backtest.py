"""`winback backtest`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...domain.errors import Refused
from ..options import Json, past_day
from ..reading import invocation
from ..root import VerbApp
from ..talk import data_stream, say, tell

app = VerbApp()


@app.command()
def backtest(
    ctx: typer.Context,
    cuts: Annotated[
        list[date] | None,
        typer.Option(
            "--cut",
            parser=past_day,
            metavar="DATE",
            help="The day to judge from; repeatable. If not said, the last four possible ones.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Replay your own past: would the list have been right, and better than plain silence?"""
    from ...output.as_json import write_objects
    from ...output.backtest import as_object, page
    from ...services.backtest import backtest as replayed

    told = replayed(invocation(ctx).book, cuts or ())
    reasons = [one.sentence for one in told.too_little]
    if not told.replays:
        raise Refused(" ".join(reasons))
    if json:
        write_objects((as_object(one, told.one_currency) for one in told.replays), data_stream())
    else:
        say("\n\n\n".join(page(one, told.one_currency) for one in told.replays))
    for reason in reasons:
        tell(reason)
