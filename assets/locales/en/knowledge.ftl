# Words of the knowledge base: finding, reading and writing articles.

app-articles = Knowledge base: answers and the manual
app-articles-typing = Knowledge base, while something is typed
hint-articles = answers
place-articles = Go to the knowledge base
place-new-article = Write an article
place-article-report = What the knowledge base lacks

keys-articles = The knowledge base
keys-articles-finding = Typing words to find articles
keys-article = Reading an article
keys-article-writing = Writing an article
keys-article-looking = Looking at an article that is being written
keys-article-versions = The versions of an article
keys-article-report = Report on the knowledge base

articles-title = Knowledge base
articles-means = Answers that other customers' questions produced.
articles-manual-means = The manual: help documents of the products. Enter copies where one is.
articles-recent = Recent
articles-popular = Popular
articles-topics = By topic
articles-manual = The manual
articles-loading = Fetching …
articles-no-words = No article has these words: { $words }
articles-none-narrowed = No article fits. Escape shows more.
articles-none = There is no article yet.
articles-no-topics = There is no topic yet.
articles-no-documents = There is no help document yet.
articles-all-products = All products
articles-in-topic = in { $topic }
articles-any-state = All that are not archived
articles-any-language = Every language
articles-no-address = This is no address of the web, and is not opened.
articles-open = Open the article, topic or document
articles-find = Find articles by words
articles-find-open = Open the article
articles-find-leave = Stop typing, what was found stays
articles-next = Next way to look
articles-previous = Way to look before
articles-widen = Show more again, or leave
articles-back = Back
articles-new = Write an article
articles-state = Only articles in one state
articles-language = Only articles in one language
articles-report = What is missing, stale, unhelpful, used most
articles-copy = Copy how the article is cited, or where the document is
articles-refresh = Fetch again
hint-articles-next = next view
hint-articles-previous = view before
hint-articles-widen = show more
hint-articles-new = new article
hint-articles-state = state
hint-articles-language = language
hint-articles-report = report
hint-articles-copy = copy

article-has-changes = changes not published
article-readers-customers = Every customer of every organization who has a seat will read it.
article-readers-organizations = The customers of these organizations alone will read it: { $organizations }.
article-readers-staff = Support alone will read it, no customer.

article-loading = Fetching the article …
article-updated = updated { $date }
article-version-by = version { $version } by { $author }
article-from-case = from case { $number }
article-link-copied = is copied
article-picture-fetching = [ picture: { $what } … ]
article-picture-unshown = [ picture: { $what }, which cannot be shown here ]
article-cut = What follows is more than can be shown.
article-related = Related articles
article-vote-ask = Did this help? + says yes, - says no.
article-voted-helpful = You said that it helped.
article-voted-unhelpful = You said that it did not help.
article-voted = Thank you.
article-word = A word
article-word-means = A word about it is welcome and not needed; support reads it.
article-word-helpful = It helped
article-word-unhelpful = It did not help
article-follow = Follow a link or open a related article
article-unhelpful = Say that it did not help
article-back = Back to where you were
article-cite = Copy how the article is cited
article-refresh = Fetch again
hint-article-follow = follow a link
hint-article-helpful = it helped
hint-article-unhelpful = it did not

article-edit = Write a new version
article-publish = Publish the newest version
article-review = Ask for review
article-archive = Archive: nobody finds it any more
article-reopen = Take out of the archive, as a draft
article-versions = Versions, and what each changed
article-publish-title = Publish this version?
article-publish-do = Publish it
article-archive-title = Archive this article?
article-archive-means = Its readers find and open it no longer. Support finds it among the archived ones and can bring it back.
article-archive-do = Archive it
article-leave-it = Leave it as it is
article-in-review = It waits for somebody who may publish it.
article-published = It is published.
article-archived = It is archived.
article-reopened = It is a draft again.
article-undecided = Not published: first decide what becomes of { $marked }, which came from a customer. e edits.
article-newer-shown = Nothing was done: somebody wrote a newer version, which is shown now.
hint-article-publish = publish
hint-article-review = ask for review
hint-article-archive = archive
hint-article-reopen = reopen
hint-article-versions = versions

