# 问题：标题自成一句，句末无标点；.mark 写在单元格下方；.remedy 说下一步怎么做。
# 每个文字参数 x 另有 x_given（yes、no），说明是否为空。

required = 未填“{ $column }”
    .mark = 未填
    .remedy = 对照纸质材料补填该单元格；情况不明的不要填 0
unique = “{ $columns }”重复：{ $value }，首次出现在 { $first }
    .mark = 重复
    .remedy = 核对两处是否为同一事项：重复登记的删去一行，不是同一事项的更正编号
one-of = “{ $column }”的“{ $value }”不在代码表内
    .mark = { $nearest_given ->
        [yes] 是否为“{ $nearest }”？
       *[no] 不在代码表内
    }
    .remedy = 改为下列之一：{ $allowed }
in-range = “{ $column }”的 { $value } 超出范围 { $from } 至 { $to }
    .mark = 超出范围
    .remedy = 核对该单元格；数值无误的，核对该行是否应登记在本台账
matches = “{ $column }”的“{ $value }”不符合规定格式
    .mark = 格式不符
    .remedy = 按格式 { $pattern } 更正
order = “{ $later }”早于“{ $earlier }”
    .mark = 早 { $days } 天
    .remedy = 核对两个日期；日期无误的，请在备注中注明原因
row = 不符合规则：{ $because }
    .mark = 不符合规则
    .remedy = 核对该行标出的各单元格
balance = “{ $column }”与上一行结余加收入减支出不符，应为 { $expected }
    .mark = 相差 { $difference }
    .remedy = { $slip ->
        [left-out] 本行结余疑似漏算 { $suspect }
        [swapped] { $suspect } 疑似数字颠倒
        [unit] { $suspect } 疑似元、万元混用
        [sign] { $suspect } 疑似收入、支出填反，或正负号有误
       *[none] 核对本行的收入、支出和上一行的结余，是否漏登、错登
    }
sums-to = 合计不符，相差 { $difference }：{ $parts }，合计 { $parts_value }；{ $total }，合计 { $total_value }
    .remedy = { $slip ->
        [left-out] { $suspect } 疑似只登记在一边
        [swapped] { $suspect } 疑似数字颠倒
        [unit] { $suspect } 疑似元、万元混用
        [sign] { $suspect } 疑似正负号有误
       *[none] 逐行核对所列单元格，看是否有漏登、重登或日期错误
    }
at-most = “{ $figure }”{ $value }大于“{ $limit }”{ $limit_value }
    .remedy = 核对两项数字各自的单元格；前者应包含在后者之内
equals = “{ $left }”{ $left_value }与“{ $right }”{ $right_value }不一致
    .remedy = { $slip ->
        [left-out] { $suspect } 疑似只登记在一处
        [swapped] { $suspect } 疑似数字颠倒
        [unit] { $suspect } 疑似元、万元混用
        [sign] { $suspect } 疑似正负号有误
       *[none] 两本台账登记的是同一件事，逐笔核对，找出只登记在一处的
    }
carries-over = 本年“{ $opening }”{ $opening_value }，与 { $year } 年报告的“{ $closing }”{ $closing_value } 不衔接
    .remedy = 核对上年末未办结的事项是否逐件转入本年台账；上年数字有误的，先更正上年数字
changes-within = “{ $figure }”由上年的 { $previous } 变为 { $value }，变化超过 { $times } 倍
    .remedy = 核对统计口径和计量单位是否与上年一致；变化属实的，在报告中说明原因
not-assessed = 规则 { $rule } 未能判断：{ $figures }{ $why ->
        [previous] 没有上年数字
       *[value] 没有数值
    }
    .remedy = 补齐所需数字后再查；缺少上年数字的，在 nianbao.toml 的 [previous] 中给出

missing-sheet = 没有找到“{ $ledger }”的工作表
    .remedy = { $found_given ->
        [yes] 本工作簿中有这些未识别的工作表：{ $found }；请把其中的该台账改名为 { $sheets } 之一，或补齐其表头
       *[no] 请在工作簿中加入该台账，工作表可命名为：{ $sheets }
    }
