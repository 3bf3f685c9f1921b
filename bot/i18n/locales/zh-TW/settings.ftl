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
