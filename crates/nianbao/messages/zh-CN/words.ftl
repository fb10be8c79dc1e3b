# 词语：界面、附件和版面上的固定用词。

severity-error = 错误
severity-warning = 警告
severity-note = 提示

state-value = 有数值
state-none = 无
state-unknown = 未知
state-not-applicable = 不适用

origin-ledger = 台账计算
origin-entered = 人工填报

exclusion-blank = 空行
exclusion-total = 合计行
exclusion-repeated-header = 重复的表头
exclusion-column-numbers = 列号行
exclusion-note = 表下注释
exclusion-title = 表间标题
exclusion-example = 示例行
exclusion-carried-over = 承前页、过次页

role-title = 标题
role-body = 正文
role-heading = 一级标题
role-subheading = 二级标题
role-page_number = 页码

# 计算方式（附件和 trace）
method-count = { $where_given ->
        [yes] “{ $ledger }”中符合条件的行数：{ $where }
       *[no] “{ $ledger }”的行数
    }
method-distinct = { $where_given ->
        [yes] “{ $ledger }”中“{ $column }”的不同值个数，条件：{ $where }
       *[no] “{ $ledger }”中“{ $column }”的不同值个数
    }
method-sum = { $where_given ->
        [yes] “{ $ledger }”中“{ $column }”之和，条件：{ $where }
       *[no] “{ $ledger }”中“{ $column }”之和
    }
method-value = “{ $ledger }”的“{ $column }”，条件：{ $where }
method-ratio = “{ $of }”÷“{ $to }”
method-share = “{ $part }”占“{ $whole }”的比例
method-difference = “{ $of }”－“{ $minus }”
method-change = 本年“{ $of }”－上年同一数字
series-member = { $label }（{ $key ->
        [other] 其他
       *[key] { $key }
    }）
series-key = { $kind ->
        [month] { $key }月
        [other] 其他
       *[code] { $key }
    }

# 图
chart = 图
chart-note = 注：
chart-title = { $label }{ $unit_given ->
        [yes] （单位：{ $unit }）
       *[no] {""}
    }
chart-year = { $year }年
chart-unknown = —
chart-told = { $label }：{ $members }
chart-told-members = { $members }
chart-told-then = ；其后，
chart-told-number = { $name } { $number }
chart-told-years = { $name }（{ $numbers }）

# 条件的读法：cond-* 带参数，是完整的短语
cond-and = { $left }，且{ $right }
cond-or = { $left }，或{ $right }
cond-not = 非（{ $operand }）
cond-group = （{ $operand }）
cond-yes = “{ $operand }”为是
cond-no = “{ $operand }”为否
cond-blank = “{ $operand }”为空
cond-filled = “{ $operand }”不为空
cond-equal = { $left }为{ $right }
cond-not-equal = { $left }不为{ $right }
cond-less = { $left }小于{ $right }
cond-greater = { $left }大于{ $right }
cond-at-most = { $left }不大于{ $right }
cond-at-least = { $left }不小于{ $right }
cond-before = { $left }早于{ $right }
cond-after = { $left }晚于{ $right }
cond-not-after = { $left }不晚于{ $right }
cond-not-before = { $left }不早于{ $right }
cond-between = { $operand }在{ $low }至{ $high }之间
cond-not-between = { $operand }不在{ $low }至{ $high }之间
cond-in-period = { $operand }在统计期限内
cond-one-of = { $operand }为{ $list }之一
cond-none-of = { $operand }不为{ $list }之一
cond-column = “{ $name }”
cond-word = “{ $word }”
cond-period-from = 统计期限起日
cond-period-to = 统计期限止日

# 正文
change-up = 增加
change-down = 减少
change-same = 持平
register-joiner = 、
todo-open = 【待撰写：
todo-close = 】
todo-day = 成文日期
day = { $year }年{ $month }月{ $day }日
period = 统计期限：{ $from }至{ $to }

# 建立报告工程：nianbao.toml 中的说明
begin-file =
    报告工程文件。以 # 开头的行是说明，程序不读；等号右边可以改，文字放在英文引号内。
    改好并填写台账之后，用 nianbao check 查看还有哪些要做，用 nianbao build 生成报告。
