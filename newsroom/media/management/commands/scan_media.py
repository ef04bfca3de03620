import json as as_json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from newsroom.backups.watching import Watch, shown
from newsroom.media.scan_report import Report, document, lines, printable
from newsroom.media.scanning import NotWritten, copies, pictures, scan, write_copy

NOT_TOLD = 2


class Command(BaseCommand):
    help = (
        "Which pictures below a folder carry more than pixels: places, names, serial numbers,"
        " thumbnails and whatever else. Changes none of them. Exit code 0: none does. 1: some do."
        " 2: of some nobody can tell, or a copy could not be written."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--clean", type=Path, metavar="OUT",
            help="write copies that are nothing but pixels, upright, as WebP, at most 2560 pixels"
            " on a side, into this folder; never over a file that is there",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="for programs, in one document")
        parser.add_argument(
            "--values", action="store_true",
            help="also what the pictures say: coordinates, names, numbers; mind who sees it",
        )  # fmt: skip

    def handle(self, *, folder, clean, json, values, verbosity=1, **options):
        report = Report(self.checked(folder))
        out = clean and clean.resolve()
        if out == report.folder:
            raise CommandError("The copies need a folder of their own.", returncode=NOT_TOLD)
        with override("en"), shown(self.stderr) as watch:
            self.look(report, out, watch)
            if out:
                self.write(report, out, watch)
        if json:
            self.stdout.write(as_json.dumps(document(report, values=values), indent=1))
        else:
            for line in lines(report, values=values, with_plain=verbosity > 1):
                self.stdout.write(line)
        self.end(report)

    def checked(self, folder: Path) -> Path:
        if not folder.is_dir():
            raise CommandError(f"{printable(str(folder))} is no folder.", returncode=NOT_TOLD)
        return folder.resolve()

    def look(self, report: Report, out: Path | None, watch: Watch) -> None:
        def unread(error: OSError) -> None:
            report.amiss.append((Path(error.filename), f"It could not be read: {error.strerror}."))

        for path in watch("Looking", pictures(report.folder, out, unread)):
            if found := scan(path):
                report.pictures.append(found)
                report.amiss += [(path, found.problem)] if found.problem else []
            else:
                report.others += 1

    def write(self, report: Report, out: Path, watch: Watch) -> None:
        paths = [each.path for each in report.pictures if each.carried]
        for path, place in watch("Copying", list(copies(report.folder, paths, out))):
            try:
                write_copy(path, place)
                report.written += 1
            except NotWritten as sentence:
                report.amiss.append((path, str(sentence)))

    def end(self, report: Report) -> None:
        said = f"{len(report.carrying)} of {len(report.pictures)} pictures carry something"
        if report.amiss:
            more = f"; {len(report.amiss)} times something could not be told or done."
            raise CommandError(said + more, returncode=NOT_TOLD)
        if report.carrying:
            raise CommandError(f"{said}.")
