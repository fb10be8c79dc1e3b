# Python 包自己的话：用法有误，笔记本中的表头。

unknown-word = { $option } 不能是“{ $word }”{ $nearest_given ->
        [yes] ，是否为 { $nearest }？
       *[no] ；
    }可用：{ $expected }
unknown-id = 没有{ $kind ->
        [figure] 数字
        [series] 系列
        [member] 系列成员
        [ledger] 台账
        [page] 页
        [column] 列
       *[record] 年报数字
    } { $id }{ $nearest_given ->
        [yes] ，是否为 { $nearest }？
       *[no] ；
    }现有：{ $expected }
findings-forbid = 有 { $count } 个问题，不能继续：
progress-of-no-kind = progress 只能是 None、True，或者接受 step、done、total 的函数
project-and-figures = 不能同时给出 project 和 figures
project-or-figures = 请给出 project 或 figures
unit-or-last-year = 请或者写明 unit 和 year，或者只写 last_year
column-figure = 编号
column-label = 名称
column-value = 数值
column-unit = 单位
column-previous = 上年
column-source = 来源
first-page = 《{ $title }》首页
more-findings = 另有 { $count } 个问题
numeral-empty = 没有可以读作数字的文字
numeral-too-long = 文字超过 { $most } 个字符，不是数字
numeral-out-of-range = “{ $surface }”中的数过大或小数位过多，无法计算
numeral-not-understood = 不是数字：{ $read_given ->
        [yes] “{ $read }”可读，其后的“{ $rest }”不可读
       *[no] “{ $rest }”不可读
    }
