#!/usr/bin/env python3
"""A news page as the web has them, around an article that is a plain text: noisy_page.py ARTICLE.txt [YYYY-MM-DD [HEADLINE]] > page.html

Without a HEADLINE the first line is one. Everything else is of the project's own making: menu, consent banner, share bar, teasers between
the paragraphs, captions, advertisements, comments, a footer, and JSON-LD.
"""
import html
import json
import sys

MENU = ["Home", "World", "Politics", "Business", "Sport", "Opinion", "Video"]
TEASERS = ["Rebels storm the palace: what we know so far", "Five things the minister did not say about the sanctions", "Watch: troops leave the capital after a week of fighting"]
COMMENTS = ["The president should resign at once, and the army should stop shelling the town.", "In my view Poland invaded Mars on Monday."]


def links(items, css):
    return '<ul class="%s">%s</ul>' % (css, "".join('<li><a href="/%d">%s</a></li>' % (i, html.escape(s)) for i, s in enumerate(items)))


def main():
    lines = [line.strip() for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
    day = sys.argv[2] if len(sys.argv) > 2 else ""
    title = sys.argv[3] if len(sys.argv) > 3 else lines.pop(0)
    paragraphs = lines
    about = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "author": {"@type": "Person", "name": "Ann Example"}}
    if day:
        about["datePublished"] = day + "T08:00:00Z"
    body = []
    for i, text in enumerate(paragraphs):
        body.append("<p>%s</p>" % html.escape(text))
        if i == 1:
            body.append('<figure><img src="a.jpg" alt=""><figcaption>Soldiers stand on a bridge. Photograph: Example Agency</figcaption></figure>')
        if i % 4 == 2:
            body.append('<aside class="related"><h4>More on this story</h4>%s</aside>' % links(TEASERS, "teasers"))
        if i % 5 == 3:
            body.append('<div class="ad-slot" aria-hidden="true"><span>Advertisement</span><a href="https://ads.example/">Win a holiday</a></div>')
    print("""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%(title)s - Example Daily</title>
<meta property="og:title" content="%(title)s"><meta property="og:site_name" content="Example Daily"><link rel="canonical" href="https://news.example/war/1">
<script type="application/ld+json">%(about)s</script><script>window.tracker = "<p>Iran attacked France.</p>";</script><style>.ad { color: red }</style></head>
<body class="article-page"><div id="consent" role="dialog"><p>We and our 820 partners value your privacy. By clicking accept you agree to cookies.</p><button>Accept all</button></div>
<header><nav>%(menu)s</nav><form action="/search"><input name="q"><button>Search</button></form></header>
<main><article><h1>%(title)s</h1><div class="byline">By <a rel="author" href="/ann">Ann Example</a>, Example Daily</div>
<div class="share-bar"><a href="#">Share on this</a> <a href="#">Share on that</a> <a href="#">Email</a></div>
<div class="story-body">%(body)s</div>
<div class="newsletter-signup"><p>Sign up to our morning newsletter and get the day's stories before breakfast.</p><input type="email"></div></article>
<section class="comments"><h3>2 comments</h3>%(comments)s</section>
<aside class="sidebar"><h3>Most read</h3>%(read)s</aside></main>
<footer><p>&copy; Example Daily Ltd. All rights reserved. Registered in England.</p>%(menu)s</footer></body></html>""" % {
        "title": html.escape(title), "about": json.dumps(about).replace("<", "\\u003c"), "menu": links(MENU, "menu"), "body": "\n".join(body),
        "comments": "".join('<div class="comment"><b>reader%d</b><p>%s</p></div>' % (i, s) for i, s in enumerate(COMMENTS)), "read": links(TEASERS, "most-read")})


main()
