# 试玩环境对使用者说的话。

title = Qiao 桥试玩：只在这台电脑上运行的小 Discord
label-open = 地址
label-joined = 语言桥
label-people = 成员
label-try = 试试看
label-translation = 翻译
label-data = 数据
label-stop = 退出
list-separator = 、

# 指定的端口被占用了。
port-moved = 端口 { $wanted } 已被占用，改用端口 { $port }。
joined = { $english }（英语）⇄ { $chinese }（中文）
people-scripted = 成员都是虚构的示例，第一次启动时的六句话是事先写好的；消息的传送、用时和名字后面的标记都是真的。
try-page = 页面跟随浏览器的语言，有中文和英语。想在终端里看两个频道、输入要说的话，启动时加上 --terminal。
try-how = 先写成员的名字，再写要说的话；每位成员都在自己语言的频道里发言：
try-more = #练习 小满 你好！ 可以换个频道说；@雅婷 会提及她；按 Tab 补全名字。
try-edit = /edit 小满 …… 修改小满的上一条消息，/delete 小满 把它删掉。
translation-offline = 所有内容都留在这台电脑上。内置常用句有现成的译文；其余按原文传到另一边，并附上逐词提示。想用真正的翻译，启动时加上 --translator google（你写的内容会发给 Google）或 --translator libretranslate（你自己的翻译服务器）。
translation-google = 已启用 Google 翻译：你写的内容会发给 Google。
translation-libretranslate = 已启用 LibreTranslate：你写的内容会发给 QIAO_TRANSLATION__LIBRETRANSLATE__BASE_URL 指定的服务器；没有指定时，发给这台电脑的 5000 端口。
data = { $folder }（只存机器人的数据；每次启动时频道都是空的）
stop-prompt = Ctrl-C、Ctrl-D 或 /quit
stop-plain = Ctrl-C、SIGTERM，或者输入一行 /quit
stop-page = Ctrl-C
no-browser = 没有找到浏览器，请自行打开 { $url }。
ready = 机器人已就绪，可以开始聊了。
ready-page = 机器人已就绪，请打开 { $url }
stopping = 正在退出；先把还没传完的消息传完，最多 10 秒。

# 写在名字后面。
entry-edited = 已编辑
entry-translated = 已翻译
entry-deleted = 已删除
# 原文先传了过去，译文随后就到。
entry-pending = 翻译中
by-phrasebook = 常用句
by-opencc = 繁简转换
by-none = 未翻译

prompt-placeholder = 小满 早上好！
prompt-reminder = /help 帮助 · /quit 退出

# 输入的内容没法照办。
no-such-member = 这里没有“{ $quoted }”。请以成员的名字开头：雅婷、伟杰、小满、dana、graham、priya 或 morgan。
no-such-channel = 没有 #{ $quoted } 这个频道。
no-such-command = 没有 { $quoted } 这个命令；输入 /help 看看有哪些。
no-words = 没写要说的话，例如：{ $quoted } 早上好！
nothing-said = { $quoted } 在这里没有发过消息，或者已经删掉了。
refused = Discord 不会接受：{ $reason }（{ $code }）