begin-pack = 报告模板包
begin-year = 报告年度
begin-status = draft 为草稿，每页有“草稿”字样；改为 final 为定稿，有错误或待撰写内容时不生成报告
begin-unit = 单位全称，用于落款
begin-unit-short = 单位简称，用于标题和正文；不写时用全称
begin-unit-code = 单位代码，用于核对上年数字是否为同一单位的；没有的可以不写
begin-addressees = 主送机关，如 ["区委", "区政府"]
begin-date = 成文日期，定稿前写明，不沿用上年的
begin-period = 统计期限，默认为全年
begin-ledgers =
    各台账的工作簿，可以写几个，也可以用 * 代表一段文字：files = ["台账/信访*.xlsx"]
    form = true 表示用的是制发的空白台账；换成本单位自己的工作簿时，删去 form = true
    本单位没有的台账，写 files = []
begin-previous = 上年数字：把上年报告工程 out 中的 figures.json 复制过来，删去下面两行开头的 #
begin-previous-given = 上年数字，由上年的报告工程算出；上年报告发布后又有更正的，换成更正后的 figures.json
begin-title = 标题；{"{year}"} 由程序换成报告年度
begin-faces = 本工程指定的字体
carried-note = 沿用上年：改写本段，或核对无误后删去本行

# 空白台账
blank-folder = 台账
blank-title = { $year }年{ $ledger }
blank-unit = 填报单位：{ $unit }
blank-about = 逐行填写，不要改动表头；表头上方注明各列是否必填。个人信息只供本单位登记，不写入报告
blank-example = 表头下方斜体的一行是示例，不计入；可以删去，原样留着也可以
blank-carried = { $example ->
        [yes] 表头下方斜体的一行是示例，不计入。
       *[no] {""}
    }浅黄底色的 { $rows } 行是从上年台账转入的，计入本年；其中的个人信息请按上年台账补填
blank-rows-given = 各行的项目已经列出，逐项填写；没有的填“不适用”
blank-codes = 年报代码表
blank-footer = 第 &P 页，共 &N 页
blank-identifier = 个人信息：只供本单位登记，程序不保留
blank-sensitive = 不公开的内容：只供本单位登记，程序不保留
blank-counted = 个人信息：程序只用来统计人数，不写入报告
blank-ditto = 与上一行相同的，可以填“同上”
blank-as-above = 与上一行相同的，可以不填
blank-first-day = 历时几天的，填第一天
blank-last-day = 历时几天的，填最后一天
blank-refusal = 没有的留空，不适用的填“不适用”
duty-required = 必填
duty-if-any = 有则填
duty-optional = 选填
duty-personal = 个人信息
duty-private = 不公开
fill-text = 填文字
fill-integer = 填整数，不写单位
fill-decimal = 填数字，不写单位
fill-money = 填金额，单位为{ $unit }，只写数字
fill-date = 填日期，如 { $year }-03-01
fill-month = 填月份，如 { $year }年3月
fill-yes-no = 填“是”或“否”
fill-codes = 从下拉列表中选一项

# 核定与更正
lock-header = 已核定的数字，由 nianbao lock 写入，请勿手工改动
cause-data = 台账数据有变
cause-measure = 规则或计算方式有变
cause-rounding = 单位或取舍有变
cause-unknown = 原因不明
note-title = 关于更正《{ $title }》有关数字的说明
note-opening = { $unit_given ->
        [yes] { $unit }编制的《{ $title }》中
       *[no] 《{ $title }》中
    }，下列数字有误，现予更正：
note-report = { $year }年年度报告
note-item = { $number }．{ $kind ->
        [added] 补充“{ $figure }”：{ $now }。
        [removed] 删去“{ $figure }”：{ $was }。
       *[changed] “{ $figure }”：原为{ $was }，更正为{ $now }{ $causes_given ->
            [yes] （{ $causes }）
           *[no] {""}
        }。
    }
note-reason = 更正的具体原因，以及其他内容是否受影响
note-closing = 特此说明。
note-unit = { $unit }
note-unit-open = 单位名称
note-date = {"    "}年{"  "}月{"  "}日
note-indent = {"　　"}

# 版面
banner-draft = 草稿
banner-sample = 样例数据·非正式文件
colon = ：
annex = 附件
annex-title = 数字一览表
annex-number = 序号
annex-label = 数字
annex-value = 数值
annex-method = 计算方式
annex-source = 来源
annex-notes = 说明
annex-note = { $label }：{ $note }。
annex-sheets = 台账读取情况
annex-sheet = 工作表
annex-rows = 行数
annex-used = 计入
annex-excluded = 未计入
annex-exclusion = { $why } { $rows } 行
annex-exclusions = { $list_given ->
        [yes] { $list }
       *[no] —
    }
