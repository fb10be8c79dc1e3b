"""Numbers as official prose writes them.

>>> from nianbao import numeral
>>> numeral.parse("60余万元").low
Decimal('600000')
>>> [(mention.surface, mention.kind) for mention in numeral.extract("截至12月20日，排查隐患57处。")]
[('12月20日', 'date'), ('57处', 'count')]
"""

from nianbao._native import Mention, Numeral, extract, parse

__all__ = ["Mention", "Numeral", "extract", "parse"]
