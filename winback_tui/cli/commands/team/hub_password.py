"""The password of a hub, asked at the terminal and forgotten with the command: it is stored nowhere."""

from __future__ import annotations

from collections.abc import Callable

from winback_tui.cli.terminal.talk import ask_secret, typist_at_terminal


def password_asker() -> Callable[[str], str | None]:
    """What asks for the password of a hub, once a command for each; None where nobody sits at the terminal."""
    typed: dict[str, str] = {}

    def password(url: str) -> str | None:
        if url not in typed and typist_at_terminal():
            typed[url] = ask_secret(f"Password for {url}:")
        return typed.get(url)

    return password
