"""Invented documents in any number, no two alike: towns, bodies, people, things and figures are drawn anew.

Five documents tell one dispute, as five papers would: each side speaks in several of them, in other words and figures.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

TOGETHER = 5
"""Documents about one dispute."""
_START = "B Br C Cr D Dr F Fl G Gl H K Kl L M N P Pr R S Sk St T Tr V W".split()
_MIDDLE = "a e i o u ae ea ou".split()
_END = "ck dell den ford gate holm ker lin mar mere nor rith stow ter tham vale wick win".split()
_GIVEN = """Ada Arvid Berta Carl Dora Edda Emil Frida Greta Hugo Ines Ivar Jonas Karin Lena Lukas Mara Nils Olga Otto
Paula Piet Rosa Ruben Sven Tilda Ulla Viktor Wanda Yara""".split()
_THINGS = """bridge tunnel ferry school clinic library market stadium tram reservoir quarry airport theatre landfill
sawmill lighthouse archive cinema brewery museum vineyard barracks mill orchard nursery kennel laundry bakery shipyard
refinery warehouse observatory chapel greenhouse hostel velodrome tannery foundry smelter cannery""".split()
_PARTS = """roof gate pump wall fence lift kitchen cellar pier boiler window path lamp drain turbine crane vault siren
stairway signal chimney canopy bench ramp hedge gutter hatch railing shutter conveyor""".split()
_BODIES = ["Council", "Residents", "Holdings", "Workers Union", "Trust", "Ministry", "Society", "Chamber"]
_HARMS = "noise dust flooding smoke leaks cracks rats fumes delays closures".split()

_STATEMENTS = (
    "{person} said the {part} of the {thing} would cost {figure} million marks.",
    "{person} denied that the {part} would cost {figure} million marks.",
    "“The {part} has to be finished by {month},” said {person}.",
    "According to {person}, {count} people work at the {thing}.",
    "{person} rejected the plan to close the {thing}.",
    "{person} demanded that the {thing} be closed before {month}.",
    "“Nobody warned us of the {harm},” {person} said.",
    "{person} said the {harm} was caused by the {part}.",
    "{person} called the figure of {count} jobs an invention.",
    "{person} promised to pay for the {part} of the {thing}.",
    "{person} added that talks on the {part} would begin in {month}.",
    "{person} said {percent} per cent of the households near the {thing} had complained of {harm}.",
)
_MONTHS = "January February March April June July August September October November".split()


def documents(number: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """File names and texts of so many documents; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - invented text, no secret
    for dispute in range(-(-number // TOGETHER)):
        yield from _dispute(dispute, min(TOGETHER, number - dispute * TOGETHER), rng)


def _dispute(dispute: int, number: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    town = _name(rng)
    thing, harm = rng.choice(_THINGS), rng.choice(_HARMS)
    parts = rng.sample(_PARTS, 3)
    people = [
        (f"{rng.choice(_GIVEN)} {_name(rng)}", f"{town} {body}") for body in rng.sample(_BODIES, 3) for _ in range(2)
    ]
    for paper in range(number):
        day = dt.date(2031, 1, 1) + dt.timedelta(days=rng.randrange(300))
        lines = [f"{town.upper()}, {day:%d %B %Y} - The dispute over the {thing} of {town} went on this week.", ""]
        met: set[str] = set()
        for _ in range(rng.randint(7, 12)):
            name, body = rng.choice(people)
            person = name.split(" ")[1] if name in met else f"{name} of {body}"
            met.add(name)
            lines.append(
                rng.choice(_STATEMENTS).format(
                    person=person,
                    part=rng.choice(parts),
                    thing=thing,
                    harm=harm,
                    month=rng.choice(_MONTHS),
                    figure=rng.randint(2, 90),
                    count=rng.randint(20, 900),
                    percent=rng.randint(5, 95),
                )
            )
            if rng.random() < 0.3:
                lines.append("")
        yield f"{dispute:04}-{paper}.txt", "\n".join(lines) + "\n"


def _name(rng: random.Random) -> str:
    return rng.choice(_START) + rng.choice(_MIDDLE) + rng.choice(_END)


def write(folder: Path, number: int) -> None:
    """Write so many documents into a folder."""
    for name, text in documents(number):
        (folder / name).write_text(text, encoding="utf-8")
