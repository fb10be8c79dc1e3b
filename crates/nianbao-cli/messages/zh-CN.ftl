# 命令行自己的话：帮助、用法错误、进度和小结。

help = 由台账编制法治政府建设年度报告，每个数字都有来源
help-usage = 用法：{""}
help-heading-commands = 命令
help-heading-arguments = 参数
help-heading-options = 选项
help-heading-global = 通用选项
help-choices = { $values_given ->
        [yes] （{ $values }{ $default_given ->
            [yes] ；默认 { $default }
           *[no] {""}
        }）
       *[no] （默认 { $default }）
    }
help-help = 显示帮助
help-version = 显示版本
help-project = 报告工程所在文件夹；默认从当前文件夹向上找 nianbao.toml
help-pack = 使用此文件夹中的报告模板包；init 也可以写内置模板包的编号
help-font_dirs = 在此文件夹中找字体，可多次给出；默认取环境变量 NIANBAO_FONT_DIR，再默认为系统字体
help-lang = 界面语言；默认随系统的中文或英文环境，否则为中文。不影响生成的文件
help-color = 是否用颜色
help-examples = 示例：
      nianbao init 2022 --unit 某区某局 --year 2022   建立 2022 年的报告工程和空白台账
      nianbao init 2023 --from 2022            由上年的报告工程建立下一年的
      nianbao check                            列出台账和正文中的全部问题
      nianbao build                            在 out/ 中生成各种形式的报告
      nianbao watch                            边写边在浏览器中看报告
      nianbao refresh 征求意见稿.docx          更新 Word 文件中的数字，其余不动
      nianbao mark --out ../退回               给有问题的工作簿写批注，退回报送单位
      nianbao figures --format csv             输出全部数字
      nianbao verify out/report.pdf            检查成稿是否自相一致
      nianbao trace petitions.on_time_rate     从一个数字追到单元格
      nianbao explain order                    说明一种问题

    退出码：0 无问题；1 有达到 --fail-on 级别的问题；2 没有做成。
help-init = 建立报告工程：工程文件、正文和各台账的空白工作簿；不覆盖已有文件
help-init-folder = 新的报告工程放在此文件夹；文件夹须是新的或空的
help-from = 由上年的报告工程建立下一年的：沿用单位、正文和上年数字，台账只列入上年未办结的事项，不含个人信息
help-unit = 单位全称，用于落款
help-year = 报告年度
help-unit_short = 单位简称，用于标题和正文
help-unit_code = 单位代码
help-addressees = 主送机关，逗号分隔
help-date = 成文日期，如 2022-01-25；可以以后写明
help-check = 列出台账、数字和正文中的全部问题
help-audit = 核对正式文稿：文稿自身是否一致，与报告工程的数字是否一致
help-files = 文稿文件
help-audit-figures = 与这个 figures.json 核对，不打开报告工程
help-summary = 每份文稿只输出一行
help-verify = 自检：成稿是否自相一致，即文字、附带的数字、数字摘要是否相符。不需要报告工程，也不联网；不能说明文件由谁编写
help-verify-files = report.pdf、report.html、report.docx、输出文件夹或其中的 manifest.json，可给多个
help-build = 生成报告和数字文件；草稿和样例有问题也生成，定稿有问题不生成
help-watch = 预览：在本机浏览器中显示报告和问题，工作簿、正文或报告模板包一经保存即重新编译；按 Ctrl-C 结束
help-refresh = 刷新：把人工修改过的 report.docx 中的数字更新为现在的数字，其余一律不动；被人改写的、修订未处理的、表述不再适用的数字不改，逐处列出
help-refresh-file = report.docx，或由它修改而来的 Word 文件
help-refresh-figures = 用这个 figures.json 中的数字，不打开报告工程
help-refresh-out = 写入此文件；默认写在原文件旁，名称加“已刷新”
help-mark = 退回批注：在有问题的工作簿副本中，给有问题的单元格标色、写批注，并附问题清单
help-figures = 输出全部数字
help-trace = 从一个数字追到计算方式、台账行和单元格
help-lock = 核定现在的数字，写入 figures.lock；有问题未处理时不写
help-diff = 比较两份数字或两份报告文稿，列出变动，并起草更正说明；数字可用 figures.json、figures.lock 或报告工程所在文件夹，文稿可用 txt、md、html、docx、pdf
help-explain = 说明一种问题，或报告模板包的一条规则；不给代码时列出全部
help-fonts = 列出各处所用的字体
help-completions = 输出命令补全脚本
help-port = 使用本机的此端口，0 为任一空闲端口；默认为 8421 至 8430 中第一个空闲的
help-format = 输出格式
help-fail_on = 有此级别或更重的问题时，退出码为 1
help-locked = 同时与 figures.lock 中核定的数字比对；没有 figures.lock 时退出码为 2
help-check-figures = 只拿这个 figures.json 与核定的数字比对，不读台账
help-against = 核定时的报告工程所在文件夹；列出数字变动涉及的单元格
help-old = 原来的 figures.json、figures.lock、报告工程所在文件夹，或报告文稿
help-new = 现在的 figures.json、figures.lock、报告工程所在文件夹，或报告文稿
help-note = 只输出更正说明草稿
help-select = 只列出这些问题：代码或规则编号，逗号分隔。不影响定稿能否生成
help-ignore = 不列出这些问题：代码或规则编号，逗号分隔。不影响定稿能否生成
help-out = 输出文件夹；默认为报告工程中的 out
help-mark-folder = 报告工程所在文件夹，同 --project
help-mark-out = 副本写入此文件夹；不得是台账所在的文件夹。副本含报送单位台账的原始数据，只退回报送单位
help-mark-select = 只批注这些问题：代码或规则编号，逗号分隔
help-mark-ignore = 不批注这些问题：代码或规则编号，逗号分隔
help-formats = 生成哪些文件，逗号分隔
help-edition = 报送版，或不含单元格地址和计算方式的公开版
help-figure = 数字编号，如 petitions.on_time_rate
help-code = 问题代码或规则编号，如 order
help-all = 输出全部说明，供打印
help-shell = 哪一种 shell

