import signal
from threading import Event, Thread

from django.core.management.base import BaseCommand
from django.utils import timezone

from newsroom.delivery.draining import keep_draining, look
from newsroom.workflow.duties import do_all, work


class Command(BaseCommand):
    help = "Does what is due while nobody presses a button, until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="look once, then end")

    def handle(self, *args, once: bool, **options):
        if once:
            done, failed = do_all(timezone.now())
            look()
            self.stdout.write(f"Done: {done}, failed: {failed}")
            raise SystemExit(1 if failed else 0)
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        draining = Thread(target=keep_draining, args=(stop,))
        draining.start()
        work(stop)
        draining.join()
