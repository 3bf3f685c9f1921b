# Hashtags: those of the week, seen by everybody, and the pairs that moderators add.

hashtags-title = ### Hashtags of the week
# $tags are the names it has, $counts its members by language.
hashtags-line = **{ $tags }** { $bar } { $total } ({ $counts })
hashtags-note = -# The last seven days, both sides together. Each member counts once a day; what fewer than { $fewest } used is not shown.
hashtags-none = 🌱 No hashtag has caught on this week yet. Start one: write `#cattax` under a picture of your cat, and somebody on the other side may join in. From { $fewest } members on it stands here.

bridge-tags-added = ✅ From now on these are one hashtag here: { $tags }. Each side reads its own, and `/hashtags` counts them together.
bridge-tags-removed = ✅ No longer one hashtag here: { $tags }
bridge-tags = This server's own pairs of hashtags ({ $count }), beside those that Qiao brings along:
    { $tags }
bridge-tags-none = This server has no pairs of hashtags of its own; Qiao brings some along, such as #cattax · #猫税. `/bridge tags add` adds one.
