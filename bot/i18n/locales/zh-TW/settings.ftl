# 設定：語言橋的設定，給管理的人看；還有成員自己的設定。
manner-title = **{ $bridge } 的設定** · 按一下馬上更改，對之後發的訊息生效。
manner-not-yours = 這座語言橋由其他伺服器或設定檔管理，這裡沒有你能改的設定。

manner-original-on = 📖 譯文下方用小字附上原文。
manner-original-off = 📖 原文不直接顯示，想看時打開訊息的選單，選「應用程式」→「{ menu-original }」。
manner-original-turn-on = 譯文下附原文
manner-original-turn-off = 不直接顯示原文
manner-mark-on = 🏷️ 名字後面帶頻道語言的標記：`雅婷 · 中`。
manner-mark-off = 🏷️ 名字後面不帶標記：`雅婷`。
manner-mark-turn-on = 名字帶標記
manner-mark-turn-off = 名字不帶標記
manner-deletions-on = 🗑️ 版主刪掉一則譯文，原訊息和其他譯文會一起刪掉。
manner-deletions-off = 🗑️ 版主刪掉一則譯文，只刪這一則。
manner-deletions-turn-on = 刪譯文時也刪原訊息
manner-deletions-turn-off = 刪譯文時只刪那一則
manner-pings-on = 🔔 有人隔著橋回覆時，會通知被回覆的人（自己在 `/設定` 裡關掉的除外）。
manner-pings-off = 🔕 隔著橋的回覆不通知任何人。
manner-pings-turn-on = 回覆時通知對方
manner-pings-turn-off = 回覆時不通知
manner-pins-on = 📌 在一個頻道釘選的訊息，其他頻道也會釘選。
manner-pins-off = 📌 釘選只留在原頻道。
manner-pins-turn-on = 同步釘選
manner-pins-turn-off = 不同步釘選
manner-bots-on = 🤖 其他機器人和 Webhook 發的文字也會傳過去，每個頻道每分鐘最多 20 則；PluralKit 這類機器人代發的訊息，只傳代發的那則。
manner-bots-off = 🤖 其他機器人和 Webhook 發的文字只留在原頻道。
manner-bots-turn-on = 傳其他機器人的訊息
manner-bots-turn-off = 不傳其他機器人的訊息
manner-notes-on = 🗨️ 有人在頻道裡用了橋上的另一種語言，機器人會在下方附上譯文。
manner-notes-off = 🗨️ 有人在頻道裡用了別的語言，那裡不附譯文。
manner-notes-turn-on = 在原頻道附譯文
manner-notes-turn-off = 不在原頻道附譯文
manner-newcomers-on = 🌱 新成員可以在這裡做自我介紹，每人會分到一位迎新志工（`/打招呼`）。
manner-newcomers-off = 🌱 這裡不能用 `/打招呼` 做自我介紹。
manner-newcomers-turn-on = 開啟迎新
manner-newcomers-turn-off = 關閉迎新
manner-agreement-on = 🤝 其他伺服器的版主刪掉譯文時，這個伺服器裡的原訊息也會刪掉。
manner-agreement-off = 🤝 其他伺服器的版主刪不了這個伺服器裡的原訊息。
manner-agreement-turn-on = 允許其他伺服器刪除
manner-agreement-turn-off = 只有這個伺服器能刪

# 成員自己的設定：讀什麼，別人怎麼對待你的話。
settings-title = **你的設定** · 在所有使用 Qiao 的伺服器和私人訊息裡都有效。
settings-reads = 📖 用「{ menu-original }」時，另外附上{ $language }譯文。
settings-reads-none = 📖 用「{ menu-original }」時只看原文，不附其他譯文。
settings-pings-on = 🔔 另一邊有人提及你，而你看不到那個頻道時，會通知你。
settings-pings-off = 🔕 另一邊有人提及你時，不會通知你。
settings-pings-turn-on = 接收另一邊的通知
settings-pings-turn-off = 不要另一邊的通知
settings-phonetics-none = 🗣️ 用「{ menu-original }」時不顯示拼音或注音。
settings-phonetics-pinyin = 🗣️ 用「{ menu-original }」時為中文標上拼音。
settings-phonetics-zhuyin = 🗣️ 用「{ menu-original }」時為中文標上注音。
settings-corrections-on = ✏️ 別人可以用訊息選單裡的「{ menu-fix }」幫你改句子；查看你的原文時，也會看到你歡迎糾正。
settings-corrections-off = ✏️ 不告訴別人你歡迎糾正。
settings-corrections-turn-on = 歡迎糾正我
settings-corrections-turn-off = 不用糾正我
settings-quoting-on = 💬 每日話題的回顧可以引用你的話。
settings-quoting-off = 💬 每日話題的回顧不會引用你的話。
settings-quoting-turn-on = 可以引用我的話
settings-quoting-turn-off = 不要引用我的話
settings-zone = 🕒 每週目標依 { $zone } 的日期計算，過了凌晨三點才算隔天。
settings-zone-none = 🕒 你還沒選時區，每週目標先依 UTC 的日期計算，過了凌晨三點才算隔天。
settings-zone-choose = 我的時區
settings-zone-field = 城市，或 Asia/Taipei 這樣的時區名稱
settings-menu-none = 不需要
settings-menu-reads = 另附譯文
settings-menu-phonetics = 中文讀音

# 私人訊息裡，三種語言一行接一行。
direct-hello = 👋 在這裡傳給 Qiao 的內容，它不讀也不保存。與你有關的，按一下就能看：
direct-privacy = 隱私
direct-settings = 設定
direct-guide = 指南
# 選單的標題和其中的選項。
settings-chosen = { $heading }：{ $choice }
