# 訊息傳到另一邊之前，由版主決定的事。提及不會通知任何人；$words 是字詞，顯示成程式碼樣式。

bridge-words-added = ✅ 含有 { $words } 的訊息不再直接經由 **{ $bridge }** 傳到另一邊，會先在通知頻道裡等版主處理。中文的繁體、簡體都算；中間加空格、換成全形或改大小寫，也都認得出來。
bridge-words-added-untold = ⚠️ 含有 { $words } 的訊息不再經由 **{ $bridge }** 傳到另一邊。這個伺服器沒有為這座橋設定通知頻道，沒人能處理這些訊息，它們只會留在原頻道。
bridge-word-removed = ✅ 從現在起，含有 { $words } 的訊息又可以經由 **{ $bridge }** 傳到另一邊。
bridge-words = **{ $bridge }** 的字詞過濾（{ $count } 個）：{ $words }
bridge-words-none = **{ $bridge }** 沒有過濾任何字詞，什麼都會傳過去。用 `/語言橋 字詞過濾 新增` 加上要過濾的字詞。

bridge-automod-on = ✅ 從現在起，經由 **{ $bridge }** 傳進這個伺服器的訊息也會套用這裡的 AutoMod 規則：會攔截訊息的規則有 { $rules } 條，共 { NUMBER($keywords, useGrouping: 1) } 個關鍵字、{ $patterns } 個正規表示式。豁免的頻道照樣豁免，豁免的身分組只對這個伺服器的成員有效。被攔下的訊息在通知頻道裡等待處理；沒有通知頻道，就只留在原頻道。提及上限、垃圾內容和 Discord 內建的詞庫沒辦法照搬，因為內容只有 Discord 知道。
bridge-automod-off = ✅ 經由 **{ $bridge }** 傳進這個伺服器的訊息不再依 AutoMod 規則攔截。

bridge-raid-on = 🛡️ **{ $bridge }** 已開啟防洗版：加入未滿 { $days } 天的成員發的訊息，先在通知頻道裡等你處理，最多等一天。用 `/語言橋 防洗版 關閉` 結束。
bridge-raid-off = ✅ **{ $bridge }** 已關閉防洗版。{ $count ->
    [0] 沒有等待處理的訊息。
   *[other] 通知頻道裡還有 { $count } 則訊息等待處理。
 }
bridge-raid-off-crossed = ✅ **{ $bridge }** 已關閉防洗版。{ $count ->
    [0] 沒有等待處理的訊息。
   *[other] 等待處理的 { $count } 則訊息會依序傳到另一邊。
 }
bridge-raid-auto = 🛡️ 在 **{ $bridge }** 上，加入未滿 { $days } 天的成員一分鐘內發的訊息超過 { $count } 則，就自動開啟防洗版；半小時沒有這樣的訊息，就自動關閉。
bridge-raid-auto-never = ✅ **{ $bridge }** 不再自動開啟防洗版。

# 發在通知頻道裡。$link 指向訊息；等待處理的共 $count 則，這是第 $position 則。
held = ⏳ **{ $bridge }**（{ $position }/{ $count }）：這則訊息在等你處理，是 { $author } 在 { $channel } 發的：{ $link }
held-for-words = 原因：含有要過濾的字詞 { $words }。
held-for-rules = 原因：觸發了目標伺服器的 AutoMod 規則。
held-for-new = 原因：已開啟防洗版，而作者是新成員。
held-untranslated = *沒有譯文：翻譯服務沒有回應，或是作者不允許翻譯。*
held-none = ✅ 沒有等待處理的訊息了。
held-previous = ◀
held-next = ▶
held-do-cross = 傳到另一邊
held-do-delete = 刪除
held-do-delete-copies = 刪除譯文
held-do-mute = 停傳作者的訊息
held-do-stay = 留在原處
