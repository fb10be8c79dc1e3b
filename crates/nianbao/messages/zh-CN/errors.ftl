# 错误：工作没有做成。每条一行，句末无标点。

cannot-read = 不能读取 { $path }：{ $reason }
cannot-write = 不能写入 { $path }：{ $reason }；原有文件没有改动
cannot-open-workbook = 不能打开工作簿 { $path }：{ $reason }
cannot-use-figures = 不能使用 { $path }：{ $reason }
cannot-open-document = 不能读取 { $path } 的文字：{ $reason }
pack-has-faults = 报告模板包有 { $count } 处错误：
project-has-faults = 报告工程有 { $count } 处错误：
cannot-typeset = 不能排版，有 { $count } 处错误：
cancelled = 已按要求停止
more-faults = 另有 { $count } 处，往往由前面的错误引起
internal = nianbao 自身出错，请报告：{ $what }

reason-not-found = 没有这个文件
reason-permission-denied = 没有权限
reason-already-exists = 已有同名文件
reason-storage-full = 磁盘已满
reason-is-a-directory = 这是文件夹
reason-not-a-directory = 路径中有一段不是文件夹
reason-not-text = 不是 UTF-8 文本

# 工作簿
workbook-empty = 文件是空的
workbook-damaged = 文件已损坏（{ $part ->
        [zip] 压缩包
        [xml] 工作表结构
       *[cell] 单元格
    }不完整）；请用表格软件打开后另存
workbook-too-large = 文件解压后过大，不像是台账；请另存为新文件
workbook-with-part-twice = 文件中有两份同名的内容，不能确定哪一份有效；请用表格软件打开后另存
workbook-encrypted = 文件有密码；请取消密码后重试
workbook-missing = 没有工作簿 { $path }；此处有：{ $found_given ->
        [yes] { $found }
       *[no] 无
    }
workbook-of-no-kind = 不是可读的表格；可读 Excel、WPS、LibreOffice 的工作簿，CSV，以及网页表格
workbook-changed = 读取之后文件又改动了；请重试
cells-out-of-order = 工作表中单元格次序错乱，文件已损坏；请用表格软件打开后另存
sheet-too-large = 工作表超出可读范围；请删去多余的空行空列后另存

# 退回批注
picture-not-drawn = 图片“{ $alt }”不能画出；请换用 PNG 或 JPEG 图片
mark-over-input = { $path } 是报告工程的台账，不能用批注的副本替换；请用 --out 指定另一个文件夹
mark-read-again = { $path } 下次会被当作台账读取；请用 --out 指定报告工程以外的文件夹
mark-over-other = { $path } 已有同名文件，不是以前写出的批注副本；请移走该文件，或用 --out 指定另一个文件夹

# 建立报告工程
folder-taken = { $path } 中已有文件；请指定新的或空的文件夹，原有文件没有改动
unit-without-name = 没有写明单位名称

# 核定与比较
no-lock = 还没有核定过数字；核对无误后，用 nianbao lock 写入
not-a-lock = 不是有效的 figures.lock：{ $reason }；可用 nianbao lock 重新写入
lock-of-other-version = 是 figures.lock 的第 { $found } 版，本程序读写第 { $version } 版
not-a-figures-file = 不是 figures.json：{ $reason }
figures-too-large = 超过 { $limit } MB，不像是数字文件
figures-without-digests = 现在的数字没有摘要，看不出依据是否变动；公开版的 figures.json 没有摘要，请用报送版
figures-of-other-year = 一边是 { $found } 年的数字，另一边是 { $year } 年的；不同年度之间是变化，不是更正
figures-of-other-unit = 一边是 { $found } 的数字，另一边是 { $unit } 的
report-with-figures = 一边是报告文稿，另一边是数字，不能相互比较；要核对文稿与数字，请用 nianbao audit

# 成稿
document-empty = 其中没有文字
document-of-no-kind = 不是可读的文稿；可读纯文本、Markdown、网页、Word 文档（.docx）和 PDF
document-of-old-kind = 这是旧格式的文稿（.doc 或 .wps）；请另存为 .docx 后重试
document-encrypted = 文件有密码；请取消密码后重试
document-scanned = 这是扫描件，页面是图片，没有文字；请使用打印前的原稿，或先做文字识别
document-without-characters = { $share } 的字符无法辨认，因为 PDF 的字体没有注明各是什么字；请重新导出 PDF，或使用原稿
document-in-unknown-encoding = 其中有些文字的编码不能读取，会被漏掉；请重新导出 PDF，或使用原稿
document-damaged = 文件已损坏（{ $part ->
        [zip] 压缩包
        [xml] 文稿结构
       *[pdf] 页面
    }不完整）；请用原来的软件打开后另存
