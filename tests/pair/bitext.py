"""An invented bitext in the manner of UN documents."""

from __future__ import annotations

TERMS = {
    "渔业": "fisheries",
    "水资源": "water resources",
    "灯塔": "lighthouses",
    "沿海社区": "coastal communities",
    "海洋垃圾": "marine litter",
    "港口安全": "port security",
}
_FRAMES = (
    ("大会欢迎{0}方面的进展", "The Assembly welcomes progress in {0}"),
    ("委员会审议了{0}问题", "The Committee considered the question of {0}"),
    ("鼓励各国保护{0}和{1}", "Encourages States to protect {0} and {1}"),
    ("强调{1}对{0}的重要性", "Stresses the importance of {1} for {0}"),
)
PAIRS = [
    (chinese.format(one, two) + "。", english.format(TERMS[one], TERMS[two]) + ".")
    for chinese, english in _FRAMES
    for one in TERMS
    for two in TERMS
    if one != two
]
ONCE = (
    "请秘书长报告极地考察情况。",
    "Requests the Secretary-General to report on polar expeditions.",
)
