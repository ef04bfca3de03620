"""The pictures of the demo: drawn scenes of a river valley and its steppe.

``draw(name)`` paints one; the same name always gives the same picture.
"""

from collections.abc import Callable
from zlib import crc32

from PIL import Image

from newsroom.demo.scenes import (
    backstreet,
    bench,
    crafts,
    fields,
    garden,
    hives,
    indoors,
    loom,
    market,
    night,
    palms,
    pitch,
    river,
    road,
    steppe,
    studio,
    town,
    waterways,
)
from newsroom.demo.scenes.canvas import Canvas

SCENES: dict[str, Callable[[Canvas], None]] = {
    "river-pumps": river.pumps,
    "tents-winter": steppe.tents_winter,
    "wheat-harvest": fields.wheat_harvest,
    "bread-oven": crafts.bread_oven,
    "market-street": market.market_street,
    "school-yard": town.school_yard,
    "bridge-crossing": river.bridge_crossing,
    "sheep-market": steppe.sheep_market,
    "fishing-boats": river.fishing_boats,
    "power-line": steppe.power_line,
    "cotton-field": fields.cotton_field,
    "library-shelves": indoors.library_shelves,
    "clinic-door": indoors.clinic_door,
    "fuel-queue": town.fuel_queue,
    "olive-press": crafts.olive_press,
    "night-village": night.night_village,
    "canal": waterways.canal,
    "loom-weaving": loom.loom_weaving,
    "radio-studio": studio.radio_studio,
    "date-palms": palms.date_palms,
    "dust-road": road.dust_road,
    "village-bus": road.village_bus,
    "football-pitch": pitch.football_pitch,
    "beehives": hives.beehives,
    "sesame-drying": hives.sesame_drying,
    "phone-bench": bench.phone_bench,
    "gas-cylinders": backstreet.gas_cylinders,
    "camp-garden": garden.camp_garden,
}


def draw(name: str) -> Image.Image:
    """The scene of that name as an RGB picture."""
    canvas = Canvas(crc32(name.encode()))
    SCENES[name](canvas)
    return canvas.finish()