document-with-part-twice = 文件中有两份同名的内容，不能确定哪一份有效；请用原来的软件打开后另存
document-too-large = 文件过大，不像是报告；请另存为新文件

# 自检
verify-no-outputs = 文件夹中没有 manifest.json，也没有 report.pdf、report.docx 和 report.html；请给出 nianbao 的输出文件夹，或其中的上述文件
verify-not-attached = 文件没有附带 { $file }，可能被其他软件另存过
verify-attached-twice = 文件附带了两份 { $file }，不能确定哪一份有效
verify-packed = 文件附带的 { $file } 不能解开
verify-unread = { $file } 的内容不能读取：{ $reason }
verify-digest = { $output } 与 { $file } 所记的摘要不符：所记为 { $stated }，实为 { $found }
verify-other = { $file } 写明{ $field }为“{ $stated }”，{ $than } 写明为“{ $found }”
verify-figure = { $file } 中“{ $label }”自相矛盾：数值为 { $value_given ->
        [yes] { $value }
       *[no] 空
    }（精确值 { $exact }），印出为“{ $printed }”
verify-no-foot = 文末没有数字摘要，应为 { $found }
verify-foot = 文末的数字摘要 { $stated } 与附带的 { $file } 不符，应为 { $found }
verify-banner = 页面上有“{ $banner }”字样，与附带的数字所写的状态不符
verify-no-banner = 页面上没有“{ $banner }”字样，与附带的数字所写的状态不符
verify-table = 数字一览表中“{ $label }”为 { $stated }，附带的数字为 { $printed }
verify-not-in-table = 数字一览表中找不到“{ $label }”，附带的数字为 { $printed }
verify-chart = 图表中“{ $label }”为 { $stated }，附带的数字为 { $printed }
verify-data = 网页中供程序读取的“{ $label }”为 { $stated_given ->
        [yes] { $stated }
       *[no] 空
    }，附带的数字为 { $value_given ->
        [yes] { $value }
       *[no] 空
    }
verify-data-unknown = 网页把一处数据标为“{ $figure }”，附带的数字中没有这一项
verify-source = 网页所示“{ $label }”的来源与附带的数字不符：其中没有“{ $missing }”
verify-no-source = 网页没有写明“{ $label }”的来源
verify-in = { $document }：{ $problem }
verify-output-missing = manifest.json 所列的 { $output } 不在文件夹中
verify-output-outside = manifest.json 所列的 { $output } 在文件夹之外，没有读取
verify-other-figures = 报告附带的数字与 manifest.json 所记的 { $file } 不是同一份
verify-other-document = 文件夹中的另一份成稿附带的 { $file } 与之不同
verify-other-inputs = 报告与 { $file } 所列的台账等来源文件不同，不是同一次生成的

# TOML 文件
not-valid-toml = 不是有效的 TOML：{ $reason }
unknown-key = 没有名为 { $name } 的键{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }此处可用：{ $known }
missing-key = 缺少 { $name }
unknown-variant = 没有名为 { $name } 的选项{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }此处可用：{ $known }

# 报告工程
dismissal-of-nothing = [[dismissed]] 须写明 code 或 rule 之一，以及 ledger、key、column、value，或 figure、value，或 statement
dismissal-without-reason = [[dismissed]] 须写明理由（because）
unknown-code-of-finding = 没有问题代码 { $name }{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }用 nianbao explain 查看全部代码
unknown-rule = 没有规则 { $name }{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }见报告模板包的 rules.toml
not-a-day = { $value } 不是日期；写作 2022-01-25 的样式，不带时间
period-backwards = 统计期限的止日早于起日
year-out-of-range = 年份 { $year } 不在 1949 至 2999 之间
unknown-pack = 没有名为 { $pack } 的报告模板包；现有：{ $known }
ledger-without-files = 没有写明“{ $ledger }”的工作簿；请在 [ledgers] 中加入 { $id } = {"{"} files = ["…"] {"}"}；本单位没有该台账的，写 files = []
path-outside-project = { $path } 不在报告工程之内
not-a-glob = { $pattern } 不是有效的文件名样式
not-figures = { $path } 不是 figures.json：{ $reason }
previous-given-twice = [previous] 中 figures 文件和填写的数字只能有一种
previous-of-other-year = { $path } 是 { $found } 年的数字，应为 { $year } 年
previous-of-other-unit = { $path } 是单位 { $found } 的数字，应为 { $unit }
previous-without-figures = [previous] 中既没有 figures 文件，也没有填写数字
figures-given-twice = { $unit } { $year } 年的数字在 { $other } 中也有；请只留一份
not-a-value = { $value } 不是数字；写作 "1868" 或 "99.36" 的样式