usage-unknown-argument = 错误: 没有 { $argument } 这个选项{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }用 --help 查看用法
usage-unknown-command = 错误: 没有 { $argument } 这个命令{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }用 --help 查看用法
usage-invalid-value = 错误: { $argument } 不能是“{ $value }”；可用：{ $valid }
usage-malformed-value = 错误: { $argument } 不能是“{ $value }”
usage-missing-argument = 错误: 缺少 { $argument }；用 --help 查看用法
usage-conflict = 错误: { $argument } 和 { $other } 不能同时给出
usage-given-twice = 错误: { $argument } 只能给出一次

no-project = 当前文件夹及其上级中没有 nianbao.toml；请进入报告工程所在文件夹，或用 --project 指明
unknown-finding-code = 没有代码或规则 { $name }{ $nearest_given ->
        [yes] ；是否为 { $nearest }？
       *[no] ；
    }用 nianbao explain 查看全部代码

finding-dismissed = 已确认：{ $place } { $title }（{ $because }）
findings-more = 另有 { $count } 处同类问题：{ $cells }
sheet-read = { $source } › { $sheet }（{ $ledger }）：{ $rows } 行，计入 { $used } 行{ $excluded_given ->
        [yes] ，未计入{ $excluded }
       *[no] {""}
    }
sheet-excluded = { $why } { $rows } 行
numeral-exempt = 豁免：{ $place } { $numeral }（{ $because }）
coverage = 正文数字 { $numerals } 个：有来源 { $bound }（台账计算 { $ledger }，人工填报 { $entered }），结构性 { $structural }，豁免 { $exempt }，无来源 { $unowned }
figures-with-errors = 注意：有 { $count } 个错误，数字可能有误；用 nianbao check 查看
build-rejected = 定稿有 { $count } 个问题未处理，没有生成报告

watch-address = 预览地址 { $address } （仅限本机，按 Ctrl-C 结束）
watch-compiled = 已编译，用时 { $took } 毫秒：{ $summary }
watch-failed = 未能编译（{ $took } 毫秒）：{ $problem }
watch-panic = 程序内部错误，未能编译；撤销上一次修改后再试
watch-port-in-use = 端口 { $port } 已被其他程序占用；请用 --port 另选端口，或用 --port 0 由系统选一个空闲端口
watch-port-refused = 端口 { $port } 不能使用（{ $reason }）；请用 --port 另选端口，或用 --port 0 由系统选一个空闲端口
watch-title = 预览
watch-current = 已是最新：{ $summary }
watch-busy = 正在编译……
watch-gone = 预览已结束，请重新运行 nianbao watch 并打开新的预览地址
watch-view = 显示
watch-view-pages = 版面
watch-view-report = 网页
watch-page = 第 { $number } 页
watch-problem = 未能编译
watch-stale = 以下仍是上一次编译成的报告。
watch-no-report = 定稿有错误未处理，暂无网页。
watch-no-script = 预览需要启用 JavaScript。
watch-findings = 问题
watch-findings-of-rows = 正文未能排版，只列出台账和数字的问题。
watch-findings-stale = 以下仍是上一次读取报告工程时的问题。
watch-more = 另有 { $count } 处问题没有列出，用 nianbao check 查看

mark-written = 以上文件含报送单位台账的原始数据，只退回报送单位，不得公开
mark-nothing = 台账中没有需要批注的问题，没有写出文件
mark-instead = 注意：该工作簿有不能改动的内容，未作批注，改为另写清单 { $path }

init-written = 已建立报告工程 { $path }。请填写台账，改好 nianbao.toml 和 narrative/report.typ，再用 nianbao check 查看还有哪些要做
init-continued = 已由 { $year } 年的报告工程建立 { $path }：沿用正文 { $paragraphs } 段，须逐段改写或核对；成文日期须重新写明；{ $rows ->
        [0] 台账为空白
       *[other] 台账中有从上年台账转入的 { $rows } 行，其中的个人信息须按上年台账补填
    }。用 nianbao check 查看还有哪些要做
