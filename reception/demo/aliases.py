"""The same seed gives the same aliases: what the vault drew by lot is drawn again from the seed."""

import random

from complaints.models import Matter, Petition, SealedIdentity
from reception.models import Visit


def settle_aliases(chance: random.Random) -> None:
    """Renames every alias of the demonstration; nobody has written one down yet."""
    for sealed in SealedIdentity.objects.order_by("sealed_at", "id"):
        who = sealed.alias.partition("#")[0]
        alias = f"{who}#{chance.getrandbits(24):06X}"
        SealedIdentity.objects.filter(pk=sealed.pk).update(alias=alias)
        Matter.objects.filter(pk=sealed.matter_id).update(petitioner_label=alias)
        Petition.objects.filter(matter=sealed.matter_id).update(petitioner_label=alias)
        Visit.objects.filter(matter=sealed.matter_id).update(visitor_label=alias)