# 数据框
frames-have-faults = 数据框有 { $count } 处错误：
frame-without-column = 数据框 { $frame } 缺少列 { $id }（“{ $column }”）{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }列名可用：{ $id }、{ $headers }。现有的列：{ $found }
frame-column-twice = 数据框 { $frame } 的列 { $first } 和 { $second } 都是 { $id }（“{ $column }”），请去掉一列
frame-column-of-wrong-type = 数据框 { $frame } 的列 { $name } 的类型是 { $found }，而 { $id }（“{ $column }”）应为{ $type ->
        [text] 文字
        [integer] 整数
        [decimal] 数字
        [money] 金额
        [date] 日期
       *[yes-no] “是”或“否”
    }；可用的类型：{ $expected }
frame-of-unequal-columns = 列 { $column } 有 { $rows } 行，第一列有 { $expected } 行
holds-nothing = 空值
holds-texts = 文本
holds-numbers = 整数、小数或浮点数
holds-days = 日期或时间
holds-booleans = 布尔值
holds-other = 其他

# 报告模板包
pack-without-file = 缺少文件 { $file }
unknown-ledger = 没有台账 { $name }{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }现有：{ $known }
unknown-column = 没有列 { $name }{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }现有：{ $known }
unknown-figure-id = 没有数字 { $name }{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；用 nianbao figures 查看全部编号
    }
unknown-series = 没有按月或按类别分列的数字 { $name }{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }现有：{ $known }
chart-of-no-series = { $name } 不是按月或按类别分列的数字；单个数字写在 figures 中，或改用 series 所列的：{ $known }
series-among-figures = { $series } 按月或按类别分列；整列的图写作 series = "{ $series }"
chart-of-one-of-two = 一幅图须写明 series 或 figures，且只写一个
chart-of-two-units = { $figure } 的单位是“{ $unit }”，同一幅图中 { $other } 的单位是“{ $expected }”；一幅图只用一种单位，请分成两幅
chart-too-long = 一幅图有 { $members } 项，至多 { $limit } 项；请减少图中的项，或分成几幅
figure-twice-in-chart = 数字 { $figure } 在同一幅图中出现两次
flow-without-steps = 流程图（flow）至少两步（steps），每步至少一个数字
name-of-no-figure = 图中的 figures、steps 没有列出 { $figure }，不能在 names 中另起名称
charts-without-layout = charts.toml 声明了图，版式中缺少画图的文件 { $file }
unknown-code = { $name } 不在代码表内；现有：{ $known }
column-twice = 列 { $column } 出现两次
no-calendar = 列 { $column } 按工作日计算期限，pack.toml 须写明 calendar
deadline-of-one-length = 列 { $column } 须写明 days 和 working_days 之一，且只写一个
derived-by-one-of-two = 列 { $column } 须写明 deadline 和 sql 之一，且只写一个
column-without-headers = 列 { $column } 没有写明表头（headers）
column-without-codes = 列 { $column } 没有代码表（codes）
column-of-wrong-type = 列 { $column } 的类型是 { $found }，此处要用 { $expected }
example-of-wrong-type = 示例 { $example } 不合该列的类型 { $type }
example-not-told = 台账 { $ledger } 的示例行须有一格以“例：”或“示例”开头
amount-same-as-above = 列 { $column } 是数量或金额，不得沿用上一行（same_as_above）
header-of-two-columns = 表头“{ $header }”同时属于 { $column } 和 { $other }
unit-not-of-money = { $unit } 不是金额单位；可用：元、万元、亿元
personal-column-read = 列 { $column } 是个人信息，规则和数字不得使用
personal-published = 列 { $column } 是个人信息，不得公开（publish）
not-snake-case = { $id } 应由小写字母、数字和下划线组成
not-kebab-case = { $id } 应由小写字母、数字和连字符组成
rule-twice = 规则 { $rule } 出现两次
not-sql = 条件写错了：{ $reason }
sql-decides-blank = 条件中不得使用 { $refused }：空白按 SQL 的规则另有判定；空白须提示核对的，写作 { $open }，空白不须提示的，写作 { $decided }
sql-too-long = 条件超过 { $limit } 个字符
rest-after-sql = 条件之后多出 { $rest }
refused-sql = 条件中不得使用 { $refused }
sql-of-wrong-type = 条件的结果是 { $found }，不能使用
not-a-predicate = 条件的结果应为是或否，现为 { $found }
not-a-bound = { $bound } 不是界限；写作数字、2021-01-01 或 period.to + 31 days 的样式
range-without-bounds = from 和 to 至少写一个
not-a-pattern = 不是有效的正则表达式：{ $reason }
not-a-scale = { $scale } 不是数位；可用：万、亿
not-a-unit = { $unit } 不是单位表中的单位
saying-not-understood = “{ $saying }”不成说法：可用以空格分隔的词、甲|乙、甲?、* 和一个 >
register-without-ledger = 只有取自台账各行的数字才能有名录（register）
register-unpublished = 列 { $column } 用作名录，须写明公开的理由（publish）
circular-figure = 数字互为来源：{ $circle }