init-with-errors = 注意：{ $year } 年的报告工程有 { $errors } 个错误，沿用的上年数字可能有误

lock-written = 已写入 { $path }：{ $count } 个数字
lock-refused = 有 { $count } 个问题未处理，没有写入 figures.lock
lock-replaced = 原 figures.lock 已被替换，不能列出与它的不同：{ $reason }
diff-changed = 数字有变：{ $causes }
diff-stated-otherwise = 数字有变
diff-stated-rounding = 可能是同一数字，取舍或单位不同
diff-added = 新增的数字
diff-removed = 没有了的数字
diff-basis = 数字未变，依据有变：{ $causes }
diff-through = （随“{ $figures }”变动）
diff-summary = { $figures } 个数字：{ $changed } 个有变，{ $added } 个新增，{ $removed } 个没有了，{ $basis } 个数字未变而依据有变
diff-summary-reports = { $figures } 处统计数字：{ $changed } 处有变，{ $added } 处新增，{ $removed } 处没有了{ $doubts ->
        [0] {""}
       *[other] ，{ $doubts } 组未能比较
    }
diff-doubt-repeated = 未能比较：相同的语句出现多次，无法确定哪两处对应
diff-doubt-reworded = 未能比较：文字和数字都有改动，无法确定哪两处对应
diff-old = 旧
diff-new = 新
diff-at = { $page ->
        [0] {""}
       *[other] 第 { $page } 页{" "}
    }{ $line }:{ $column }
diff-note = 更正说明（草稿）

face-official = 规定字体
face-substitute = 代用字体，应为 { $official }
face-chosen = 报告工程指定的字体
face-missing = 没有可用的字体，请安装 { $official }

audit-not-assessed = { $document }:{ $line }:{ $column }：未核对“{ $surface }”：{ $reason }{ $candidates_given ->
        [yes] （{ $candidates }）
       *[no] {""}
    }
audit-coverage = { $document }：共有数字{ $figures }个，文稿写明{ $stated }个、由名称可知{ $implied }个、未写{ $unstated }个；文稿数据{ $statements }处，一致{ $agrees }处、仅取舍不同{ $rounding }处、不一致{ $contradicts }处、未核对{ $unassessed }处；另有不带数字的表述{ $claims }处
audit-alone = { $document }：只核对文稿自身
audit-summary = { $document }：文稿数据{ $statements }处，一致{ $agrees }处、仅取舍不同{ $rounding }处、不一致{ $contradicts }处、未核对{ $unassessed }处；数字{ $figures }个，写明{ $stated }个；错误{ $errors }个，警告{ $warnings }个
reason-no-figure = 没有这种说法的数字
reason-claim = 不带数字的表述，没有对应的数字
reason-ambiguous = 有几个数字都可以这样说
reason-qualified = 句中另有限定成分
reason-other-unit = 单位不同
reason-other-kind = 平均数、比率的变化或者增减量
reason-other-period = 时间范围不同
reason-other-place = 地域范围不同
reason-vague = 说法不确定
reason-figure-unknown = 该数字没有值
reason-previous-unknown = 没有上年数
reason-previous-zero = 上年数为零，无可比性
reason-no-reference = 没有可以核对的数字
reason-other-report = 文稿不是本报告

verdict-agrees = 一致
verdict-incomplete = 缺法定内容
verdict-disagrees = 不一致
verdict-not-verifiable = 无从核验
verdict-unread = 不能读取
audience-filing = 报送版
audience-publication = 公开版
status-draft = 草稿
status-sample = 样例
status-final = 定稿
verified-parts = { $parts_given ->
        [yes] 缺：{ $parts }
       *[no] 法定内容齐全
    }
verified-nothing = 文件没有附带数字：不是 nianbao 生成的，或者被其他软件另存过
verified-unowned = 文中数据 { $statements } 处，其中 { $unowned } 处不对应任何数字，没有核对
verified-summary = { $files } 个文件：一致 { $agree }，缺法定内容 { $incomplete }，不一致 { $disagree }，无从核验 { $unverifiable }，不能读取 { $unread }
verified-meaning = “一致”说明文件自相一致：文字与附带的数字、数字摘要相符。不能说明文件由谁编写，也不能说明台账属实；可向报送单位核对文末的数字摘要

refresh-changed = 更新 { $count } 处
refresh-left = 未作改动 { $count } 处，请人工处理
refresh-left-at = { $place }：{ $why }
refresh-place = { $story }{ $before_given ->
        [yes] “{ $before }”之后
       *[no] 第 { $paragraph } 段开头
    }
refresh-written = 已写入 { $path }：数字 { $controls } 处，更新 { $changes } 处，未作改动 { $left } 处{ $original_given ->
        [yes] ；原文件 { $original } 没有改动
       *[no] {""}
    }
refresh-nothing = 没有需要更新的，未写文件：数字 { $controls } 处，未作改动 { $left } 处
story-body = 正文
story-footnotes = 脚注
story-endnotes = 尾注
story-header = 页眉
story-footer = 页脚
story-comments = 批注
