"""``banggiao post STATE POST``: who held a post over time."""

import click

from banggiao.cli.answers import Asking, asking


@click.command(short_help="Show who held a post over time, gaps marked.")
@click.argument("state", metavar="STATE")
@click.argument("post", metavar="POST")
@click.option("--organisation", metavar="WORDS", help="Only in an organisation whose name holds these words.")
@asking
def post(asking: Asking, state: str, post: str, organisation: str | None) -> None:
    """Show the holders of a post (foreign_minister, ambassador ...) in the order of attestation.

    A post is attested on the days of the reports that name its holder, so that bounds are "since when at least". For posts with one
    holder at a time, more than a year that nobody is attested for is a row of its own.
    """
    from banggiao.dossier.questions.persons import holders
    from banggiao.errors import UsageError
    from banggiao.lifecycle.tables import levels

    known = asking.session.lore.once(levels)
    if post not in known:
        raise UsageError(f"no post is known as {post[:40]!r}; there are {', '.join(known)}")
    (code,) = asking.states(state)
    asking.show(holders(asking.world((code,)), asking.session.lore, code, post, organisation))
