# Python 包自己的话：用法有误。

unknown-word = { $option } 不能是“{ $word }”{ $nearest_given ->
        [yes] ，是否为 { $nearest }？
       *[no] ；
    }可用：{ $expected }
unknown-id = 没有{ $kind ->
        [figure] 数字
        [series] 系列
        [member] 系列成员
        [ledger] 台账
        [column] 列
       *[record] 年报数字
    } { $id }{ $nearest_given ->
        [yes] ，是否为 { $nearest }？
       *[no] ；
    }现有：{ $expected }
findings-forbid = 有 { $count } 个问题，不能继续：
not-a-numeral = “{ $text }”不是数字：{ $reason }
progress-of-no-kind = progress 只能是 None、True，或者接受 step、done、total 的函数
project-and-figures = 不能同时给出 project 和 figures