findings-title = 待处理的问题
findings-not-listed = 该列另有 { $count } 处同类问题，用 nianbao check 查看
finding-line = { $severity }　{ $place }　{ $title }
digest-label = 数字摘要{" "}
source-cells = { $source }·{ $sheet }·{ $cells }{ $more ->
        [yes] 等
       *[no] {""}
    }（{ $rows } 行）
source-frame = 数据框 { $frame } 第 { $numbers } 行{ $more ->
        [yes] 等
       *[no] {""}
    }，{ $column }（{ $rows } 行）
place-frame-rows = 数据框 { $frame } 第 { $rows } 行
place-frame = 数据框 { $frame }
source-previous = { $year } 年报告（{ $source }）
attachment-figures = 本报告的全部数字及其来源
attachment-provenance = 输入文件、模板包和程序的版本与摘要

# 网页、纯文本
page-contents = 目录
page-sources = 数字来源
page-operands = 由以下数字算得
page-cells = { $cells }{ $more ->
        [yes] {" "}等
       *[no] {""}
    }
page-rows = （{ $rows } 行）
page-previous = { $year } 年报告（{ $source }）：{ $value }
page-last = 上年
page-close = 关闭
page-notes = 注释
plain-picture = ［图：{ $alt }］

# 文字处理软件中样式的名称
style-period = 统计期限
style-addressees = 主送机关
style-signature = 署名和日期
style-annex-mark = 附件标识
style-picture = 图片
style-item = 列表项
style-code = 代码
style-table-text = 表格文字
style-annex-text = 附表文字
style-annex-head = 附表表头
style-annex-note = 附件说明
style-annex-section = 附件小标题
style-finding = 待处理问题
style-digest = 数字摘要

# 退回批注：只写在退回报送单位的工作簿中
mark-sheet = 年报问题清单
mark-heading = 年报台账问题清单
mark-ending = 问题
mark-author = 年报校验
mark-about = 所列为“{ $source }”中的问题：{ $errors } 个错误，{ $warnings } 个警告，{ $notes } 个提示。请逐项核对，在原工作簿中更正后重新报送。
mark-confidential = 本文件含报送单位台账的原始数据，只退回报送单位，不得公开，不得转发其他单位。
mark-colours = 单元格底色：红为错误，橙为警告，蓝为提示，浅黄为相关的单元格；批注开头写明级别。除底色、批注和本表外，工作簿没有改动；在本文件中更正的，报送前删去本表。
mark-beside = 原工作簿的格式不能直接批注，请按“工作表”“单元格”两列到原工作簿中查找。
mark-repeats = 同一列的同类问题超过 { $each } 处的，前 { $each } 处逐一列出并写批注，其余合列一行，只标底色。
mark-more = 另有 { $count } 处同类问题
mark-title = { $title }（{ $mark }）
mark-comment = { $title }{ $ground_given ->
        [yes] {"\u000A"}依据：{ $ground }
       *[no] {""}
    }{ $remedy_given ->
        [yes] {"\u000A"}处理：{ $remedy }
       *[no] {""}
    }
mark-column-severity = 级别
mark-column-code = 代码
mark-column-sheet = 工作表
mark-column-cell = 单元格
mark-column-finding = 问题
mark-column-ground = 依据
mark-column-remedy = 处理
mark-column-others = 相关位置

# 进度
progress-reading = 读取 { $source }（{ $number }/{ $total }）
progress-marking = 批注 { $source }（{ $number }/{ $total }）
progress-validating = 校验各行
progress-computing = 计算数字
progress-typesetting = 排版
progress-done = 完成

# 问题与来源（命令和 Python 包）
finding-ground = 依据
finding-remedy = 处理
findings-summary = { $errors } 个错误，{ $warnings } 个警告，{ $notes } 个提示
trace-rows = （{ $rows } 行）
trace-previous = （{ $year } 年为 { $value }）

# 自检中核对的内容
stated-pack = 报告模板包
stated-edition = 报告模板包的版本
stated-status = 状态
stated-audience = 用途
stated-unit = 单位
stated-year = 年度
intended-filing = 报送版
intended-publication = 公开版
becoming-draft = 草稿
becoming-sample = 样例
becoming-final = 定稿
refresh-ending = 已刷新