article-new-title = A new article
article-edit-title = A new version, upon version { $version }
article-title = Title
article-keywords = Keywords
article-language = Language
article-category = Topic
article-products = Products
article-audience = Readers
article-organizations = Organizations
article-body = Text
article-title-purpose = The question, as a customer would ask it
article-keywords-purpose = other words for it, with commas between
article-body-purpose = The answer, as Markdown. A picture of the article: ![what it shows](name.png). Another article: article:its-name.
article-no-category = no topic
article-all-products = all products
article-not-seen-yet = No reader sees it before it is published.
article-has-marks = ⟦…⟧ came from a customer: decide what becomes of it.
article-choose = Choose
article-choose-many = { $field }: each is added or taken away, Escape is done
article-too-many = No more than { $limit }.
article-save = Save as a new version
article-preview = See what it becomes
article-preview-title = What readers will see. Escape writes on.
article-mark = To the first ⟦…⟧ to decide about
article-own-editor = Edit the text in your own editor
article-leave = Leave; asks again where something is not saved
article-write-on = Write on
article-save-over = Save yours as the newest version
article-copy-theirs = Copy the other text
article-conflict = { $author } saved another version meanwhile ({ $at }). Below, - is theirs and + is yours. Nothing is lost: ctrl-s saves yours as the newest and theirs stays among the versions; Escape goes on with yours; y copies theirs.
article-theirs-copied = The other text was sent to the terminal's clipboard, where it allows that.
article-saved = Saved. No reader sees it before it is published.
article-saving = It is being saved …
article-needs-title = An article needs a title.
article-needs-organizations = Name the organizations whose customers may read it.
article-field-full = { $field } holds { $limit } characters at most; not taken.
article-kept = What you wrote last and did not save is here again; Escape twice throws it away.
article-not-saved = An article was being written and is not saved: { $title }
hint-article-save = save
hint-article-preview = preview
hint-article-mark = to ⟦…⟧
hint-article-write-on = write on
hint-article-save-over = save yours
hint-article-copy-theirs = copy theirs

article-versions-title = Versions
article-versions-means = Each version with who wrote it, the newest first; below, what the selected one changed.
article-version-published = published
article-no-difference = Nothing differs from the version before.
article-restore = Write this version anew, as the newest
article-restore-title = Restore version { $version }?
article-restore-means = It becomes the newest version; the others stay. Readers see it once it is published.
article-restore-do = Restore it
article-restored = It is the newest version now.
hint-article-restore = restore

article-report-title = What the knowledge base lacks and what it is good for
article-misses = Not found
article-misses-means = Words that were looked for in vain, the most frequent first. Enter begins an article.
article-misses-none = Every search found something.
article-stale = Stale
article-stale-means = Nobody has looked at these again for half a year or longer.
article-stale-none = Every article was looked at within half a year.
article-unhelpful-part = Unhelpful
article-unhelpful-means = More readers say that these do not help than that they do.
article-unhelpful-none = Every article helps more readers than it does not.
article-used = Most used
article-used-means = The articles that are read most.
article-used-none = Nobody has read an article yet.
article-reviewed = looked at { $date }
article-use = { $reads } read · { $deflected } cases spared · helped { $helpful }, not { $unhelpful }
article-uses = { $reads } read · { $solved } cases solved · { $deflected } spared
article-report-open = Open the article, or begin one about these words

article-helped = { $count ->
    [one] helped 1 reader
   *[other] helped { $count } readers
}
article-did-not-help = { $count ->
    [one] did not help 1
   *[other] did not help { $count }
}
article-miss-times = { $count ->
    [one] once, { $date }
   *[other] { $count } times, last { $date }
}
article-helpful = Say that it helped
