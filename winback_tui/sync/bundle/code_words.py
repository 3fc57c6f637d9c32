"""The team's key as a code of a few words, read out once when a laptop joins."""

from __future__ import annotations

import secrets

from winback_tui.domain.errors import BadInput

_LIST = """
acorn actor album alarm amber angle apple april apron arena armor arrow aspen atlas autumn bacon badge
bagel baker banjo barley basil basin beach beacon beaver bench berry bison blanket blossom bonus bottle
bread brick bridge broom bucket butter button cabin cable camel canal candle canoe canyon cargo carpet
carrot castle cedar cello cement chalk cherry chess chimney cider cinema circle citrus clay cliff clock
clover coast cobalt cocoa coffee comet copper coral corner cotton cradle crane crayon cricket crystal
daisy dancer delta denim desert dinner dolphin donkey dragon drawer drum eagle earth easel echo elbow
ember engine falcon feather fennel ferry fiddle field finger flame flute forest fossil fountain fox
frost galaxy garden garlic ginger glacier globe goose granite grape gravel guitar hammer harbor harvest
hazel helmet heron hill honey horse ink iris island ivory ivy jacket jaguar jasmine jewel jigsaw juniper
kayak kettle kitchen kite ladder lagoon lantern laurel lemon lettuce lily linen lion lizard lobster
locket lotus lumber magnet maple marble market meadow melon meteor mint mirror mitten monkey moon mosaic
mountain museum mustard napkin needle nickel north nutmeg oak oasis oat ocean olive onion opera orbit
orchid otter oven owl oyster paddle palace panda paper parade parrot pasta peach pear pebble pencil
pepper piano pigeon pilot pine planet plum pocket polar pond poppy potato prairie puddle pumpkin puppet
quarry quartz quill rabbit radio raft rain raven ribbon river robin rocket rose ruby saddle salmon
sandal scarf sesame silver spider spoon squirrel stone sugar sunset teapot tiger timber tulip turtle
velvet violin walnut
"""

WORDS = tuple(_LIST.split())
"""256 short words that do not sound alike."""

COUNT = 7
"""Words in a code: 56 bits, and each guess costs a tenth of a second and 64 MB."""


def new_code() -> str:
    """A code that nobody can guess."""
    return " ".join(secrets.choice(WORDS) for _ in range(COUNT))


def read_code(typed: str) -> str:
    """The code as it was typed or read out, letter case and separators aside. Raises BadInput naming what is wrong."""
    words = typed.casefold().replace("-", " ").replace(",", " ").replace(".", " ").split()
    strange = [word for word in words if word not in WORDS]
    if strange:
        raise BadInput(f"'{strange[0][:20]}' is not a word of a team code; check the spelling.")
    if len(words) != COUNT:
        raise BadInput(f"A team code has {COUNT} words, this one has {len(words)}.")
    return " ".join(words)
