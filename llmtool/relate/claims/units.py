"""Units of measure and number words: what a figure in a sentence counts, and how much one of it is."""

from __future__ import annotations

from llmtool.words import NUMBER_WORDS

UNITS: dict[str, tuple[str, float]] = {}
"""A casefolded unit word to its dimension and how many base units it is: metres, days, kilograms, watts, ..."""

for _dimension, _table in {
    "length": "metre meter m metres meters 1, km kilometre kilometres kilometer kilometers 1000, "
    "mile miles 1609, foot feet ft 0.3048, inch inches 0.0254, cm centimetre centimetres centimeter centimeters 0.01, "
    "mm millimetre millimetres millimeter millimeters 0.001, nautical 1852",
    "time": "second seconds 0.0000115741, minute minutes min mins 0.000694444, hour hours hr hrs 0.0416667, "
    "day days 1, night nights 1, week weeks 7, fortnight fortnights 14, month months 30.4, quarter quarters 91, "
    "year years 365, decade decades 3650, century centuries 36500",
    "mass": "g gram grams gramme grammes 0.001, kg kilo kilos kilogram kilograms 1, tonne tonnes ton tons 1000, "
    "lb lbs pound-weight 0.4536, mg milligram milligrams 0.000001, microgram micrograms 0.000000001",
    "power": "w watt watts 1, kw kilowatt kilowatts 1000, mw megawatt megawatts 1000000, "
    "gw gigawatt gigawatts 1000000000",
    "energy": "kwh 1, mwh 1000, gwh 1000000, twh 1000000000",
    "area": "hectare hectares ha 10000, acre acres 4047",
    "volume": "litre litres liter liters l 1, barrel barrels 159, gallon gallons 3.785, "
    "ml millilitre millilitres 0.001",
    "heat": "degree degrees °c celsius 1",
    "data": "gb gigabyte gigabytes 1, tb terabyte terabytes 1000, mb megabyte megabytes 0.001",
    "speed": "kph km/h 1, mph 1.609, knot knots 1.852",
    "frequency": "hertz hz 1, kilohertz khz 1000, megahertz mhz 1000000",
    "loudness": "decibel decibels db 1",
}.items():
    for _group in _table.split(","):
        *_words, _size = _group.split()
        UNITS.update((_word, (_dimension, float(_size))) for _word in _words)

CURRENCIES = {
    "$": "dollar", "us$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee", "₽": "rouble", "₴": "hryvnia",
    "usd": "dollar", "eur": "euro", "gbp": "pound", "dollar": "dollar", "dollars": "dollar", "euro": "euro",
    "euros": "euro", "pound": "pound", "pounds": "pound", "yen": "yen", "yuan": "yuan", "rouble": "rouble",
    "roubles": "rouble", "ruble": "rouble", "rubles": "rouble", "rupee": "rupee", "rupees": "rupee", "franc": "franc",
    "francs": "franc", "crown": "crown", "crowns": "crown", "krone": "crown", "kroner": "crown", "kronor": "crown",
    "peso": "peso", "pesos": "peso", "lira": "lira", "hryvnia": "hryvnia", "cent": "cent", "cents": "cent",
}  # fmt: skip

MAGNITUDES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "tn": 1e12,
    "trillion": 1e12, "hundred": 1e2, "dozen": 12.0,
}  # fmt: skip

SMALL = {word: float(value) for value, word in enumerate(("zero", *NUMBER_WORDS[:19]))}
TENS = {word: 10.0 * value for value, word in enumerate(NUMBER_WORDS[19:], start=2)}

PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6,
    "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10,
    "tenths": 10,
}  # fmt: skip

VAGUE = {
    "dozens": (20.0, 120.0), "scores": (35.0, 200.0), "hundreds": (150.0, 1500.0), "thousands": (1500.0, 20000.0),
    "millions": (1.5e6, 2e7), "billions": (1.5e9, 2e10), "couple": (2.0, 2.0), "several": (3.0, 12.0),
    "few": (2.0, 8.0), "handful": (2.0, 8.0),
}  # fmt: skip