missing-column = “{ $ledger }”缺少“{ $column }”列
    .remedy = { $nearest_given ->
        [yes] 表头“{ $nearest }”与它相近：如果就是这一列，请改为 { $headers } 之一。现有表头：{ $found }
       *[no] 请补上这一列，表头可用：{ $headers }。{ $found_given ->
            [yes] 现有表头：{ $found }
           *[no] 没有找到表头行
        }
    }
duplicate-column = “{ $column }”列出现两次，只读取了 { $first } 那一列
    .mark = 重复的列
    .remedy = 删去多余的一列，或把它的表头改名
unclaimed-sheet = 工作表“{ $sheet }”不是任何台账，没有读取
    .remedy = 是台账的，核对其表头；不是台账的，移到别的工作簿
copied-sheet = 工作表“{ $sheet }”像是“{ $of }”的副本，没有读取
    .remedy = 是副本的，删去；是另一部分数据的，请改名
hidden-sheet = 工作表“{ $sheet }”是隐藏的，其中各行照常计入
    .remedy = 不应计入的，请移出本工作簿；应计入的，取消隐藏
hidden-cells = 有隐藏的内容，照常计入：{ $rows_given ->
        [yes] 第 { $rows } 行，共 { $count } 行
       *[no] {""}
    }{ $columns_given ->
        [yes] { $rows_given ->
            [yes] ；
           *[no] {""}
        }{ $columns } 列
       *[no] {""}
    }
    .remedy = 取消隐藏或筛选，逐行查看；不应计入的，移到别的工作表
struck-rows = 有 { $count } 行整行加了删除线（第 { $rows } 行），照常计入
    .remedy = 作废的，删去这些行；仍然有效的，取消删除线
example-rows = 第 { $rows } 行是示例或测试，没有计入，共 { $count } 行
    .remedy = 请从台账中删去；是真实事项的，更正其编号
changed-example = 本行是改动过的示例行，按数据计入
    .mark = 改动过的示例
    .remedy = 是真实事项的，逐格核对，示例留下的内容都要改；不是的，删去本行
altered-form = { $kind ->
        [unmarked] “{ $ledger }”不是制发的空白台账，或者另存时丢了标记
        [edition] “{ $ledger }”是按 { $found } 制发的空白台账，本工程用的是 { $expected }
        [redefined] “{ $ledger }”制发之后，报告模板包改动了该台账的列
        [year] “{ $ledger }”是 { $found } 年度的空白台账，报告年度为 { $expected } 年
        [header] “{ $ledger }”的表头行不见了
       *[columns] “{ $ledger }”少了制发时的列：{ $columns }
    }
    .remedy = { $kind ->
        [unmarked] 内容无误的可以不管；确是本单位自己的工作簿的，在 nianbao.toml 中删去该台账的 form = true
        [edition] 把各行填入按现行模板制发的空白台账
        [redefined] 用 nianbao init 重新制发空白台账，把各行填入
        [year] 核对是否误用了上年的工作簿；各行确属本年的，填入本年的空白台账
        [header] 从空白台账复制表头行，放回各行之上
       *[columns] 列前的字母是制发时的位置；从空白台账复制这些列的表头补上，是有意删去的可以不管
    }
sequence-gap = 序号在 { $before } 之后是 { $own }，共 { $count } 处不连续（第 { $rows } 行）
    .mark = 上一行是 { $before }
    .remedy = 核对是否漏登、误删了行；没有的，重新编排序号
empty-ledger = “{ $ledger }”没有一行数据
    .remedy = 本年确无此类事项的可以不管；否则请核对台账是否填错了工作表

not-of-type = “{ $column }”的“{ $value }”不是{ $type ->
        [date] 日期
        [integer] 整数
        [decimal] 数字
        [money] 金额
        [yes-no] “是”或“否”
       *[text] 文字
    }
    .mark = 不是{ $type ->
        [date] 日期
        [integer] 整数
        [decimal] 数字
        [money] 金额
        [yes-no] “是”或“否”
       *[text] 文字
    }
    .remedy = 更正该单元格{ $type ->
        [date] ，日期写作 2021-08-20 的样式
        [yes-no] ，只填“是”或“否”
       *[other] {""}
    }；没有的留空
