"""What kinds of documents occur together in one table, and what that means for each.

A list of invoices with due days calls unpaid ones pending: they are sold all the same. Where
an invoice occurs with the delivery note and the confirmation of the same sale, only the invoice counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.recognise.headers import Header, phrase

from .kind_words import OTHER
from .state_stems import PURCHASE, state_stems

ORDER, PENDING = OrderKind.ORDER.value, OrderKind.PENDING.value
_DUE_TEXT = """
due fällig fälligkeit échéance vencimiento vencimento vto scadenza verval vervaldatum vervaldag termin splatnost
splatnosti határidő förfallodatum förfaller forfall forfallsdato forfaldsdato eräpäivä vade падеж срок scadent
scadență afati λήξη dospijeće dospeće zapadlost
"""
_DUE = frozenset(phrase(word) for word in _DUE_TEXT.split())
_DRAFT_TEXT = """
draft borrador bozza brouillon provisoire entwurf черновик чернова чернетка ciornă szkic robocza bufor koncept
concept rascunho kladde kladd utkast luonnos taslak nacrt piszkozat πρόχειρο unapproved saved incomplete approval
проведен проведён проведено drafti
"""
_DRAFT = frozenset(phrase(word) for word in _DRAFT_TEXT.split())
_INVOICES = (
    "invoice", "rechnung", "factur", "faktur", "fattur", "fatur", "фактур", "рахун", "реализац", "szamla", "racun",
    "τιμολογ", "lasku", "חשבונית", "فاتور", "請求書", "发票", "發票", "계산서",
)  # fmt: skip
_DONE = ("ed", "t", "ado", "ada", "ato", "ata", "é", "ee")
"""Endings of participles such as `invoiced`, `fakturiert`."""

_SALES = frozenset(
    phrase(word)
    for word in ("sale", "sales", "verkauf", "vente", "venta", "venda", "vendita", "продажа", "продаж")
)
_BOUGHT = "purchase"
_BEFORE = (
    "счет", "рахунок на оплату", "sale order", "ordine cliente",
    "הזמנה",
    "תעודת משלוח",
    "أمر بيع",
    "طلب",
    "إذن تسليم",
    "注文書",
    "納品書",
    "销售订单",
    "送货单",
    "出库单",
    "銷貨單",
    "주문서",
    "거래명세서",
    "delivery note", "packing slip", "order confirmation", "sales order", "despatch", "lieferschein",
    "auftragsbestatigung", "auftrag", "bon de livraison", "bon de commande", "commande", "ddt",
    "documento di trasporto", "conferma d ordine", "ordine", "albaran", "pedido", "guia de remessa",
    "guia de despacho", "guia de remision", "nota de entrega", "remito", "remision",
    "encomenda", "pakbon", "orderbevestiging", "verkooporder", "wz", "zamowienie", "dodaci list", "objednavka",
    "aviz", "comanda", "стокова разписка", "поръчка", "заказ", "fletedalje", "porosi", "szallitolevel",
    "megrendeles", "irsaliye", "siparis", "otpremnica", "foljesedel", "ordrebekreftelse", "orderbekraftelse",
)  # fmt: skip


def names_document(text: str) -> bool:
    """Whether a cell's phrase names a document of a sale or of its reversal, and not a state."""
    is_document = state_stems().names_document(text) or _comes_before(text)
    return is_document or any(
        word.startswith(_INVOICES) and not word.endswith(_DONE) for word in text.split()
    )


def lists_invoices(heads: Sequence[Header]) -> bool:
    """Whether the table has a due day for each row."""
    return any(_DUE & set(head.phrase.split()) for head in heads)


def names_invoices(head: Header) -> bool:
    """Whether a header is about invoices."""
    return any(stem in head.phrase for stem in _INVOICES)


def unpaid_is_sold(kinds: Mapping[str, str]) -> dict[str, str]:
    """The same words with everything that is only unpaid taken as an order; drafts stay pending."""
    return {
        word: ORDER if kind == PENDING and not _DRAFT & set(word.split()) else kind
        for word, kind in kinds.items()
    }


def payments_are_sales(kinds: Mapping[str, str], types: Collection[str]) -> dict[str, str]:
    """The same words with payments taken as orders, where no other type of row is a sale."""
    kind_by_type = {word: kinds.get(word) for word in map(phrase, types) if word}
    if ORDER in kind_by_type.values() or None in kind_by_type.values():
        return dict(kinds)
    return {word: ORDER if kind == OTHER and word in kind_by_type else kind for word, kind in kinds.items()}


def forerunners(types: Collection[str]) -> list[str]:
    """Types of documents that come before an invoice or a sale, where the table has those too; else none."""
    phrases = {cell: phrase(cell) for cell in types}
    if not any(words in _SALES or any(stem in words for stem in _INVOICES) for words in phrases.values()):
        return []
    return [cell for cell, words in phrases.items() if _comes_before(words)]


def purchases(types: Collection[str]) -> list[str]:
    """Types of documents about what was bought, where others are about what was sold; else none.

    `Purchase` alone may be what customers do.
    """
    phrases = {cell: phrase(cell) for cell in types}
    bought = [
        c
        for c, words in phrases.items()
        if PURCHASE in state_stems().says(words) or words.startswith(_BOUGHT)
    ]
    sold = any(words in _SALES or any(stem in words for stem in _INVOICES) for words in phrases.values())
    return bought if sold else []


def set_aside(kinds: Mapping[str, str], types: Collection[str]) -> dict[str, str]:
    """The same words with these types taken as not sales."""
    return {**kinds, **{phrase(cell): OTHER for cell in types}}


def _comes_before(words: str) -> bool:
    return any(words == early or words.startswith(f"{early} ") for early in _BEFORE) and not any(
        stem in words for stem in _INVOICES
    )
