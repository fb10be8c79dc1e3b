"""Numbers as official prose writes them: reading, writing, and finding them in a text.

>>> from nianbao import numeral
>>> numeral.parse("60余万元").low
Decimal('600000')
>>> numeral.format(638700, unit="元", scale="万", style="余")
'60余万元'
>>> [(mention.surface, mention.kind) for mention in numeral.extract("截至12月20日，排查隐患57处。")]
[('12月20日', 'date'), ('57处', 'count')]
"""

from nianbao._native import Mention, Numeral, extract, format, parse
from nianbao.errors import NotANumeralError

__all__ = ["Mention", "NotANumeralError", "Numeral", "extract", "format", "parse"]