error-cell = “{ $column }”是表格软件报出的错误值 { $value }
    .mark = 错误值
    .remedy = 在表格软件中修正公式，保存后重试
approximate-cell = “{ $column }”的“{ $value }”是约数，此处要填确数
    .mark = 约数
    .remedy = 填入确切数字；报告中的“余”“多”由程序按确数写出
ditto-cell = “{ $column }”填的是“{ $value }”，此处不能沿用上一行
    .mark = 同上
    .remedy = 填写该行自己的内容
merged-amount = “{ $column }”的数填在跨行合并的单元格里，只计入第一行，本行没有数
    .mark = 与上一行合并
    .remedy = 取消合并，各行分别填写自己的数
uncalculated-formula = “{ $column }”是公式，但文件中没有保存计算结果
    .mark = 没有计算结果
    .remedy = 用 Excel 或 WPS 打开该工作簿，重新计算后保存
sum-in-cell = “{ $column }”填的是算式“{ $value }”，按 { $sum } 计入
    .mark = 按 { $sum } 计入
    .remedy = 核对无误后改填 { $sum }；是两件事的，分行登记
scaled-by-format = “{ $column }”存的是 { $value }，但格式 { $format } 显示为缩小后的数，按 { $number } 计入
    .mark = 存的是 { $value }
    .remedy = 核对该数是否多录、少录了位数；改用普通数字格式，在表头注明单位
completed-date = “{ $column }”的日期不完整，按工作表名称、文件名或统计年度补全：“{ $value }”读作 { $day }，共 { $count } 处
    .mark = 读作 { $day }
    .remedy = 核对补全的年、月；不对的，在单元格中写出完整日期
unknown-working-days = 自“{ $column }”{ $day }起的工作日期限，超出已知的节假日安排{ $known_given ->
        [no] {""}
       *[yes] （至 { $known }）
    }
    .mark = 期限未知
    .remedy = 更新报告模板包的节假日日历；在此之前，与该期限有关的规则不作判断
total-mismatch = “{ $column }”的合计行为 { $stated }，按各行重算为 { $expected }，相差 { $difference }
    .mark = 重算为 { $expected }
    .remedy = { $slip ->
        [left-out] 合计疑似漏算 { $suspect }
        [swapped] { $suspect } 疑似数字颠倒
        [unit] { $suspect } 疑似元、万元混用
        [sign] { $suspect } 疑似正负号有误
        [exchanged] { $suspect } 疑似填反
       *[none] 先核对合计公式是否包含全部各行，再核对各行金额
    }
undecided-row = “{ $columns }”{ $why ->
        [unreadable] 无法识别
       *[blank] 未填
    }，不能确定该行是否计入：{ $figures }
    .mark = { $why ->
        [unreadable] 无法识别
       *[blank] 未填
    }
    .remedy = { $why ->
        [unreadable] 更正该单元格
       *[blank] 补填该单元格
    }；不适用的填“不适用”

not-one-row = “{ $figure }”应取自一行，符合条件的有 { $rows } 行
    .remedy = { $rows ->
        [0] 在该表中补上这一项（条件：{ $where }）
       *[other] 只保留一行（条件：{ $where }）
    }
other-unit = “{ $figure }”以{ $unit }计，表中填的是{ $stated }
    .mark = 应以{ $unit }计
    .remedy = 更正计量单位，并核对数值；万名、千份等可以直接填写
nothing-to-divide = “{ $figure }”的分子、分母都是零，没有比率
    .remedy = 核对本年确无此类事项；报告将写模板为此规定的词
part-above-whole = “{ $figure }”的部分 { $part } 大于全部 { $whole }
    .remedy = 核对两项数字的统计范围
no-previous-figure = 没有上年数字，“{ $figure }”不能计算
    .remedy = 在 nianbao.toml 的 [previous] 中给出上年的 figures.json，或填写该数字及其来源

unknown-figure = 没有编号为 { $figure } 的数字
    .remedy = { $nearest_given ->
        [yes] 是否为 { $nearest }？
       *[no] 用 nianbao figures 查看全部编号
    }
figure-without-value = { $figure } 没有数值（{ $state ->
        [none] 无可计算的事项
        [not-applicable] 不适用
       *[unknown] 未知
    }），正文不能写出
    .remedy = 补齐数据；或在正文中用 nothing: 给出此时的说法
