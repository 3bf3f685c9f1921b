# 給管理者和版主看的語言橋用語。$channel 是頻道提及。

proposal-title = **{ $bridge }** 連通後會是這個樣子：
proposal-channel = { $channel }：{ $language }
# 預覽下方的頻道選單。
proposal-notices = 給版主的通知要發到哪裡（選填）
proposal-start = 開始

findings-none = ✅ 一切就緒，沒有問題。
findings-obstacle = ⛔ { $finding }
findings-hint = ⚠️ { $finding }
finding-unsuitable = { $channel } 不是文字頻道也不是論壇，請換一個大家平常聊天的頻道。
finding-gone = { $channel } 已經不在了，或是 Qiao 看不到它。請到「編輯頻道 → 權限」讓它的身分組看得到，或用 `/語言橋 移除頻道` 移出。
finding-rights = Qiao 在 { $channel } 還缺這些權限：{ $rights }。請到「編輯頻道 → 權限」幫它的身分組加上。
finding-webhooks = { $channel } 的 Webhook 已經滿了：Discord 最多允許 15 個。請到「編輯頻道 → 整合」刪掉一個用不到的。
finding-age = { $channel } 誰都看得到，但同一座橋上的另一個頻道有年齡限制。請把它們都設為年齡限制頻道，或換一個頻道。
finding-pin = Qiao 在 { $channel } 不能釘選訊息，所以它的公告不會被釘選。請幫它的身分組加上「釘選訊息」權限，或自己動手釘選。
finding-threads = { $channel } 裡的討論串沒辦法連通，或是改名、封存、鎖定時不會同步，因為 Qiao 還缺這些權限：{ $rights }。想讓討論串也連通，請到「編輯頻道 → 權限」幫它的身分組加上。

bridge-opened = ✅ 已經連通。從現在起大家發的訊息會傳到另一邊，每個頻道裡都有一則公告說明這件事。
bridge-paused = ⏸️ **{ $bridge }** 已暫停。暫停期間發的訊息會留在原頻道，恢復後也不會補傳；刪除仍會同步。
bridge-resumed = ▶️ **{ $bridge }** 已恢復，從現在起發的訊息會傳到另一邊。
bridge-muted = 🔇 已停傳 { $member }：訊息不會再經由 **{ $bridge }** 傳出或傳進這個伺服器的頻道。
bridge-unmuted = 🔊 已解除停傳：從現在起，{ $member } 的訊息又會經由 **{ $bridge }** 傳出和傳進這個伺服器的頻道。
bridge-remove-question = 要讓 { $channel } 退出語言橋嗎？已經傳過去的訊息會留著。如果只剩一個頻道，或是管理這座橋的伺服器一個頻道都不剩，這座橋就會關閉。
bridge-remove-button = 移出語言橋
bridge-remove-done = ✅ 這個頻道已退出語言橋。
bridge-close-question = 要關閉 **{ $bridge }** 嗎？已經傳過去的訊息會留著，但之後的編輯和刪除不再同步。
bridge-close-button = 關閉語言橋
bridge-close-done = ✅ 語言橋已關閉。

# 跨伺服器。$guild、$channel、$bridge 都是名稱；第二條裡的 $member 也是。
bridge-invited =
    ✉️ 這是 **{ $bridge }** 的邀請，可以讓一個伺服器加入，{ $until } 前有效（{ $left }）。請私下傳給那邊的管理者，別讓其他人看到；那邊也要先有 Qiao。對方輸入：
    `/語言橋 接受邀請 邀請碼:{ $code }`
    介面是英文的話：`/bridge join code:{ $code }`
    再發一次邀請，這個就失效。Qiao 不會保存邀請碼，之後沒辦法再顯示一次。
joining-title = **{ $guild }** 邀請這個伺服器加入語言橋 **{ $bridge }**，發出邀請的是 { $member }。目前連通的頻道：
joining-channel = - { $channel }，{ $language }
joining-crossing = 從連通開始，那邊發的訊息會顯示在你的頻道，你的頻道裡發的訊息也會顯示在那邊：文字、圖片和檔案都會傳過去，編輯、刪除和反應也會同步。連通後會是這個樣子：
joining-rules = 這座橋由邀請你的伺服器管理：暫停、關閉、邀請別人，只有那邊能做。這個伺服器隨時可以加入或移除自己的頻道；這個伺服器停傳的成員，訊息不會傳出或傳進這些頻道。
bridge-joined = ✅ 已經加入。從現在起大家發的訊息會傳到另一邊，頻道裡有一則公告說明這件事。想讓這個伺服器的更多頻道加入，請用 `/語言橋 加入頻道`；隨時可以用 `/語言橋 移除頻道` 退出。
bridge-exclude-question = 要把 { $channel } 請出你們的語言橋嗎？已經傳過去的訊息會留著，**{ $guild }** 的版主會收到通知。除非那邊還有別的頻道在橋上，否則要有新的邀請才能再加入。
bridge-exclude-button = 請出語言橋
bridge-exclude-done = ✅ 這個頻道已經不在語言橋裡。

bridges-none = 這裡還沒有語言橋。用 `/語言橋 建立` 連通兩個頻道吧。
bridge-line = **{ $bridge }**：{ $state }
bridge-is-open = 已連通
bridge-is-paused = 已暫停
bridge-is-joined = 已連通；由另一個伺服器管理
bridge-is-configured = 已連通；寫在設定檔裡，不能用指令修改
bridge-line-channel = - { $channel }，{ $language }{ $waiting ->
    [0] {""}
   *[other] ：{ $waiting } 則訊息待發
 }
bridge-line-shut = - { $channel }，{ $language }：現在沒辦法在這裡發訊息，用 `/語言橋 檢查` 看看原因。{ $waiting ->
    [0] {""}
   *[other] 有 { $waiting } 則訊息待發。
 }
bridge-line-notices = - 版主通知發到 { $channel }
