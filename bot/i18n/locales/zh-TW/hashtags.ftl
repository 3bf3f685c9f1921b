# 主題標籤：所有人都看得到的本週標籤，以及版主新增的對應標籤。

hashtags-title = ### 本週主題標籤
# $tags 是它在各語言裡的寫法，$counts 是各語言的人數。
hashtags-line = **{ $tags }** { $bar } { $total }（{ $counts }）
hashtags-note = -# 最近七天，兩邊一起算；每人每天只算一次，不到 { $fewest } 個人用的不顯示。
hashtags-none = 🌱 這週還沒有流行起來的主題標籤。來開個頭吧：發張貓咪照片，寫上 `#貓稅`，說不定另一邊就有人跟上了。有 { $fewest } 個人用過，就會出現在這裡。

bridge-tags-added = ✅ 從現在起，這些在這裡算同一個主題標籤：{ $tags }。兩邊各看各的寫法，`/本週標籤` 裡合在一起算。
bridge-tags-removed = ✅ 在這裡不再算同一個主題標籤：{ $tags }
bridge-tags = 除了內建的以外，這個伺服器新增的對應標籤（{ $count } 組）：
    { $tags }
bridge-tags-none = 這個伺服器還沒有新增對應標籤；內建的有一些，例如 #cattax · #貓稅。用 `/語言橋 標籤 新增` 加一組。