unknown-chart = 没有编号为 { $chart } 的图
    .remedy = { $nearest_given ->
        [yes] 是否为 { $nearest }？
       *[no] { $known_given ->
            [yes] 现有的图：{ $known }
           *[no] 本模板包没有声明图；图在模板包的 charts.toml 中声明
        }
    }
empty-chart = 图 { $chart } 没有可画的数
    .remedy = 补齐台账；本单位没有这类事项的，删去这幅图，或在 chart 中用 nothing: 给出此时的说法
word-contradicted = { $figure } 的用法 { $word } 与其数值不符{ $value_given ->
        [yes] ：现为 { $value }
       *[no] {""}
    }
    .remedy = 改写该处：zero、some 用于数量，all、nothing 用于比率，change 用于增减
unowned-numeral = { $kind ->
        [words] “{ $numeral }”不写数字却说了数量，没有来源
        [doubtful] “{ $numeral }”可能是统计数字，没有来源
       *[statistic] “{ $numeral }”没有来源
    }
    .remedy = { $kind ->
        [words] 用 fig 的 zero: 或 all: 写出，或写成 claim("条件", [{ $numeral }])
       *[statistic] { $figure_given ->
            [yes] 如为“{ $label }”，写成 #fig("{ $figure }")
           *[no] 用 fig 引用数字
        }；确不属于统计数字的，写成 exempt(reason: "理由")[{ $numeral }]
    }
unowned-claim = “{ $text }”说了增减，没有数字可证
    .remedy = 用 change 写出增减数，或写成 claim，如 claim("petitions.total < previous", [{ $text }])
altered-figure = { $value_given ->
        [yes] “{ $numeral }”与 { $figure } 不符：应为 { $value }
       *[no] “{ $numeral }”重复了 { $figure } 已写出的单位
    }
    .remedy = { $value_given ->
        [yes] 删去紧挨着该数字的文字；“余”“多”用 style: 写出
       *[no] 删去重复的单位，或引用时写 unit: none
    }
claim-contradicted = “{ $text }”与数字不符：{ $predicate } 不成立
    .remedy = 改写该处；现有数字：{ $values }
claim-not-assessed = 断言 { $predicate } 无法判断：{ $why ->
        [previous] 没有 { $of } 的上年数字
        [value] { $of } 没有数值
        [unit] { $of } 的单位不同，不能比较
       *[predicate] { $of_given ->
            [yes] “{ $of }”写法有误
           *[no] 其中没有比较
        }
    }
    .remedy = { $why ->
        [previous] 在 nianbao.toml 的 [previous] 中给出上年数字，或删去该断言
        [value] 补齐数据，或删去该断言
        [unit] 只比较单位相同的数字；比率与百分数比较，如 95%
       *[predicate] 用 <、<=、=、!=、>=、> 比较数字编号、数值或 previous，用 and、or 连接
    }
todo-left = 待撰写：{ $text }
    .remedy = { $kind ->
        [day] 在 nianbao.toml 的 [report] 中写明 date
       *[passage] 写出本单位的实际情况，再删去 todo[…]
    }
carried-over = 本段沿用 { $year } 年的正文，还没有核对
    .remedy = 改写本段；确可沿用的，删去段前带 nianbao:carried-over 的一行
missing-part = 正文缺少法定内容“{ $part }”
    .remedy = { $label_given ->
        [yes] 在写这部分内容的段落后加标签 <{ $label }>；没有写的请补写
       *[no] 请补写；查找所用的词是{ $words }
    }
typesetting = 排版提示：{ $message }
    .remedy = { $hint_given ->
        [yes] { $hint }
       *[no] 核对该处正文的写法
    }
face-substituted = 没有安装 { $official }，{ $role ->
        [title] 标题
        [body] 正文
        [heading] 一级标题
        [subheading] 二级标题
        [page_number] 页码
       *[other] { $role }
    }改用 { $face }
    .remedy = 报送用的文本，请在装有所列字体的机器上生成，或用 --font-dir 指明字体所在文件夹

stale-dismissal = 已确认的问题 { $name } 现在没有了
    .remedy = 已改正的，删去这一条；内容变了的，请重新核对