# 排版
not-a-path = { $path } 不是有效的文件名
not-typeset = { $message }{ $hint_given ->
        [yes] （{ $hint }）
       *[no] {""}
    }
no-face-for-role = { $role ->
        [title] 标题
        [body] 正文
        [heading] 一级标题
        [subheading] 二级标题
        [page_number] 页码
       *[other] { $role }
    }没有可用的字体；请安装下列之一：{ $families }，或用 --font-dir 指明字体所在文件夹
character-without-face = 没有字体含有“{ $character }”（{ $code }），见“{ $around }”；请安装含有该字的字体，或换用他字

annex-not-published = 供公开的版本没有附表（xlsx）；请去掉 --for publication，或者选其他格式

# 刷新 Word 文件
document-open-elsewhere = 文件正由其他软件打开（旁边有 { $lock }）；请保存并关闭后重试。没有软件打开它的，请删去 { $lock }
refresh-not-word = 不是 Word 文档；请给出 nianbao 生成的 report.docx，或由它修改而来的 .docx
refresh-signed = 文件带有数字签名，改动后签名即失效；请使用签名以前的文件
refresh-no-figures = 文件没有附带数字：不是 nianbao 生成的 report.docx，或者附带的内容在另存时丢失；请用 nianbao build 重新生成
refresh-no-controls = 文件中已没有数字的内容控件，不能知道哪些文字是数字；请用 nianbao build 重新生成
refresh-figures-twice = 文件附带了两份数字，不能确定哪一份有效；请用 nianbao build 重新生成
refresh-tags-lost = 保存文件的软件去掉了内容控件的标记，现有控件 { $controls } 个，原有 { $known } 个，不能确定哪个控件是哪个数字；请从标记还在的文件改起，用 Word、WPS 或新版 LibreOffice 保存
refresh-other-report = 文件与所给的数字不是同一份报告：文件的{ $field }为“{ $stated }”，数字的{ $field }为“{ $found }”
refresh-over-other = { $path } 已经存在，其中可能有人工修改；请用 --out 指定另一个文件，或移走该文件
refresh-taken = { $path } 已经存在，其中可能有人工修改；请移走该文件，或用 --out 指定写入哪个文件
refresh-findings-open = 定稿的台账还有 { $count } 个错误，数字可能不对；请先用 nianbao check 查看并更正
refresh-typed-over = “{ $label }”已由人改写为“{ $stated }”（原印“{ $printed }”），现应为“{ $value }”；未作改动，请核实后取其一
refresh-tracked = “{ $label }”有尚未处理的修订，现写为“{ $stated }”，应为“{ $value }”；未作改动，请接受或拒绝修订后再刷新
refresh-words = “{ $label }”现为“{ $value }”，原来的表述“{ $stated }”及其前后文字不再适用；未作改动，请改写这一句，或用 nianbao build 重新生成
refresh-drawn = “{ $label }”现为“{ $value }”，写着“{ $stated }”的图表是图片，不能在这里重画；图和表均未作改动，请用 nianbao build 重新生成，换用新文件中的图表
refresh-no-value = “{ $label }”现在没有数值（{ $value }），文中仍为“{ $stated }”；未作改动，请改写这一句
refresh-unsayable = “{ $label }”现为“{ $value }”，文中的写法“{ $stated }”不能自动改写；未作改动，请核对
refresh-unknown-figure = 已没有{ $label_given ->
        [yes] “{ $label }”
       *[no] 这个数字
    }（{ $figure }），文中仍为“{ $stated }”；未作改动，请核对
refresh-control-gone = “{ $label }”变为“{ $value }”，原印“{ $stated }”的内容控件已被删去；文字如果还在，请自行更正
refresh-digest = 末页页脚的数字摘要应为“{ $value }”{ $stated_given ->
        [yes] ，现写为“{ $stated }”
       *[no] ，其内容控件已被删去
    }；未作改动，请自行更正，或用 nianbao build 重新生成
refresh-sources = 数字一览表中所列的数据来源（工作簿、行）已有变动；这些文字未作改动，请用 nianbao build 重新生成，换用新文件中的一览表，或自行更正
refresh-status = 文件各页印的状态是{ $stated }，所给数字的状态是{ $found }；页眉未作改动，请用 nianbao build 重新生成
