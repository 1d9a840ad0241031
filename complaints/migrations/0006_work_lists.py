"""Indexes of the work lists: what waits for whom, at the price of the rows that are shown."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("complaints", "0005_proceedings_of_accepted_petitions")]

    operations = [
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(
                fields=["agency", "holder", "next_due_on"],
                condition=Q(state__in=["received", "accepted"]),
                name="petition_running_by_holder",
            ),
        ),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(
                fields=["agency", "next_due_on"],
                condition=Q(waits_for="approval"),
                name="petition_waiting_for_head",
            ),
        ),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(
                fields=["holder", "next_due_on"],
                condition=Q(waits_for__in=["citizen", "other"], holder__isnull=False),
                name="petition_waiting_for_others",
            ),
        ),
        migrations.AddIndex(
            model_name="casepaper",
            index=models.Index(
                fields=["drafted_at"], condition=Q(state="submitted"), name="paper_submitted"
            ),
        ),
        migrations.AddIndex(
            model_name="casepaper",
            index=models.Index(
                fields=["drafted_by", "drafted_at"],
                condition=Q(state="draft"),
                name="paper_draft_by_drafter",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                fields=["proposed_by", "-proposed_at"],
                condition=Q(state="returned"),
                name="proposal_returned_to",
            ),
        ),
        migrations.AddIndex(
            model_name="paperhandover",
            index=models.Index(
                fields=["given_to", "given_at"],
                condition=Q(received_at__isnull=True, refused_reason=""),
                name="handover_waiting_for",
            ),
        ),
    ]
