"""What was understood about a file and why, as plain text."""

from __future__ import annotations

from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.intake.recognise.columns.evidence import Claim
from winback_tui.intake.recognise.fields import FIELDS
from winback_tui.intake.understanding import Understanding, column_name

_LINES = {
    "one": "each row is an order",
    "sum": "rows with the same number are lines of one order, and their amounts are added up",
    "distinct": "rows with the same number are added up, and identical rows count once",
    "head": "the first row of a number is the total of the rows after it, and counts",
    "tail": "the last row of a number is the total of the rows before it, and counts",
    "whole": "rows with the same number are lines of one order, and each repeats the order's amount",
}
_TOLD_MARGIN = 60
_CURRENCY = {
    "choice": "as decided",
    "header": "from the header",
    "sign": "from the sign next to the amounts",
    "amount": "row by row, from the sign beside each amount",
    "default": "the file names none; this is the usual one",
}


def explain(known: Understanding) -> str:
    """Several lines: encoding, table, columns, formats, shape, questions, notes."""
    lines = [
        f"File       {known.name}",
        f"System     {known.system or 'unknown; read from its headers and contents'}",
        f"Source     {known.source} (orders are identified within it)",
        f"Content    {known.what}, about {known.rows} rows below row {known.header_row}",
        f"Encoding   {_encoding(known)}",
        f"Delimiter  {_delimiter(known)}",
    ]
    if known.source_file.sheet:
        lines.append(f"Sheet      {known.source_file.sheet}")
    lines += ["Columns", *_columns(known)]
    if known.what == "orders":
        lines += _formats(known)
    if known.trap:
        lines.append(f"Warning    {known.trap}")
    lines += [f"Note       {note}" for note in known.notes]
    for question in known.questions:
        lines.append(f"{'Question' if question.must else 'Please check'}: {question.text}")
        lines += [f"    {option.value}: {option.text}" for option in question.options]
    return "\n".join(lines)


def _encoding(known: Understanding) -> str:
    if known.encoding.certain:
        return known.encoding.name
    return f"{known.encoding.name} is the likeliest; {', '.join(known.encoding.others) or 'nothing else'} come next"


def _delimiter(known: Understanding) -> str:
    names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
    return names.get(known.layout.delimiter, repr(known.layout.delimiter))


def _evidence(claim: Claim) -> str:
    return "; ".join(f"{each.reason} {each.weight:+.0f}" for each in claim.evidence)


def _columns(known: Understanding) -> list[str]:
    """One line for each field: its column, how sure that is and why; below it the next best column."""
    lines = []
    width = max((len(known.header_of(field)) for field in known.columns), default=0)
    for field, place in known.columns.items():
        name = known.header_of(field) or f"#{place + 1}"
        choice = known.weighed.get(field)
        if field in known.choices.columns.values() or choice is None or choice.chosen.column != place:
            decided = field in known.choices.columns.values()
            why = (
                "decided by you"
                if decided
                else f"known for {known.system}"
                if known.system
                else "the only one"
            )
            lines.append(f"    {name.ljust(width)}  {field.ljust(12)}      {why}  ({FIELDS[field]})")
            continue
        lines.append(
            f"    {name.ljust(width)}  {field.ljust(12)} {choice.chosen.score:4.0f} {_evidence(choice.chosen)}"
        )
        if choice.runner_up is not None and choice.margin < _TOLD_MARGIN:
            other = column_name(known.headers, choice.runner_up.column)
            lines.append(
                f"    {' ' * width}  {'or'.rjust(12)} {choice.runner_up.score:4.0f} '{other}'"
                f" {_evidence(choice.runner_up)}, behind by {choice.margin:.0f}"
            )
    chain = [" + ".join(column_name(known.headers, c) for c in places) for places in known.account_from]
    if len(chain) > 1:
        lines.append(f"    the customer's name: {', else '.join(chain)}")
    used = set(known.columns.values()) | {c for places in known.account_from for c in places}
    unused = [h.raw for i, h in enumerate(known.headers) if i not in used and h.raw.strip()]
    if unused:
        lines.append(f"    not used: {', '.join(unused[:20])}{' ...' if len(unused) > 20 else ''}")
    return lines


def _formats(known: Understanding) -> list[str]:
    lines = []
    if known.date:
        lines.append(f"Dates      {known.date.words}")
    lines.append(f"Amounts    {'1,234.50' if known.decimal == '.' else '1.234,50'}")
    lines.append(f"Currency   {known.currency or 'none'}; {_CURRENCY.get(known.currency_from, '')}")
    lines.append(f"Rows       {_LINES[known.shape.lines]}")
    if known.shape.groups:
        lines.append("           the customer is in a row above its orders")
    if known.shape.fill:
        lines.append("           blank cells repeat the cell above")
    words = KindWords(known.kinds, known.deals)
    for word, count in sorted(known.kinds_seen.items(), key=lambda pair: -pair[1])[:20]:
        lines.append(f"           '{word}' ({count} rows) is taken as: {words.of(word) or 'order'}")
    return lines