figure-drift = { $kind ->
        [added] “{ $figure }”{ $now }未经核定
        [removed] 已核定的“{ $figure }”{ $was }现在没有了
        [basis] “{ $figure }”{ $now }与核定时相同，但{ $causes }
       *[changed] “{ $figure }”核定为 { $was }，现为 { $now }：{ $causes }{ $through_given ->
            [yes] （随“{ $through }”变动）
           *[no] {""}
        }
    }
    .remedy = { $came_given ->
        [yes] 新增的行：{ $came }。
       *[no] {""}
    }{ $went_given ->
        [yes] 减少的行（原台账）：{ $went }。
       *[no] {""}
    }{ $moved_given ->
        [yes] 改动的单元格：{ $moved }。
       *[no] {""}
    }核对无误的，用 nianbao lock 重新核定；有误的，更正后再查
unused-column = “{ $ledger }”的“{ $column }”列没有规则或数字使用
    .remedy = 不需要的，可从模板中删去
unused-figure = “{ $figure }”没有出现在正文，也没有用于规则或其他数字
    .remedy = 写入正文，或从模板中删去
contradicted-figure = { $kind ->
        [unit] “{ $stated }”应为{ $value }，单位不符（{ $label }，{ $figure }）
        [change] “{ $stated }”与数字不符：{ $label }（{ $figure }）上年为{ $previous }，今年为{ $value }，{ $way ->
            [times] 今年是上年的{ $actual }%
            [down] 下降{ $actual }%
           *[up] 增长{ $actual }%
        }
       *[value] “{ $stated }”应为{ $value }（{ $label }，{ $figure }）
    }
    .mark = { $difference_given ->
        [yes] { $more ->
            [yes] 多{ $difference }
           *[no] 少{ $difference }
        }
       *[no] {""}
    }
    .remedy = 对照所列单元格，改正文稿或者台账
cut-off = { $kind ->
        [change] “{ $stated }”截去了尾数：{ $label }（{ $figure }）上年为{ $previous }，今年为{ $value }，{ $way ->
            [times] 今年是上年的{ $actual }%
            [down] 下降{ $actual }%
           *[up] 增长{ $actual }%
        }
       *[value] “{ $stated }”截去了尾数，{ $label }（{ $figure }）为{ $value }
    }
    .remedy = 按四舍五入取舍
text-contradicts-itself = { $kind ->
        [sum] { $stated }不等于{ $against }
        [at-most] { $stated }超过了上限{ $against }
        [twice] { $label }：此处为“{ $stated }”，另一处为“{ $against }”
        [part] 部分（{ $stated }）大于总体（{ $against }）
        [shares] 各项占比{ $stated }之和不是100%
       *[rate] “{ $stated }”与{ $against }不符
    }
    .remedy = 逐个核对来源，改正错的那一个
other-report = { $kind ->
        [unit] 这是{ $found }的报告，不是{ $expected }的
       *[year] 这是{ $found }年的报告，不是{ $expected }年的
    }
    .remedy = 指定文稿所属的报告工程，或者换成本工程的文稿
stale-year = { $kind ->
        [paragraph] 沿用的段落写有{ $found }年，报告年度为{ $year }年
       *[heading] 标题为{ $found }年，报告年度为{ $year }年
    }
    .remedy = { $kind ->
        [paragraph] 改正年份，并核对这一段的其他内容；确指该年的，删去段前带 nianbao:carried-over 的一行
       *[heading] 改正年份，并核对标题下面的数字
    }
level-out-of-order = { $kind ->
        [missing] “{ $mark }”之前缺少同级的第 { $expected } 项
       *[repeated] “{ $mark }”序号重复，此处应为同级的第 { $expected } 项
    }
    .remedy = 补上序号，或者重新编号
wording = { $kind ->
        [term] “{ $text }”应为“{ $right }”
        [repeated] “{ $right }”重复
        [mixed-script] “{ $text }”：阿拉伯数字后面不用千、百
        [double-approximator] “{ $text }”约数重复
        [unit-apart] “{ $text }”后面没有紧跟单位
       *[percent-for-points] “{ $text }”：比率的增减用{ $right }
    }
    .remedy = 改正文字
