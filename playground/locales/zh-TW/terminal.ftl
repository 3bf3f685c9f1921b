# 試玩環境對使用者說的話。

title = Qiao 橋試玩：只在這台電腦上執行的小 Discord
label-open = 網址
label-joined = 語言橋
label-people = 成員
label-try = 試試看
label-translation = 翻譯
label-data = 資料
label-stop = 離開
list-separator = 、

# 指定的連接埠被佔用了。
port-moved = 連接埠 { $wanted } 已被佔用，改用連接埠 { $port }。
joined = { $english }（英文）⇄ { $chinese }（中文）
people-scripted = 成員都是虛構的範例，第一次啟動時的六句話是事先寫好的；訊息的傳送、花費的時間和名字後面的標記都是真的。
try-page = 頁面跟著瀏覽器的語言，有中文和英文。想在終端機裡看兩個頻道、輸入要說的話，啟動時加上 --terminal。
try-how = 先打成員的名字，再打要說的話；每位成員都在自己語言的頻道裡發言：
try-more = #practice dana Hello! 可以換個頻道說；@雅婷 會提及她；按 Tab 自動補上名字。
try-edit = /edit 雅婷 …… 修改雅婷的上一則訊息，/delete 雅婷 把它刪掉。
translation-offline = 所有內容都留在這台電腦上。內建常用句有現成的譯文；其餘照原文傳到另一邊，並附上逐詞提示。想用真正的翻譯，啟動時加上 --translator google（你打的內容會送給 Google）或 --translator libretranslate（你自己的翻譯伺服器）。
translation-google = 已啟用 Google 翻譯：你打的內容會送給 Google。
translation-libretranslate = 已啟用 LibreTranslate：你打的內容會送給 QIAO_TRANSLATION__LIBRETRANSLATE__BASE_URL 指定的伺服器；沒有指定時，送給這台電腦的連接埠 5000。
data = { $folder }（只存機器人的資料；每次啟動時頻道都是空的）
stop-prompt = Ctrl-C、Ctrl-D 或 /quit
stop-plain = Ctrl-C、SIGTERM，或者輸入一行 /quit
stop-page = Ctrl-C
no-browser = 找不到瀏覽器，請自行開啟 { $url }。
ready = 機器人準備好了，可以開始聊了。
ready-page = 機器人準備好了，請開啟 { $url }
stopping = 正在關閉；先把還沒傳完的訊息傳完，最多 10 秒。

# 寫在名字後面。
entry-edited = 已編輯
entry-translated = 已翻譯
entry-deleted = 已刪除
# 原文先傳了過去，譯文隨後就到。
entry-pending = 翻譯中
by-phrasebook = 常用句
by-opencc = 繁簡轉換
by-none = 未翻譯

prompt-placeholder = 雅婷 你那邊天氣如何？
prompt-reminder = /help 說明 · /quit 離開

# 輸入的內容沒辦法照做。
no-such-member = 這裡沒有「{ $quoted }」。請以成員的名字開頭：雅婷、weijie（伟杰）、xiaoman（小满）、dana、graham、priya 或 morgan。
no-such-channel = 沒有 #{ $quoted } 這個頻道。
no-such-command = 沒有 { $quoted } 這個指令；輸入 /help 看看有哪些。
no-words = 沒打要說的話，例如：{ $quoted } 你那邊天氣如何？
nothing-said = { $quoted } 在這裡沒有發過訊息，或者已經刪掉了。
refused = Discord 不會接受：{ $reason }（{ $code }）
