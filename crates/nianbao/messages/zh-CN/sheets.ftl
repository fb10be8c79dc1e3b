# 附表（annex.xlsx）：供本单位留存和审计复核的工作簿。

sheet-yes = 是
sheet-no = 否
sheet-no-code = （代码表以外）

sheet-cover-name = 说明
sheet-figures-name = 指标
sheet-sources-name = 台账来源
sheet-rules-name = 校验
sheet-charts-name = 图表

sheet-document-title = { $title }统计附表
sheet-internal = 内部资料，不得公开
sheet-footer = &L内部资料，不得公开&C&A&R第 &P 页，共 &N 页

# 说明
sheet-cover-title = { $title }统计附表
sheet-cover-about = 本工作簿每张工作表只有一张表格，表头在第 3 行，没有合并单元格。
sheet-cover-item = 项目
sheet-cover-content = 内容
sheet-cover-use = 使用范围
sheet-cover-internal = 内部资料，不得公开。本工作簿含逐行的台账数据（已去除个人信息），供本单位留存和审计复核，不随报告公开。
sheet-cover-report = 报告
sheet-cover-unit = 单位
sheet-cover-status = 状态
sheet-cover-status-draft = 草稿
sheet-cover-status-sample = 样例数据·非正式文件
sheet-cover-status-final = 定稿
sheet-cover-from = 统计期限起日
sheet-cover-to = 统计期限止日
sheet-cover-date = 成文日期
sheet-cover-ledger = 台账计算的指标数
sheet-cover-entered = 人工填报的指标数
sheet-cover-about-figures = 指标的公式
sheet-cover-note-figures = “指标”表的“数值”都是公式：件数是台账中计入行的合计，金额和数量是计入行该列的合计，比率、差额和增减引用其他指标的单元格（名称为 fig. 加指标编号）。改动台账或上年数后，可以重新计算。
sheet-cover-about-units = 计量单位
sheet-cover-note-units = 金额以元计，比率以百分数计，均未取舍；“公布数”按报告的单位和小数位取舍。
sheet-cover-about-members = 计入列
sheet-cover-note-members = 台账各表右侧每个指标有一列“计入”：1 为计入，0 为不计入。筛选该列的 1，就是该指标所依据的行。
sheet-cover-about-judged = 程序判定
sheet-cover-note-judged = “计入”一般是公式，条件见“指标”表。没有对应公式的条件，由程序逐行判定，表头注明“程序判定”和条件；按工作日计算的期限也由程序计算。
sheet-cover-about-blanks = 空白和不适用
sheet-cover-note-blanks = 空白不是零：条件涉及空白而无法判断的行不计入。填“不适用”的单元格与空白不同，照样写出。指标没有数值的，写明“未知”“不适用”等，不写零。
sheet-cover-about-persons = 代号
sheet-cover-note-persons = 统计人数时，同一人用同一个代号。代号按出现的先后编号，只用于区分，不能由代号查到本人。
sheet-cover-about-printed = 公布值
sheet-cover-note-printed = “公布值”是报告中印出的文字。四舍五入，末尾的零不写；不是全部的不写 100%，不是零的不写 0。
sheet-cover-about-inputs = 填报的数
sheet-cover-note-inputs = 浅黄底色的单元格是人工填报的数和上年数，出处写在同一行；其他数都由这些数和台账计算。
sheet-cover-about-rows = 行的来源
sheet-cover-note-rows = 台账各表每一行都写明来自哪个工作簿、哪张工作表、第几行；“台账来源”表列出各工作表读取和未计入的行数。
sheet-cover-go-to = 工作表
sheet-cover-pack = 报告模板包
sheet-cover-tool = 编制程序
sheet-cover-digest = 数字摘要（figures.json 的 SHA-256）

# 指标
sheet-figures-title = 指标
sheet-figures-about = 全部指标和分组数字。“数值”是公式，“公布值”是报告中印出的文字；上年数可以填写，增减随之计算。
sheet-figures-id = 指标编号
sheet-figures-label = 指标
sheet-figures-group = 分组
sheet-figures-value = 数值
sheet-figures-unit = 单位
sheet-figures-number = 公布数
sheet-figures-printed = 公布值
sheet-figures-last = 上年数
sheet-figures-change = 较上年增减
sheet-figures-origin = 来源
sheet-figures-method = 计算方法
sheet-figures-judged = 判定方式
sheet-figures-condition = 条件（SQL）
sheet-figures-behind = 计入列
sheet-figures-cells = 所依据的工作表或指标
sheet-figures-last-source = 上年数出处
sheet-figures-note = 说明
sheet-by-formula = 公式
sheet-by-program = 程序判定
sheet-by-nothing = 无数据
sheet-source-rows = { $source }·{ $sheet }（{ $rows } 行）

# 台账
sheet-ledger-title = { $label }{ $parts ->
        [1] {""}
       *[other] （第 { $part } 部分，共 { $parts } 部分）
    }
sheet-ledger-about = 已去除个人信息的台账，共 { $rows } 行；每行注明来源。右侧各“计入”列中 1 为计入该指标的行，0 为不计入。
sheet-source = 来源工作簿
sheet-sheet = 来源工作表
sheet-row = 行号
sheet-computed = { $label }（程序计算）
sheet-member = 计入：{ $label }
sheet-judged = 计入：{ $label }（程序判定，条件：{ $condition }）
sheet-ordinal = { $label }（代号）
sheet-counted = 计入的代号：{ $label }

# 台账来源
sheet-sources-title = 台账来源
sheet-sources-about = 读取的每张工作表：数据行数减去未计入的行数，等于台账表中列出的行数。
sheet-sources-ledger = 台账
sheet-sources-source = 工作簿
sheet-sources-sheet = 工作表
sheet-sources-rows = 数据行
sheet-sources-excluded = 未计入
sheet-sources-used = 应列出
sheet-sources-listed = 实际列出
sheet-sources-reasons = 未计入的原因
sheet-sources-digest = 工作簿的 SHA-256

# 校验
sheet-rules-title = 校验
sheet-rules-about = 模板包的全部校验规则及结论；规则之后是读取、计算和正文中的其他问题。
sheet-rules-rule = 规则或代码
sheet-rules-severity = 级别
sheet-rules-verdict = 结论
sheet-rules-count = 问题数
sheet-rules-dismissed = 已说明的问题数
sheet-rules-ground = 依据
sheet-rules-found = 问题（第一处）
sheet-rules-places = 位置
sheet-verdict-passed = 通过
sheet-verdict-broken = 有问题
sheet-verdict-not-assessed = 未评估
sheet-verdict-found = 发现

# 图表
sheet-charts-title = 图表
sheet-charts-about = 各图取自“指标”表的“数值”，随数值变动；替代文字中列出数值，太长的只写图名。
sheet-chart-last = 上年
sheet-chart-this = 本年
sheet-chart-title = { $label }{ $unit_given ->
        [yes] （单位：{ $unit }）
       *[no] {""}
    }
sheet-chart-told = { $label }：{ $members }
