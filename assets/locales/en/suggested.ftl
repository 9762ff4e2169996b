# Words for articles beside a new case and on a case.

hint-articles-beside = articles
hint-solved = this solved it
hint-insert-link = insert link
hint-insert-excerpt = insert part
hint-see-also = see also
hint-article-draft = make article
keys-suggested = Articles beside a new case or on a case
new-case-articles = Show the articles that may answer
suggested-open = Read the article
suggested-solved = This solved it: end the draft
suggested-link = Put a link to the article into the reply
suggested-excerpt = Put a part of the article into the reply
suggested-see-also = Articles that this one names or is near to
suggested-back = Back
suggested-next = Next article
suggested-previous = Article before
suggested-again = Fetch the article again
suggested-title = Articles that may answer
suggested-title-case = Articles of this case
suggested-blank = While you type, articles that may answer stand here.
suggested-looking = Looking for articles …
suggested-opening = The article is on its way …
suggested-none = No article seems to answer this yet.
suggested-none-of-case = No article belongs to this case yet.
suggested-count = { $count ->
    [one] 1 article may answer this; { $key } shows it
   *[other] { $count } articles may answer this; { $key } shows them
}
suggested-pane-key = { $key } to read them
suggested-helped = { $count ->
    [one] helped 1 reader
   *[other] helped { $count } readers
}
suggested-changed = changed { $when }
suggested-unpublished = not published
suggested-staff = for support alone
suggested-some = for some organizations
suggested-named = named in an article
suggested-near = near to an article
suggested-cited = cited here
suggested-read = read before filing
suggested-mentioned = named here
suggested-fitting = may answer
suggested-solved-title = Did this article solve it?
suggested-solved-body = Then no case is filed: the draft ends, with its files.
suggested-solved-do = Yes, end the draft
suggested-solved-not = No, go on writing
suggested-solved-thanks = Good to hear; thank you. The draft has ended.
suggested-not-saved = The draft could not be saved, so nothing was ended. Try again in a moment.
suggested-hidden-link = Customers cannot read this article: they see its title alone.
suggested-some-link = Only some organizations can read this article; the others see its title alone.
suggested-hidden-part = Customers cannot read the article that this part is from: see that it may be told.
suggested-parts = Which part?
case-key-articles = Show the articles of this case
case-key-article-draft = Make an article draft from the solution
write-articles = Articles to read, or to put into what is written
article-draft-making = The article draft is being made …
article-draft-made = The article draft { $slug } is made.
article-draft-title = Article draft { $slug }
article-draft-body = It has the problem, the solution and the conversation. What may tell of the customer stands between ⟦ and ⟧: decide what becomes of each before it is published.
article-draft-command = Go on with: { $command }
article-draft-copy = Copy the command
article-draft-close = Close
