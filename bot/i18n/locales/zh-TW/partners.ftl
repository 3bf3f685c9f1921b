# 語言夥伴：報名表、進度，以及兩人討論串裡的話。

partner-form = 每週一位語言夥伴
partner-ask-side = 我寫
    .note = 你的討論串會開在這個頻道底下
partner-ask-level = 另一種語言我會多少
    .note = 不會給別人看
partner-ask-interests = 我喜歡聊
    .note = 只會顯示你們都選了的
partner-ask-parts = 我有空的時候
    .note = 以你自己的時間為準
partner-ask-clock = 我這裡現在是
    .note = 用來對上雙方的時間，不問你在哪裡，也不問時區
partner-level-none = 完全不會
partner-level-some = 會一點
partner-level-well = 滿熟的
partner-part-night = 深夜（0–4 點）
partner-part-dawn = 清晨（4–8 點）
partner-part-morning = 上午（8–12 點）
partner-part-afternoon = 下午（12–16 點）
partner-part-evening = 傍晚（16–20 點）
partner-part-late = 晚上（20–24 點）
partner-joined = 🤝 報名完成！下次配對：<t:{ $at }:F>（<t:{ $at }:R>），到時會在你的討論串裡 @ 你。想休息一週用 `/語言夥伴 跳過`，不想繼續用 `/語言夥伴 退出`。
partner-not-joined = 你在這裡還沒有語言夥伴。用 `/語言夥伴 加入`，每週認識一位說另一種語言的新朋友。
partner-you = **你在「{ $bridge }」的語言夥伴**
partner-you-write = ✍️ 你寫{ $language }，另一種語言：{ $level }
partner-you-hours = 🕗 { $parts } · { $interests }
partner-you-now = 💬 你們的討論串：{ $thread }
partner-you-had = 🤝 到目前有過 { $count } 位夥伴，你說聊到了 { $met } 次。
partner-you-wait = ⏳ 上次沒能配到人，下次優先幫你配。
partner-you-next = 📅 下次配對：<t:{ $at }:F>
partner-you-skip = 💤 <t:{ $at }:D> 那一週你先休息。
partner-skipped = 💤 <t:{ $at }:D> 那一週你先休息，之後照常配對。
partner-left = 👋 你在這裡不再有語言夥伴了。你填的內容和夥伴紀錄都已刪除，討論串裡的話也不會再傳到另一邊；封鎖過的人依然封鎖。
partner-block-ask = 之後不會再把你們兩個配在一起，你在討論串裡寫的話也不再傳給對方。對方不會知道是誰提出的。如果對方做了不好的事，請先檢舉那則訊息：「應用程式」→「{ menu-report }」。
partner-block-button = 封鎖
partner-blocked = 🚫 好了，之後不會再把你們配在一起。

## 兩人的討論串裡

partner-title = 語言夥伴 { $number }
partner-welcome = 👋 { $member }，這週和你聊天的是 **{ $name }**，對方寫{ $tongue ->
    [en] 英文
    [zh] 中文
   *[other] 另一種語言
 }。在這裡用你的語言寫就好：對方會在自己的討論串裡看到譯文，反過來也一樣。
partner-shared-interests = 💡 你們都喜歡：{ $interests }
partner-shared-hours = 🕗 你們都有空的時間（以你的時間為準）：{ $hours }
partner-topic = 🗨️ 先聊聊這個吧：**{ $topic }**
partner-rules = -# 這裡只有你們兩個，還有看得到所有討論串的版主。想休息一週用 `/語言夥伴 跳過`。
partner-button-block = 封鎖…
partner-met = 🤝 一週過去了，你們聊到了嗎？你的回答只有 Qiao 知道。喜歡的話可以在這裡一直聊下去。
partner-met-yes = 聊到了
partner-met-no = 這次沒有
partner-thanks = 🙏 太好了！下週會有新的夥伴。
partner-thanks-unmet = 🙏 謝謝你告訴我。難免會有這種時候，下週會有新的夥伴。
partner-over = 🍂 這裡的對話到此為止，寫的話不會再傳到另一邊。週一會有新的夥伴。
partner-forbidden = ⚠️ 「{ $bridge }」的語言夥伴開不了討論串：請在它的每個頻道裡給 Qiao「建立私人討論串」和「在討論串中傳送訊息」的權限。下週一會再試。
