"""Two sides' readouts of one meeting that never was, and what an outlet of neither side tells of it."""

from sijill.records import Source

MONGOLIAN = Source(
    id="mongolian",
    publisher="MONTSAME",
    language="en",
    published="2024-05-14T09:00:00",
    text=(
        "The Mongolian foreign minister met the Jordanian foreign minister in Ulaanbaatar on 13 May 2024. The meeting lasted 90 minutes.\n\n"
        "The two ministers discussed trade and climate change.\n\n"
        "Mongolia and Jordan will sign an agreement in June 2024. The Mongolian foreign minister will visit Jordan in July 2024.\n\n"
        "Mongolia supports a two-state solution."
    ),
)
JORDANIAN = Source(
    id="jordanian",
    publisher="Petra news agency",
    url="https://petra.gov.jo/1",
    language="ar",
    published="2024-05-13T18:00:00",
    text=(
        "التقى وزير الخارجية الأردني وزيرة الخارجية المنغولية في أولان باتور اليوم الاثنين. واستمر اللقاء ساعة واحدة.\n\n"
        "وبحث الوزيران التجارة والأمن.\n\n"
        "وستزور وزيرة الخارجية المنغولية الأردن في يوليو 2024.\n\n"
        "ويدعم الأردن حل الدولتين."
    ),
)
NEUTRAL = Source(
    id="neutral",
    publisher="Harbour Wire",
    language="en",
    published="2024-05-14T12:00:00",
    text=(
        "The Jordanian foreign minister met the Mongolian foreign minister in Ulaanbaatar on Monday.\n\n"
        "The two ministers discussed climate change and migration."
    ),
)
