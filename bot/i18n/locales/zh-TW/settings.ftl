# 設定：語言橋的設定，給管理的人看；還有成員自己的設定。
manner-title = **{ $bridge } 的設定** · 按一下就改，從之後發的訊息開始生效。
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
manner-deletions-turn-on = 刪譯文時連原訊息
manner-deletions-turn-off = 刪譯文時只刪那則
manner-pins-on = 📌 在一個頻道釘選的訊息，其他頻道也會釘選。
manner-pins-off = 📌 釘選只留在原頻道。
manner-pins-turn-on = 同步釘選
manner-pins-turn-off = 不同步釘選
manner-bots-on = 🤖 其他機器人和 Webhook 發的文字也會傳過去，每個頻道每分鐘最多 20 則；PluralKit 這類代發的，只傳代發的那則。
manner-bots-off = 🤖 其他機器人和 Webhook 發的文字只留在原頻道。
manner-bots-turn-on = 讓機器人的話傳過去
manner-bots-turn-off = 不傳機器人的話
manner-agreement-on = 🤝 其他伺服器的版主刪掉譯文時，本伺服器裡的原訊息也會刪掉。
manner-agreement-off = 🤝 其他伺服器的版主刪不了本伺服器裡的原訊息。
manner-agreement-turn-on = 允許其他伺服器刪除
manner-agreement-turn-off = 只有本伺服器能刪
